import type { z } from 'zod'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { numberOf, referenceOf } from '../challenges/challenge.ts'
import { countSharers } from '../challenges/queries.server.ts'
import { listFunding, type Funding } from '../pledges/queries.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { councilName, selectName, supplierName } from './api-field.ts'
import type { Challenge, ChallengeParameters, ChallengeSummary } from './challenge-record.ts'
import { pageOf, readCursor } from './page-request.ts'

const sharing = { withdrawnAt: null } satisfies Prisma.CoSignatureWhereInput

const summarySelect = {
  id: true,
  number: true,
  slug: true,
  title: true,
  summary: true,
  stage: true,
  publishedAt: true,
  changedAt: true,
  leadCouncil: selectName.council,
  serviceFunction: { select: { name: true } },
} satisfies Prisma.ChallengeSelect

type SummaryRow = Prisma.ChallengeGetPayload<{ select: typeof summarySelect }>

const published = {
  stage: { not: 'draft' },
  slug: { not: null },
} satisfies Prisma.ChallengeWhereInput

/** Every published challenge, in the order of their references. */
export async function listChallenges({
  limit,
  stage,
  council,
  since,
  ...asked
}: ChallengeParameters) {
  const [after] = readCursor('challenges', asked.cursor) ?? [0]
  const mine = { after, most: limit + 1, stage: stage ?? null, since: since ?? null }
  const rows = await db.challenge.findMany({
    where: {
      AND: [
        published,
        { number: { gt: after } },
        stage ? { stage } : {},
        council ? { id: { in: await listSharedBy({ ...mine, council }) } } : {},
        since ? { OR: [{ publishedAt: { gte: since } }, { changedAt: { gte: since } }] } : {},
      ],
    },
    orderBy: { number: 'asc' },
    take: limit + 1,
    select: summarySelect,
  })
  const page = pageOf(rows, limit, { list: 'challenges', keyOf: ({ number }) => [number] })
  const figures = await figuresOf(page.data.map(({ id }) => id))
  return { ...page, data: page.data.map((row) => toSummary(row, figures(row.id))) }
}

type Mine = {
  council: string
  after: number
  most: number
  stage: string | null
  since: Date | null
}

/** The next challenges that a council leads or shares. */
async function listSharedBy({ council, after, most, stage, since }: Mine) {
  const fits = Prisma.sql`stage <> 'draft' and number > ${after} and (${stage}::text is null or stage = ${stage})
    and (${since}::timestamptz is null or published_at >= ${since} or changed_at >= ${since})`
  const rows = await db.$queryRaw<{ id: string }[]>`
    with asked as materialized (
      select councils.id from councils join organisations using (id)
      where gss = ${council} or slug = ${council}
    )
    select id, number from (
      (select id, number from challenges where lead_council_id = (select id from asked) and ${fits}
        order by number limit ${most})
      union
      (select challenges.id, number from co_signatures join challenges on challenges.id = challenge_id
        where council_id = (select id from asked) and withdrawn_at is null and challenge_number > ${after} and ${fits}
        order by challenge_number limit ${most})) mine
    order by number limit ${most}`
  return rows.map(({ id }) => id)
}

type Figures = { funding: Funding | undefined; sharers: number }

const toSummary = (row: SummaryRow, { funding, sharers }: Figures) =>
  ({
    reference: referenceOf(row.number),
    slug: row.slug ?? '',
    title: row.title,
    summary: row.summary ?? '',
    stage: row.stage as z.output<typeof ChallengeSummary>['stage'],
    leadCouncil: councilName(row.leadCouncil),
    service: row.serviceFunction?.name ?? null,
    publishedAt: row.publishedAt ?? row.changedAt,
    changedAt: row.changedAt,
    coSignatureCount: sharers,
    funding: funding ?? null,
    page: siteLink(`/challenges/${row.slug}`),
  }) satisfies z.input<typeof ChallengeSummary>

/** As the pages show it: once a round has closed, its totals are as they were counted then. */
async function figuresOf(challengeIds: string[]) {
  const [all, sharers] = await Promise.all([listFunding(challengeIds), countSharers(challengeIds)])
  const fundings = new Map(all.map((funding) => [funding.challengeId, funding]))
  return (id: string): Figures => ({ funding: fundings.get(id), sharers: sharers.get(id) ?? 0 })
}

const wholeSelect = {
  ...summarySelect,
  problem: true,
  quote: true,
  quoteBy: true,
  outcome: true,
  costToday: true,
  adoptionRoute: true,
  standards: true,
  dataNotes: true,
  typicalCostPence: true,
  runningCostYearlyPence: true,
  coSignatures: {
    where: sharing,
    orderBy: [{ signedAt: 'asc' }, { id: 'asc' }],
    take: 500,
    select: {
      volumePerYear: true,
      yearlyCostPence: true,
      note: true,
      signedAt: true,
      council: selectName.council,
    },
  },
  award: {
    select: {
      pricePence: true,
      reason: true,
      publishedAt: true,
      standstillEndsOn: true,
      confirmedAt: true,
      supplier: selectName.supplier,
    },
  },
} satisfies Prisma.ChallengeSelect

/** A published challenge with the councils that share it. A draft is not found. */
export async function getChallenge(reference: string): Promise<z.input<typeof Challenge>> {
  const row = await db.challenge.findFirst({
    where: { ...published, number: numberOf(reference) ?? -1 },
    select: wholeSelect,
  })
  if (!row) throw new Refusal('not-found', 'There is no published challenge with this reference.')
  const { coSignatures, award, id, number, slug, leadCouncil, serviceFunction, ...texts } = row
  const summary = { id, number, slug, leadCouncil, serviceFunction, ...texts }
  return {
    ...texts,
    ...toSummary(summary, (await figuresOf([id]))(id)),
    coSignatures: coSignatures.map(({ council, ...said }) => ({
      ...said,
      council: councilName(council),
    })),
    award: award && publicAward(award),
  }
}

type AwardRow = NonNullable<Prisma.ChallengeGetPayload<{ select: typeof wholeSelect }>['award']>

/** Suppliers hear first: until the award is published, nobody else knows there is one. */
function publicAward({ supplier, publishedAt, standstillEndsOn, ...award }: AwardRow) {
  if (!publishedAt || !standstillEndsOn) return null
  return { ...award, publishedAt, standstillEndsOn, supplier: supplierName(supplier) }
}
