import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDate, formatDay, type Day } from '#app/core/time.ts'
import { hasLock } from '../organisations/delegation.ts'
import { financeLawOf } from '../organisations/finance-law.ts'
import { spendKindLabel, type SpendKind } from '../organisations/spend.ts'
import { lockLaws } from '../organisations/spending-lock.ts'
import type { Gate } from './gate.ts'
import { latest } from './gate-fact.ts'
import type { Conditions } from './conditions.ts'
import { keyDecisionGates, type KeyDecision } from './key-decision-gates.ts'
import { needsApproval } from './pledge.ts'
import {
  isStanding,
  listSigners,
  type SchemeInUse,
  type Signature,
  type ToSign,
} from './signers.ts'

export type GateFacts = KeyDecision & {
  /** What of the sum stands already, where a pledge is topped up. */
  standingPence: Pence
  nation: string
  fundingType: SpendKind | undefined
  madeById: string
  /** Every account of the human who made it. */
  makerAccounts: string[]
  madeByName: string
  /** Up to what sum its maker may commit alone. */
  makerLimitPence: Pence
  conditions: Conditions
  signByOn: Day | undefined
  agreementAcceptedOn: Day | undefined
  scheme: SchemeInUse
  signature: (Signature & { on: Day }) | undefined
  consent: { capitalAbovePence: Pence; otherAbovePence: Pence }
}

/** Every gate of a pledge as it stands on a day, in the order people meet them. */
export const gatesOf = (facts: GateFacts): Gate[] => [
  fundingTypeGate(facts),
  agreementGate(facts),
  ...lockGates(facts),
  ...keyDecisionGates(facts),
  signatureGate(facts),
]

export const toSign = ({
  amountPence,
  standingPence,
  fundingType,
  madeById,
  makerAccounts,
}: GateFacts): ToSign => ({
  amountPence,
  standingPence,
  spend: fundingType ?? 'revenue',
  madeById,
  makerAccounts,
})

/** Nobody else need sign: it is within its maker's own limit, and nothing but their signature is to come. */
const mayCommitAlone = (facts: GateFacts) =>
  !needsApproval(
    { amountPence: facts.amountPence, conditions: facts.conditions },
    {
      limitPence: facts.makerLimitPence,
      hasLock: facts.scheme.locks.length > 0,
      keyDecisionAbovePence: facts.rules.abovePence,
    },
  )

function fundingTypeGate({ fundingType }: GateFacts): Gate {
  const gate = { name: 'funding-type' as const, title: 'Where the money comes from' }
  if (fundingType)
    return { ...gate, state: 'clear', sentence: `${spendKindLabel[fundingType]} money.` }
  return {
    ...gate,
    state: 'waiting',
    who: 'The officer who makes the pledge',
    sentence: 'Choose where the money comes from.',
  }
}

function agreementGate({ agreementAcceptedOn, closesOn, madeByName }: GateFacts): Gate {
  const gate = { name: 'agreement' as const, title: 'Pledge agreement' }
  if (agreementAcceptedOn)
    return { ...gate, state: 'clear', sentence: `Accepted on ${formatDay(agreementAcceptedOn)}.` }
  return {
    ...gate,
    state: 'waiting',
    who: madeByName,
    by: closesOn,
    sentence: 'Accepted when the pledge is sent.',
  }
}

function lockGates(facts: GateFacts): Gate[] {
  const { locks } = facts.scheme
  if (locks.length === 0)
    return [
      {
        name: 'spending-lock',
        title: 'Spending locks',
        state: 'clear',
        sentence: 'No spending lock is on this council.',
      },
    ]
  return locks.map(({ kind, from, sourceUrl, successor }) => {
    const seen = {
      title: lockLaws[kind].name,
      link: sourceUrl,
      reference: `since ${formatDay(from)}`,
    }
    return kind === 'section-114'
      ? { ...seen, ...section114(facts) }
      : { ...seen, ...section24(facts, successor ?? 'the successor council') }
  })
}

type OneGate = Omit<Gate, 'title'>

