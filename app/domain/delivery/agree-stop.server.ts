import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { moveChallenge } from '../challenges/move-challenge.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { askToTell } from './ask-to-tell.server.ts'
import { listPotFunders } from './hands.server.ts'
import { lockProjectToStop } from './lock-project.server.ts'
import { openGiveBack } from './open-give-back.server.ts'
import { sayStop } from './say-ending.server.ts'
import { whyNotDecideStop, whyNotStop, type AgreeStopInput } from './stop.ts'

/**
 * Agrees, as the second person, that a project stops: milestones that nobody claimed are cancelled, councils that
 * have not paid in owe nothing, and what is not spent may go back. Refused while a claim is not settled. Pays nothing.
 */
export async function agreeStop(actor: Actor, projectId: string, input: AgreeStopInput) {
  await whileTwoPeople(() => transaction((tx) => agree(tx, actor, { projectId, ...input })))
}

const ended = 'This proposal has ended. Look at it again.'

type Agreeing = AgreeStopInput & { projectId: string }

async function agree(tx: Tx, actor: Actor, { projectId, stopId, operationKey: key }: Agreeing) {
  const project = await lockProjectToStop(tx, projectId)
  const { challengeId, milestones } = project
  const stop = await tx.projectStop.findFirst({ where: { id: stopId, projectId } })
  if (!stop) throw new Refusal('not-found', 'This proposal is not there.')
  const potFunderIds = await listPotFunders(tx, challengeId)
  const why = whyNotDecideStop(actor, { ...stop, potFunderIds })
  if (why) throw new Refusal('forbidden', why)
  const body = { stopId, personId: actor.personId }
  if (!(await startOperation(tx, actor, { verb: 'agree-stop', key, body }))) return
  if (stop.endedAt) throw new Refusal('conflict', ended)
  if (stop.agreedAt) throw new Refusal('conflict', 'This is agreed already.')
  const standing = whyNotStop(milestones)
  if (standing) throw new Refusal('conflict', standing)
  const says = () => sayStop(tx, stopId)
  await requireProof(tx, actor, { verb: 'agree-stop', key, body, says })
  const agreed = await tx.projectStop.updateMany({
    where: { id: stopId, agreedAt: null, endedAt: null },
    data: {
      agreedById: actor.personId,
      agreedForId: actor.organisationId,
      agreedAt: clock.now(),
    },
  })
  if (agreed.count === 0) throw new Refusal('conflict', ended)
  const moved = await moveChallenge(tx, { challengeId, from: 'delivering', to: 'stopped' })
  invariant(moved, 'a project with a milestone that is not paid is being built')
  await openGiveBack(tx, {
    challengeId,
    operationKey: stopId,
    personId: actor.personId,
    memo: 'The project was stopped before this was paid in',
  })
  const open = milestones.filter(({ payment }) => !payment).length
  await record(tx, actor, {
    subjectKind: 'project',
    subjectId: projectId,
    action: 'stop-agreed',
    summary: `Agreed that the project stops; ${countOf(open, 'milestone')} cancelled`,
  })
  await askToTell(tx, 'stop-agreed', stopId)
}
