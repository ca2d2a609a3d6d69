import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import {
  changeLegalIdentity,
  lockSupplier,
  refusingTakenNumber,
} from '../organisations/keep-supplier.server.ts'
import { isSameIdentity, type LegalIdentity } from '../organisations/legal-identity.ts'
import { openVerification } from './open-verification.server.ts'
import { tellFirm } from './tell-firm.server.ts'
import { canChangeIdentity, type ChangeInput } from './verification.ts'
import { weighAnswer } from './weigh-answer.server.ts'

/**
 * Says who a firm is in law, and answers what operators asked. A verified firm that changes its name or number goes back
 * into their queue: until they have looked it sends no pitch and books no slot, and what it has been awarded goes on.
 */
export async function changeIdentity(actor: Actor, { identity, answer }: ChangeInput) {
  if (!canChangeIdentity(actor)) throw new Refusal('not-found', 'Page not found')
  requireBeginning(actor)
  await refusingTakenNumber(identity, () =>
    transaction((tx) => change(tx, actor, { identity, answer })),
  )
}

async function change(tx: Tx, actor: Actor, { identity, answer }: ChangeInput) {
  const { organisationId, personId } = actor
  const before = await lockSupplier(tx, organisationId)
  const wasVerified = before.verifiedAt !== null
  const open = await findOpen(tx, organisationId)
  const isSame = isSameIdentity(before, identity)
  assertSomethingNew({ open, answer, isSame, isVerified: wasVerified })
  if (!isSame) await changeLegalIdentity(tx, organisationId, identity)
  const cause = wasVerified ? 'changed' : 'asked-again'
  const id = open
    ? await sayAgain(tx, open, { organisationId, identity, answer })
    : await openVerification(tx, { organisationId, personId, identity, answer, cause })
  const hasLapsed = wasVerified && !isSame
  if (hasLapsed) await tellLapsed(tx, id, organisationId)
  await record(tx, actor, {
    subjectKind: 'verification',
    subjectId: id,
    action: 'identity-changed',
    summary: hasLapsed
      ? 'Changed who the firm is in law, so it is not verified any more'
      : 'Said again who the firm is in law',
  })
}

type Open = { id: string; state: string; answer: string | null; answeredAt: Date | null }

const findOpen = (tx: Tx, organisationId: string): Promise<Open | null> =>
  tx.verification.findFirst({
    where: { organisationId, decidedAt: null },
    select: { id: true, state: true, answer: true, answeredAt: true },
  })

type Said = { open: Open | null; answer: string | null; isSame: boolean; isVerified: boolean }

function assertSomethingNew({ open, answer, isSame, isVerified }: Said) {
  if (open?.state === 'asked' && !answer)
    throw new Refusal('invalid', 'Answer what we asked', { field: 'answer' })
  if (isSame && isVerified && !open) throw new Refusal('invalid', 'Nothing has changed.')
  if (isSame && open && !answer)
    throw new Refusal('invalid', 'Nothing has changed. We are still looking at it.')
}

type Again = { organisationId: string; identity: LegalIdentity; answer: string | null }

/** What waits is about who the firm says it is now. */
async function sayAgain(tx: Tx, open: Open, { organisationId, identity, answer }: Again) {
  await tx.verification.update({
    where: { id: open.id, decidedAt: null },
    data: {
      ...identity,
      state: 'waiting',
      finding: await weighAnswer(tx, organisationId, identity),
      answer: answer ?? open.answer,
      answeredAt: answer ? clock.now() : open.answeredAt,
    },
  })
  return open.id
}

const tellLapsed = (tx: Tx, id: string, organisationId: string) =>
  tellFirm(tx, {
    ...{ id, organisationId, what: 'lapsed' },
    heading: 'is being checked again',
    text: 'Its legal name or number has changed, so it is not verified any more. Until we have looked it can send no pitch and book no demo slot. What it has been awarded goes on.',
  })