/** Local Government Finance Act 1988, s.114: no new spending but what that officer agrees to. */
function section114(facts: GateFacts): OneGate {
  const { scheme, signature, closesOn } = facts
  const gate = { name: 'spending-lock' as const }
  const { law } = lockLaws['section-114']
  if (signature && isStanding(scheme, toSign(facts), signature))
    return { ...gate, state: 'clear', sentence: `The section 151 officer has signed (${law}).` }
  const [chief] = listSigners(scheme, toSign(facts))
  if (chief)
    return {
      ...gate,
      state: 'waiting',
      who: chief.name,
      by: closesOn,
      sentence: `Only ${chief.name}, the section 151 officer, may sign new pledges, whatever the sum (${law}).`,
    }
  return {
    ...gate,
    state: 'blocked',
    who: 'An administrator of your council',
    sentence: `Only the section 151 officer may sign new pledges (${law}), and nobody who may sign this one is marked as that in your scheme of delegation.`,
  }
}

function section24(facts: GateFacts, successor: string): OneGate {
  const { fundingType, amountPence, consent, recorded, closesOn, on } = facts
  const abovePence = fundingType === 'capital' ? consent.capitalAbovePence : consent.otherAbovePence
  const gate = { name: 'consent' as const }
  const { law } = lockLaws['section-24']
  if (amountPence <= abovePence)
    return {
      ...gate,
      state: 'clear',
      sentence: `${formatPounds(amountPence)} is not above ${formatPounds(abovePence)}, from where ${successor} must consent (${law}).`,
    }
  const given = latest(recorded, 'consent-given')
  if (given && given.on <= on)
    return {
      ...gate,
      state: 'clear',
      sentence: `${successor} consented on ${formatDay(given.on)} (${given.reference}; ${law}).`,
    }
  return {
    ...gate,
    state: 'waiting',
    who: successor,
    by: closesOn,
    sentence: `${successor} must consent in writing to a contract above ${formatPounds(abovePence)} (${law}).`,
    records: ['consent-given'],
  }
}

function signatureGate(facts: GateFacts): Gate {
  const { scheme, signature, amountPence, nation } = facts
  const gate = { name: 'signature' as const, title: 'Signature' }
  const asked = toSign(facts)
  const { law } = financeLawOf(nation)
  if (signature && isStanding(scheme, asked, signature))
    return {
      ...gate,
      state: 'clear',
      sentence: `Signed by ${nameSigner(facts, signature)} on ${formatDay(signature.on)} (${law}).`,
    }
  if (!signature && mayCommitAlone(facts))
    return {
      ...gate,
      state: 'clear',
      sentence: `${formatPounds(amountPence)} is within the limit of ${formatPounds(facts.makerLimitPence)} of ${facts.madeByName} (${law}).`,
    }
  const signers = listSigners(scheme, asked)
  const by = facts.signByOn ?? facts.closesOn
  const again = signature
    ? `${signature.name} signed it on ${formatDay(signature.on)}, but may not sign it any more, so it must be signed again. `
    : ''
  if (signers.length === 0)
    return {
      ...gate,
      state: 'blocked',
      who: 'An administrator of your council',
      by,
      sentence: `${again}Nobody at your council may sign ${formatPounds(amountPence)} of ${spendKindLabel[asked.spend].toLowerCase()} money yet (${law}).`,
    }
  const names = signers
    .slice(0, 3)
    .map(({ name, jobTitle }) => `${name}, ${jobTitle.toLowerCase()}`)
  return {
    ...gate,
    state: 'waiting',
    who: names.join('; or '),
    by,
    sentence: `${again}${whySign(facts)} It must be signed by ${formatDate(by)} (${law}).`,
  }
}

function nameSigner({ scheme }: GateFacts, { name, signedAs, principalId }: Signature) {
  if (signedAs === 'chief-finance-officer') return `${name}, section 151 officer,`
  const principal = scheme.people.find(({ membershipId }) => membershipId === principalId)
  return principal ? `${name}, standing in for ${principal.name},` : name
}

/** Why a finance approver signs, when its maker could not commit it alone. */
function whySign(facts: GateFacts) {
  const { amountPence, makerLimitPence, madeByName, conditions, scheme } = facts
  if (hasLock(scheme, 'section-114')) return 'A section 114 notice is in force.'
  if (amountPence > makerLimitPence)
    return `${formatPounds(amountPence)} is above the limit of ${formatPounds(makerLimitPence)} of ${madeByName}.`
  if (conditions.decisionByOn) return 'The council’s own decision is still to be made.'
  return 'A finance approver signs pledges that have other gates to clear.'
}
