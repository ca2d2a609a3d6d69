/** Deeds that ask for a fresh proof: the second factor, shown for exactly what is signed (decision 032). */
export const provedVerbs = [
  'approve-pledge',
  'decide-payment',
  'change-bank-details',
  'confirm-bank-details',
  'publish-rule',
  'agree-pot',
  'fund-pot',
  'take-back-funding',
  'change-roles',
  'end-membership',
  'set-limit',
  'import-scheme',
  'appoint-deputy',
  'mark-chief-finance-officer',
  'confirm-way-back',
  'erase-oneself',
  'invite-person',
  'invite-first-administrator',
  'decide-join-request',
  'approve-area',
  'agree-stop',
  'agree-give-back',
  'send-payment-file',
  'record-same-human',
  'end-same-human',
  'confirm-succession',
  'decide-verification',
  'register-funder',
] as const

/** Deeds of the same areas that do not ask, and why. */
export const unprovedVerbs = new Map<string, string>([
  ['propose-rule', 'a step on the way: a second person signs it later with a proof'],
  ['decide-acceptance', 'a step on the way: a second person signs it later with a proof'],
  ['claim-milestone', 'a step on the way: a second person signs it later with a proof'],
  ['propose-stop', 'proposes what somebody else agrees to'],
  ['ask-give-back', 'proposes what somebody else agrees to'],
  ['propose-pot', 'proposes what somebody else agrees to'],
  ['propose-area', 'proposes what somebody else agrees to'],
  ['propose-succession', 'proposes what somebody else agrees to'],
  ['add-successor', 'proposes what somebody else agrees to'],
  ['remove-successor', 'proposes what somebody else agrees to'],
  ['assign-people', 'proposes what somebody else agrees to'],
  ['propose-takeover', 'proposes what somebody else agrees to'],
  ['end-succession', 'promises less, never more'],
  ['agree-novation', 'names a supplier; each payment is signed with a proof'],
  ['end-novation', 'promises less, never more'],
  ['invite-funder', 'proposes what somebody else agrees to'],
  ['take-back-receipt', 'proposes what somebody else agrees to'],
  ['save-pledge-draft', 'counts for nothing'],
  ['offer-in-kind', 'counts for nothing'],
  ['change-in-kind', 'counts for nothing'],
  ['withdraw-in-kind', 'counts for nothing'],
  ['open-evidence', 'counts for nothing'],
  ['make-pledge', 'an officer’s: within their own limit, or it waits for approve-pledge'],
  ['top-up-pledge', 'an officer’s: within their own limit, or it waits for approve-pledge'],
  ['lower-pledge', 'promises less, never more'],
  ['withdraw-pledge', 'promises less, never more'],
  ['decline-pledge', 'promises less, never more'],
  ['stop-bank-details', 'promises less, never more'],
  ['withdraw-invitation', 'promises less, never more'],
  ['send-invitation-again', 'offers what was signed with a proof, to the same address'],
  ['end-deputy', 'promises less, never more'],
  ['end-proposal', 'promises less, never more'],
  ['end-pot-proposal', 'promises less, never more'],
  ['end-area-proposal', 'promises less, never more'],
  ['end-stop', 'promises less, never more'],
  ['lock-spending', 'promises less, never more'],
  ['sign-pledge', 'a step of approve-pledge'],
  ['change-pledge', 'binds nobody to pay more than was signed'],
  ['answer-condition', 'binds nobody to pay more than was signed'],
  ['record-gate-fact', 'binds nobody to pay more than was signed'],
  ['answer-invitation', 'binds nobody to pay more than was signed'],
  ['open-round', 'of a round, which moves no money'],
  ['extend-round', 'of a round, which moves no money'],
  ['close-round', 'of a round, which moves no money'],
  ['make-payment-file', 'a second person sends it, and signs what is in it with a proof'],
  ['settle-payment-file', 'writes down what the bank has done'],
  ['record-receipt', 'writes down what the bank has done'],
  ['import-statement', 'writes down what the bank has done'],
  ['record-refund', 'writes down what the bank has done'],
  ['decide-award', 'names a supplier; each payment is signed with a proof'],
  ['publish-award', 'names a supplier; each payment is signed with a proof'],
  ['confirm-award', 'names a supplier; each payment is signed with a proof'],
  ['start-project', 'names a supplier; each payment is signed with a proof'],
  ['create-pot', 'a pot has nothing before fund-pot'],
  ['copy-own-data', 'reads what is about oneself, and changes nothing'],
  ['look-up-again', 'asks a public register; what follows is for decide-verification'],
  ['change-supplier-details', 'says nothing of what somebody may sign'],
  ['change-identity', 'a verified firm loses by it; operators sign anew with a proof'],
  ['set-cost-codes', 'says nothing of what somebody may sign'],
  ['set-key-decision-threshold', 'holds more pledges or fewer back, and signs none'],
  ['unlock-spending', 'holds more pledges or fewer back, and signs none'],
])

export type ProvedVerb = (typeof provedVerbs)[number]

/** One line of what somebody signs, in words for them. */
export type Said = { name: string; value: string }

/** What is to be signed. With the key of its form it can be done once only; without one its proof is used up. */
export type Deed = { verb: ProvedVerb; key?: string; body: unknown; says: Said[] }

/** A deed that waits for its proof. No refusal: the person is shown what they sign, and asked. */
export class ProofWanted extends Error {
  constructor(
    readonly personId: string,
    readonly deed: Deed,
    /** Of all that was said: anything that changes asks for another proof. */
    readonly fingerprint: string,
  ) {
    super(`${deed.verb} waits for a proof`)
  }
}
