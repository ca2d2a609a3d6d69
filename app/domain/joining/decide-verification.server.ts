import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { withCapital } from '#app/core/sentence.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from '../organisations/actor.ts'
import {
  endVerified,
  freeNumbers,
  lockSupplier,
  markVerified,
} from '../organisations/keep-supplier.server.ts'
import { describeIdentity, type LegalForm } from '../organisations/legal-identity.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import type { Finding } from './register-answer.ts'
import { findingWords } from './register-words.ts'
import { tellFirm } from './tell-firm.server.ts'
import { canVerify, type VerificationDecision } from './verification.ts'

/**
 * Verifies a firm, declines it with a reason, or asks it for more, for the operators of the site. Verifying is signed with a
 * proof of who exactly it is: money may follow. Decided once; of two at once the second finds it decided. Of a firm they belong to
 * themselves another operator decides.
 */
export async function decideVerification(actor: Actor, id: string, input: VerificationDecision) {
  if (!canVerify(actor)) throw new Refusal('not-found', 'Page not found')
  const found = await db.verification.findUnique({
    where: { id },
    select: { organisationId: true },
  })
  if (!found) throw new Refusal('not-found', 'Page not found')
  const decide = async (tx: Tx) => {
    await lockSupplier(tx, found.organisationId)
    const firm = await getWaiting(tx, id)
    await ways[input.decision](tx, { actor, firm, text: input.text })
  }
  await whileTwoPeople(() => transaction(decide))
}

async function getWaiting(tx: Tx, id: string) {
  const row = await tx.verification.findFirst({ where: { id, decidedAt: null } })
  if (!row) throw new Refusal('conflict', 'This firm has been decided about already.')
  return { ...row, legalForm: row.legalForm as LegalForm, finding: row.finding as Finding }
}

type Deciding = { actor: Actor; firm: Awaited<ReturnType<typeof getWaiting>>; text: string }

const ways = { verify, ask, decline }

async function verify(tx: Tx, { actor, firm }: Deciding) {
  const { id, organisationId, legalName, legalForm, companyNumber, charityNumber } = firm
  const identity = { legalName, legalForm, companyNumber, charityNumber }
  const says = () => [
    { name: 'You sign', value: `That ${legalName} is who it says it is` },
    { name: 'Number', value: describeIdentity(identity) },
    { name: 'Companies House', value: withCapital(findingWords[firm.finding]) },
    { name: 'What follows', value: 'It may pitch, show and, once awarded, be paid' },
  ]
  await requireProof(tx, actor, { verb: 'decide-verification', body: { id, ...identity }, says })
  await write(tx, { actor, firm }, { state: 'verified' })
  await markVerified(tx, organisationId)
  await tellFirm(tx, {
    ...{ id, organisationId, what: 'verified' },
    heading: 'is verified',
    text: 'It can pitch to challenges and book demo slots from now.',
  })
  await note(tx, { actor, firm }, { action: 'supplier-verified', summary: `Verified ${legalName}` })
}

async function decline(tx: Tx, { actor, firm, text }: Deciding) {
  const { id, organisationId, legalName } = firm
  await write(tx, { actor, firm }, { state: 'declined', reason: text })
  // A number that was the firm's stays with it, and so with what it has been awarded.
  if (firm.cause === 'looked-again') await endVerified(tx, organisationId)
  else await freeNumbers(tx, organisationId)
  await tellFirm(tx, {
    ...{ id, organisationId, what: 'declined' },
    heading: 'was not verified',
    text: `Because: ${text} You can put it right and ask again.`,
  })
  const summary = `Did not verify ${legalName}`
  await note(tx, { actor, firm }, { action: 'supplier-declined', summary })
}

/** It waits for the firm from now, and comes back into the queue with its answer. */
async function ask(tx: Tx, { actor, firm, text }: Deciding) {
  const { id, organisationId, legalName } = firm
  await tx.verification.update({
    where: { id, decidedAt: null },
    data: {
      state: 'asked',
      moreAsked: text,
      moreAskedById: actor.personId,
      moreAskedAt: clock.now(),
    },
  })
  await tellFirm(tx, {
    ...{ id, organisationId, what: 'asked' },
    heading: 'is asked for more',
    text: `Before we can verify it: ${text}`,
  })
  const summary = `Asked ${legalName} for more before verifying it`
  await note(tx, { actor, firm }, { action: 'supplier-asked', summary })
}

type Outcome = { state: 'verified' } | { state: 'declined'; reason: string }

const write = (tx: Tx, { actor, firm }: Omit<Deciding, 'text'>, outcome: Outcome) =>
  tx.verification.update({
    where: { id: firm.id, decidedAt: null },
    data: { decidedAt: clock.now(), decidedById: actor.personId, ...outcome },
  })

type Noted = { action: string; summary: string }

const note = (tx: Tx, { actor, firm }: Omit<Deciding, 'text'>, noted: Noted) =>
  record(tx, actor, {
    ...{ subjectKind: 'verification', subjectId: firm.id, ...noted },
    detail: { organisationId: firm.organisationId },
  })
