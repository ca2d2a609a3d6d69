import { transaction, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { Mail } from '#emails/mail.ts'
import { giveBackAgreed } from '#emails/give-back-agreed.tsx'
import { giveBackAsked } from '#emails/give-back-asked.tsx'
import { refundRecorded } from '#emails/refund-recorded.tsx'
import { projectStopEnded } from '#emails/project-stop-ended.tsx'
import { projectStopProposed } from '#emails/project-stop-proposed.tsx'
import { projectStopped } from '#emails/project-stopped.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { aboutProject, projectColumns, type Told } from './about-project.server.ts'
import type { ProjectNews } from './ask-to-tell.server.ts'
import { listConcerned, listPayers, listPeopleOfCouncil } from './concerned.server.ts'
import { ofLapsedAsking, ofLapsedStop } from './tell-lapsed.server.ts'

/** Tells those who have a part in a project what happened to it. The deed asked for it; done twice it tells once. */
export async function tellProjectNews(news: string, id: string) {
  const write = writers[news as ProjectNews]
  await transaction(async (tx) => {
    const { again, ...told } = await write(tx, id)
    const key = again ? `${news}:${id}:${again}` : `${news}:${id}`
    await queueEmailToEach(tx, { key, ...told })
  })
}

type Writer = (tx: Tx, id: string) => Promise<Told>

const writers: Record<ProjectNews, Writer> = {
  'stop-proposed': ofStop(projectStopProposed),
  'stop-agreed': ofStop(projectStopped),
  'stop-ended': ofStop(projectStopEnded),
  'give-back-asked': ofGiveBack(giveBackAsked),
  'give-back-agreed': ofGiveBack(giveBackAgreed),
  'refund-recorded': ofRefund,
  'stop-lapsed': ofLapsedStop,
  'asking-lapsed': ofLapsedAsking,
}

type AboutStop = ReturnType<typeof aboutProject> &
  Record<'reasonGiven' | 'reason' | 'endedBy' | 'agreedFor', string>

function ofStop(write: (about: AboutStop) => Mail): Writer {
  return async (tx, id) => {
    const { project, ...stop } = await tx.projectStop.findUniqueOrThrow({
      where: { id },
      select: {
        reason: true,
        endedReason: true,
        endedBy: { select: { name: true } },
        agreedFor: { select: { name: true } },
        project: { select: projectColumns },
      },
    })
    const mail = write({
      ...aboutProject(project, 'stop'),
      reasonGiven: stop.reason,
      reason: stop.endedReason ?? '',
      endedBy: stop.endedBy?.name ?? '',
      agreedFor: stop.agreedFor?.name ?? '',
    })
    return { mail, people: await listConcerned(tx, project) }
  }
}

type AboutGiveBack = ReturnType<typeof aboutProject> & { leftPence: Pence; agreedFor: string }

function ofGiveBack(write: (about: AboutGiveBack) => Mail): Writer {
  return async (tx, id) => {
    const { project, leftPence, agreedFor } = await tx.giveBack.findUniqueOrThrow({
      where: { id },
      select: {
        leftPence: true,
        agreedFor: { select: { name: true } },
        project: { select: projectColumns },
      },
    })
    const about = { ...aboutProject(project, 'give-back'), leftPence }
    return {
      mail: write({ ...about, agreedFor: agreedFor?.name ?? '' }),
      people: await listPayers(tx, project),
    }
  }
}

async function ofRefund(tx: Tx, id: string): Promise<Told> {
  const { councilId, amountPence, bankReference, giveBack } =
    await tx.giveBackPart.findUniqueOrThrow({
      where: { id },
      select: {
        councilId: true,
        amountPence: true,
        bankReference: true,
        giveBack: { select: { project: { select: projectColumns } } },
      },
    })
  const about = { ...aboutProject(giveBack.project, 'give-back'), amountPence }
  return {
    mail: refundRecorded({ ...about, bankReference: bankReference ?? '' }),
    people: await listPeopleOfCouncil(tx, councilId ?? ''),
  }
}
