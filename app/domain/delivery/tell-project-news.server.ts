import { transaction, type Tx } from '#app/core/db.server.ts'
import type { Mail } from '#emails/mail.ts'
import { giveBackAgreed } from '#emails/give-back-agreed.tsx'
import { giveBackAsked } from '#emails/give-back-asked.tsx'
import { refundRecorded } from '#emails/refund-recorded.tsx'
import { projectStopEnded } from '#emails/project-stop-ended.tsx'
import { projectStopProposed } from '#emails/project-stop-proposed.tsx'
import { projectStopped } from '#emails/project-stopped.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { ProjectNews } from './ask-to-tell.server.ts'
import { listConcerned, listPayers, listPeopleOfCouncil } from './concerned.server.ts'
import { projectReference } from './milestone.ts'

/** Tells those who have a part in a project what happened to it. The deed asked for it; done twice it tells once. */
export async function tellProjectNews(news: string, id: string) {
  const write = writers[news as ProjectNews]
  await transaction(async (tx) => {
    const { mail, people } = await write(tx, id)
    for (const { personId, email, name } of people)
      await queueEmail(tx, { key: `${news}:${id}:${personId}`, to: { email, name }, mail })
  })
}

type Told = { mail: Mail; people: { personId: string; email: string; name: string }[] }

const writers: Record<ProjectNews, (tx: Tx, id: string) => Promise<Told>> = {
  async 'stop-proposed'(tx, id) {
    const { project, ...about } = await readStop(tx, id)
    return { people: await listConcerned(tx, project), mail: projectStopProposed(about) }
  },
  async 'stop-agreed'(tx, id) {
    const { project, ...about } = await readStop(tx, id)
    return { people: await listConcerned(tx, project), mail: projectStopped(about) }
  },
  async 'stop-ended'(tx, id) {
    const { project, ...about } = await readStop(tx, id)
    return { people: await listConcerned(tx, project), mail: projectStopEnded(about) }
  },
  async 'give-back-asked'(tx, id) {
    const { project, ...about } = await readGiveBack(tx, id)
    return { people: await listPayers(tx, project), mail: giveBackAsked(about) }
  },
  async 'give-back-agreed'(tx, id) {
    const { project, ...about } = await readGiveBack(tx, id)
    return { people: await listPayers(tx, project), mail: giveBackAgreed(about) }
  },
  async 'refund-recorded'(tx, id) {
    const { councilId, ...about } = await readRefund(tx, id)
    return { people: await listPeopleOfCouncil(tx, councilId), mail: refundRecorded(about) }
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

async function readGiveBack(tx: Tx, id: string) {
  const giveBack = await tx.giveBack.findUniqueOrThrow({
    where: { id },
    select: {
      leftPence: true,
      agreedFor: { select: { name: true } },
      project: { select: projectColumns },
    },
  })
  return { ...aboutGiveBack(giveBack.project), project: giveBack.project, ...sumsOf(giveBack) }
}

const sumsOf = ({
  leftPence,
  agreedFor,
}: {
  leftPence: bigint
  agreedFor: { name: string } | null
}) => ({
  leftPence,
  agreedFor: agreedFor?.name ?? '',
})

async function readRefund(tx: Tx, id: string) {
  const part = await tx.giveBackPart.findUniqueOrThrow({
    where: { id },
    select: {
      councilId: true,
      amountPence: true,
      bankReference: true,
      giveBack: { select: { project: { select: projectColumns } } },
    },
  })
  const { councilId, amountPence, bankReference, giveBack } = part
  const about = aboutGiveBack(giveBack.project)
  return {
    ...about,
    councilId: councilId ?? '',
    amountPence,
    bankReference: bankReference ?? '',
  }
}

type AboutProject = {
  number: number
  challenge: { title: string }
  leadCouncil: { organisation: { name: string } }
}

const aboutGiveBack = ({ number, challenge, leadCouncil }: AboutProject) => ({
  challengeTitle: challenge.title,
  leadCouncil: leadCouncil.organisation.name,
  href: siteLink(`/projects/${projectReference(number)}/give-back`),
})
