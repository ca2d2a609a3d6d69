import { transaction, type Tx } from '#app/core/db.server.ts'
import type { Mail } from '#emails/mail.ts'
import { projectStopEnded } from '#emails/project-stop-ended.tsx'
import { projectStopProposed } from '#emails/project-stop-proposed.tsx'
import { projectStopped } from '#emails/project-stopped.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { ProjectNews } from './ask-to-tell.server.ts'
import { listConcerned } from './concerned.server.ts'
import { projectReference } from './milestone.ts'

/** Tells all who have a part in a project what happened to it. The deed asked for it; done twice it tells once. */
export async function tellProjectNews(news: string, id: string) {
  const write = writers[news as ProjectNews]
  await transaction(async (tx) => {
    const { mail, project } = await write(tx, id)
    for (const { personId, ...to } of await listConcerned(tx, project))
      await queueEmail(tx, { key: `${news}:${id}:${personId}`, to, mail })
  })
}

type Told = { mail: Mail; project: { challengeId: string; supplierId: string } }

const writers: Record<ProjectNews, (tx: Tx, id: string) => Promise<Told>> = {
  async 'stop-proposed'(tx, id) {
    const { project, ...about } = await readStop(tx, id)
    return { project, mail: projectStopProposed(about) }
  },
  async 'stop-agreed'(tx, id) {
    const { project, ...about } = await readStop(tx, id)
    return { project, mail: projectStopped(about) }
  },
  async 'stop-ended'(tx, id) {
    const { project, ...about } = await readStop(tx, id)
    return { project, mail: projectStopEnded(about) }
  },
}

const projectColumns = {
  number: true,
  challengeId: true,
  supplierId: true,
  challenge: { select: { title: true } },
  leadCouncil: { select: { organisation: { select: { name: true } } } },
} as const

async function readStop(tx: Tx, id: string) {
  const stop = await tx.projectStop.findUniqueOrThrow({
    where: { id },
    select: {
      reason: true,
      endedReason: true,
      endedBy: { select: { name: true } },
      agreedFor: { select: { name: true } },
      project: { select: projectColumns },
    },
  })
  return {
    project: stop.project,
    challengeTitle: stop.project.challenge.title,
    leadCouncil: stop.project.leadCouncil.organisation.name,
    reasonGiven: stop.reason,
    reason: stop.endedReason ?? '',
    endedBy: stop.endedBy?.name ?? '',
    agreedFor: stop.agreedFor?.name ?? '',
    href: siteLink(`/projects/${projectReference(stop.project.number)}/stop`),
  }
}
