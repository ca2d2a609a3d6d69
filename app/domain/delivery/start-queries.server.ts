import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { clock } from '#app/core/clock.ts'
import type { Actor } from '../organisations/actor.ts'
import { canStartProject, projectReference } from './milestone.ts'

/** What starting the project would make, for an officer of the lead council. */
export async function getProjectToStart(actor: Actor, slug: string) {
  const award = await db.award.findFirst({
    where: { challenge: { slug } },
    select: {
      pricePence: true,
      confirmedAt: true,
      project: { select: { number: true } },
      supplier: { select: { organisation: { select: { name: true } } } },
      challenge: { select: { id: true, title: true, slug: true, leadCouncilId: true } },
      pitch: { select: { milestones: { orderBy: { position: 'asc' } } } },
    },
  })
  if (!award || !canStartProject(actor, award.challenge.leadCouncilId))
    throw new Refusal('not-found', 'Page not found')
  const startsOn = londonDay(clock.now())
  return {
    challenge: award.challenge,
    supplierName: award.supplier.organisation.name,
    pricePence: award.pricePence,
    stands: award.confirmedAt !== null,
    projectNumber: award.project?.number,
    milestones: award.pitch.milestones.map(({ id, position, title, acceptanceTest, ...rest }) => ({
      id,
      position,
      title,
      acceptanceTest,
      pricePence: rest.pricePence,
      dueOn: addDays(startsOn, rest.weeksFromStart * 7),
    })),
  }
}

/** The project that builds what a challenge asked for, once it has begun. Public. */
export async function findProjectOf(challengeId: string) {
  const project = await db.project.findUnique({ where: { challengeId }, select: { number: true } })
  return project ? { reference: projectReference(project.number) } : undefined
}

/** Confirmed awards whose project an officer of the lead council has still to start. */
export async function listProjectsToStart(actor: Actor) {
  if (!canStartProject(actor, actor.organisationId)) return []
  const awards = await db.award.findMany({
    where: {
      confirmedAt: { not: null },
      project: { is: null },
      challenge: { leadCouncilId: actor.organisationId },
    },
    select: {
      confirmedAt: true,
      challenge: { select: { slug: true, title: true, shortTitle: true } },
      supplier: { select: { organisation: { select: { name: true } } } },
    },
    orderBy: { confirmedAt: 'asc' },
    take: 50,
  })
  return awards.map(({ confirmedAt, challenge, supplier }) => ({
    slug: challenge.slug,
    title: challenge.shortTitle ?? challenge.title,
    supplierName: supplier.organisation.name,
    confirmedAt,
  }))
}
