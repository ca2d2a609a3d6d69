import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, dateOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { moveChallenge } from '../challenges/move-challenge.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canStartProject, type StartInput } from './milestone.ts'

const alreadyStarted = () => new Refusal('conflict', 'This project has already started.')

/**
 * Opens the project of an award that stands, with the milestones of the winning pitch as they were priced. The
 * same form again is answered with the same project.
 */
export async function startProject(actor: Actor, challengeId: string, form: StartInput) {
  try {
    return await transaction((tx) => start(tx, actor, { challengeId, ...form }))
  } catch (error) {
    if (isUniqueViolation(error)) throw alreadyStarted()
    throw error
  }
}

type Starting = StartInput & { challengeId: string }

async function start(tx: Tx, actor: Actor, { challengeId, operationKey: key }: Starting) {
  const award = await tx.award.findUnique({
    where: { challengeId },
    include: {
      challenge: { select: { leadCouncilId: true } },
      pitch: { include: { milestones: { orderBy: { position: 'asc' } } } },
    },
  })
  if (!award || !canStartProject(actor, award.challenge.leadCouncilId))
    throw new Refusal('not-found', 'Page not found')
  const body = { challengeId, personId: actor.personId }
  if (!(await startOperation(tx, actor, { verb: 'start-project', key, body })))
    return tx.project.findUniqueOrThrow({ where: { challengeId } })
  if (!award.confirmedAt)
    throw new Refusal('conflict', 'The award has to stand before the project starts.')
  const moved = await moveChallenge(tx, { challengeId, from: 'awarded', to: 'delivering' })
  if (!moved) throw alreadyStarted()
  const startedAt = clock.now()
  const project = await tx.project.create({
    data: {
      id: newId(),
      challengeId,
      awardId: award.id,
      supplierId: award.supplierId,
      leadCouncilId: award.challenge.leadCouncilId,
      pricePence: award.pricePence,
      startedAt,
      milestones: {
        createMany: {
          data: award.pitch.milestones.map((milestone) => ({
            id: newId(),
            position: milestone.position,
            title: milestone.title,
            acceptanceTest: milestone.acceptanceTest,
            pricePence: milestone.pricePence,
            dueOn: dateOf(addDays(londonDay(startedAt), milestone.weeksFromStart * 7)),
          })),
        },
      },
    },
  })
  await record(tx, actor, {
    subjectKind: 'project',
    subjectId: project.id,
    action: 'project-started',
    summary: `Started the project for ${formatPounds(project.pricePence)}`,
  })
  return project
}
