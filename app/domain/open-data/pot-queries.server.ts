import type { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { readStakes, type PotFunder } from '../pots/funder-queries.server.ts'
import { availableIn } from '../pots/pot.ts'
import { describeRule, noNames } from '../pots/rule-words.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { selectName } from './api-field.ts'
import { pageOf, readCursor } from './page-request.ts'
import type { Pot, PotParameters, PotSummary } from './pot-record.ts'

const ruleSelect = {
  version: true,
  inForceFrom: true,
  publishedAt: true,
  reason: true,
  terms: true,
} satisfies Prisma.PotRuleSelect

const latestFirst = { version: 'desc' } as const

const selectPot = () =>
  ({
    id: true,
    slug: true,
    name: true,
    purpose: true,
    askOrder: true,
    opensOn: true,
    closesOn: true,
    funder: { select: { organisation: selectName.organisation } },
    rules: {
      where: { inForceFrom: { lte: clock.now() } },
      orderBy: latestFirst,
      take: 1,
      select: ruleSelect,
    },
  }) satisfies Prisma.PotSelect

type Row = Prisma.PotGetPayload<{ select: ReturnType<typeof selectPot> }>
type RuleRow = Row['rules'][number]

function toRule({ terms, ...rule }: RuleRow) {
  const parsed = RuleTerms.parse(terms)
  const { headline } = describeRule(parsed, { askedAfter: [], closesOn: undefined, names: noNames })
  return { ...rule, terms: parsed, inWords: headline }
}

/** Every pot, in the order they are asked for match. */
export async function listPots({ limit, cursor }: PotParameters) {
  const key = readCursor('pots', cursor)
  const rows = await db.pot.findMany({
    where: key ? { askOrder: { gt: key[0] } } : {},
    orderBy: { askOrder: 'asc' },
    take: limit + 1,
    select: selectPot(),
  })
  const page = pageOf(rows, limit, { list: 'pots', keyOf: ({ askOrder }) => [askOrder] })
  const balances = await listBalances(page.data.map(({ id }) => id))
  return { ...page, data: page.data.map((row) => toSummary(row, balances.get(row.id))) }
}

type Balance = Omit<Prisma.PotBalanceGetPayload<object>, 'potId' | 'purse'>

const empty: Balance = { allocatedPence: 0n, reservedPence: 0n, committedPence: 0n, paidPence: 0n }

async function listBalances(potIds: string[]) {
  const rows = await db.potBalance.groupBy({
    by: 'potId',
    where: { potId: { in: potIds } },
    orderBy: { potId: 'asc' },
    take: potIds.length,
    _sum: { allocatedPence: true, reservedPence: true, committedPence: true, paidPence: true },
  })
  return new Map(rows.map(({ potId, _sum: sums }) => [potId, balanceOf(sums)]))
}

type Sums = { [Part in keyof Balance]: bigint | null }

const balanceOf = (sums: Sums): Balance => ({
  allocatedPence: sums.allocatedPence ?? 0n,
  reservedPence: sums.reservedPence ?? 0n,
  committedPence: sums.committedPence ?? 0n,
  paidPence: sums.paidPence ?? 0n,
})

function toSummary({ id: _id, funder, rules: [rule], ...pot }: Row, balance = empty) {
  const { allocatedPence, reservedPence, committedPence, paidPence } = balance
  return {
    ...pot,
    ...balance,
    funder: funder.organisation,
    availablePence: allocatedPence - reservedPence - committedPence - paidPence,
    rule: rule ? toRule(rule) : null,
    page: siteLink(`/pots/${pot.slug}`),
  } satisfies z.input<typeof PotSummary>
}

/** A pot with every version of its rule and its register of areas. */
export async function getPotRecord(slug: string): Promise<z.input<typeof Pot>> {
  const row = await db.pot.findUnique({ where: { slug }, select: selectPot() })
  if (!row) throw new Refusal('not-found', 'There is no pot with this slug.')
  const [balances, { purses, funders }, rules, areas] = await Promise.all([
    listBalances([row.id]),
    readStakes(row.id),
    listRules(row.id),
    listRegisteredAreas(row.id),
  ])
  return {
    ...toSummary(row, balances.get(row.id)),
    purses: purses.map((balance) => ({ ...balance, availablePence: availableIn(balance) })),
    stakes: funders.map(toStake),
    rules,
    areas,
  }
}

const toStake = ({ slug, name, purse, putInPence, takenBackPence, bornePence }: PotFunder) => ({
  funder: { slug, name },
  purse,
  putInPence,
  takenBackPence,
  bornePence,
})

async function listRules(potId: string) {
  const rules = await db.potRule.findMany({
    where: { potId },
    orderBy: latestFirst,
    take: 200,
    select: ruleSelect,
  })
  return rules.map(toRule)
}

async function listRegisteredAreas(potId: string) {
  const rows = await db.areaRegistration.findMany({
    where: { potId },
    orderBy: [{ fromOn: 'desc' }, { approvedAt: 'desc' }, { id: 'asc' }],
    take: 200,
    select: {
      status: true,
      fromOn: true,
      toOn: true,
      approvedAt: true,
      reason: true,
      evidenceUrl: true,
      combinedAuthority: { select: { council: selectName.council } },
    },
  })
  return rows.map(({ combinedAuthority: { council }, ...row }) => ({
    ...row,
    status: row.status as z.output<typeof Pot>['areas'][number]['status'],
    gss: council.gss,
    ...council.organisation,
  }))
}
