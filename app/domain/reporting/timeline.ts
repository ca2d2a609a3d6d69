import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'

export type TimelineFacts = {
  leadCouncil: string
  publishedAt: Date
  updates: { title: string; body: string; postedAt: Date }[]
  rounds: {
    targetPence: Pence
    opensAt: Date
    closesAt: Date
    closedAt: Date | null
    outcome: string | null
    coSigners: number
  }[]
  marketDays: { slug: string; title: string; startsAt: Date; isCancelled: boolean }[]
  award?: { supplier: string; publishedAt: Date } | undefined
  project?: { reference: string; startedAt: Date; stoppedAt?: Date | undefined } | undefined
  payments: { milestone: string; paidAt: Date }[]
}

export type Moment = {
  at: Date
  title: string
  detail?: string
  href?: string
  state: 'done' | 'now' | 'later'
  /** A time of day matters, not only the day. */
  hasTime?: boolean
}

type Fact = Omit<Moment, 'state'>

/** What happened to a challenge and what is fixed to come, oldest first, all from recorded facts. */
export function timeline(facts: TimelineFacts, now: Date): Moment[] {
  const moments: Fact[] = [
    { at: facts.publishedAt, title: `Posted by ${facts.leadCouncil}` },
    ...facts.updates.map(({ title, body, postedAt }) => ({ at: postedAt, title, detail: body })),
    ...facts.rounds.flatMap(momentsOfRound),
    ...facts.marketDays
      .filter(({ isCancelled }) => !isCancelled)
      .map(({ slug, title, startsAt }) => ({
        at: startsAt,
        title: `Market day: ${title}`,
        href: `/market-days/${slug}`,
      })),
    ...(facts.award
      ? [{ at: facts.award.publishedAt, title: `${facts.award.supplier} is chosen` }]
      : []),
    ...(facts.project
      ? [
          {
            at: facts.project.startedAt,
            title: 'Work began',
            href: `/projects/${facts.project.reference}`,
          },
        ]
      : []),
    ...(facts.project?.stoppedAt
      ? [{ at: facts.project.stoppedAt, title: 'The project was stopped' }]
      : []),
    ...facts.payments.map(({ milestone, paidAt }) => ({ at: paidAt, title: `Paid: ${milestone}` })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  const latest = moments.findLastIndex(({ at }) => at <= now)
  return moments.map((moment, place) => ({
    ...moment,
    state: place < latest ? 'done' : place === latest ? 'now' : 'later',
  }))
}

function momentsOfRound(round: TimelineFacts['rounds'][number]): Fact[] {
  const target = formatPounds(round.targetPence)
  const opened = {
    at: round.opensAt,
    title: 'Pledging opened',
    detail: `${countOf(round.coSigners, 'council')} shared the problem. The target is ${target}.`,
  }
  return [opened, { hasTime: true, ...closing(round, target) }]
}

function closing({ closedAt, closesAt, outcome }: TimelineFacts['rounds'][number], target: string) {
  if (!closedAt)
    return {
      at: closesAt,
      title: 'Pledging closes',
      detail: `At ${target} or more, every pledge becomes binding. Below it, every pledge lapses and nothing is paid.`,
    }
  return outcome === 'funded'
    ? {
        at: closedAt,
        title: 'Funded',
        detail: 'The target was met, so every pledge became binding.',
      }
    : { at: closedAt, title: 'Target missed', detail: 'Every pledge lapsed and nobody pays.' }
}
