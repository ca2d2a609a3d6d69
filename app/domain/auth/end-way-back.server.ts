import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { lockWayBack } from './confirm-way-back.server.ts'
import { deleteFactor } from './delete-factor.server.ts'
import { signedOut } from './factor-refusals.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { lockFactors } from './lock-factors.server.ts'
import { onlyThoseWhoMay, readReturning } from './returning.server.ts'
import { hashOf, isSecret } from './secret.server.ts'
import { tellReturning } from './tell-of-way-back.server.ts'
import { isEnough } from './way-back.ts'

const noLonger = () =>
  new Refusal('conflict', 'This link stops nothing any more: it was stopped, or is done.')

/** Stops a way back by a link of its mails, signed in or not: whoever reads the mail may. */
export async function stopWayBackByLink(link: string) {
  await transaction(async (tx) => {
    const way = isSecret(link)
      ? await tx.wayBack.findFirst({
          where: { stopHashes: { has: hashOf(link) }, endedAt: null },
          select: { personId: true },
        })
      : null
    if (!way || !(await endWayBack(tx, way.personId, 'stopped'))) throw noLonger()
  })
}

/** Stops a person's own way back from a session that is whole. */
export async function stopOwnWayBack(token: string | undefined) {
  await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!signedIn) throw signedOut()
    if (!(await endWayBack(tx, signedIn.actor.personId, 'stopped')))
      throw new Refusal('conflict', 'Nothing is open: it was stopped, or is done.')
  })
}

const ends = {
  stopped: { action: 'way-back-stopped', summary: 'Being let back in was stopped' },
  shown: {
    action: 'way-back-ended',
    summary: 'Being let back in ended, since the second factor was shown',
  },
} as const

/** Ends what is open, if anything is: also when its person shows a factor after all. */
export async function endWayBack(tx: Tx, personId: string, endedAs: keyof typeof ends) {
  const { count } = await tx.wayBack.updateMany({
    where: { personId, endedAt: null },
    data: { endedAt: clock.now(), endedAs },
  })
  if (count === 0) return false
  const { action, summary } = ends[endedAs]
  await record(tx, undefined, { subjectKind: 'person', subjectId: personId, action, summary })
  await tellReturning(tx, { personId }, `${summary}. Your second factor stays as it is.`)
  return true
}

/** Lets back in everybody whose day of waiting is over. Safe to run twice, and while somebody stops one. */
export async function finishWaysBack() {
  const due = await db.wayBack.findMany({
    where: { endedAt: null, dueAt: { lte: clock.now() } },
    select: { id: true, personId: true },
    orderBy: { dueAt: 'asc' },
    take: 100,
  })
  for (const { id, personId } of due) await transaction((tx) => finish(tx, id, personId))
}

/** Who confirmed it and has lost that role since has confirmed nothing: then it waits for somebody else. */
async function finish(tx: Tx, id: string, personId: string) {
  await lockFactors(tx, personId)
  const way = await lockWayBack(tx, id)
  if (!way?.dueAt || way.dueAt > clock.now()) return
  const returning = await readReturning(tx, personId)
  const kept = await tx.wayBackConfirmation.findMany({ where: { wayBackId: id } })
  const valid = await onlyThoseWhoMay(tx, returning, kept)
  if (!isEnough(returning, valid))
    return waitAgain(
      tx,
      id,
      valid.map((each) => each.personId),
    )
  await deleteFactor(tx, personId)
  await tx.session.deleteMany({ where: { personId } })
  await tx.wayBack.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: clock.now(), endedAs: 'done' },
  })
  await record(tx, undefined, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'way-back-done',
    summary: 'Let back in: the second factor was removed and every browser signed out',
    detail: { wayBackId: id },
  })
  await tellReturning(
    tx,
    { personId },
    'Your second factor was removed and every browser of yours is signed out. Sign in with your email, and set up a new one.',
  )
}

async function waitAgain(tx: Tx, wayBackId: string, still: string[]) {
  await tx.wayBackConfirmation.deleteMany({ where: { wayBackId, personId: { notIn: still } } })
  await tx.wayBack.updateMany({ where: { id: wayBackId }, data: { dueAt: null } })
}
