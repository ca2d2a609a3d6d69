import type { z } from 'zod'
import { db } from '#app/core/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { numberOf } from '../challenges/challenge.ts'
import { Conditions, describeConditions } from '../pledges/conditions.ts'
import { pledgeReference } from '../pledges/pledge.ts'
import type { Working } from '../pots/match-step.ts'
import { describeWorking } from '../pots/working-words.ts'
import { challengeName, councilName, selectName } from './api-field.ts'
import { byCouncil } from './council-queries.server.ts'
import { pageOf, readCursor } from './page-request.ts'
import type { Match, MatchParameters, Pledge, PledgeParameters } from './pledge-record.ts'

type PledgeRecord = z.input<typeof Pledge>
type MatchRecord = z.input<typeof Match>

/** A council may hide its name until the target is met and the money is called. */
const named = {
  OR: [{ isNameShown: true }, { state: 'called' }],
} satisfies Prisma.PledgeWhereInput
const isNamed = (pledge: { isNameShown: boolean; state: string }) =>
  pledge.isNameShown || pledge.state === 'called'

const live = { releasedAt: null } satisfies Prisma.MatchWhereInput

/** Pledges that count, in the order they were committed. Nothing else of a pledge is public. */
export async function listPledges({ limit, challenge, council, since, cursor }: PledgeParameters) {
  const rows = await db.pledge.findMany({
    where: {
      AND: [
        { state: { in: ['committed', 'called'] } },
        afterPledge(cursor),
        challenge ? { challenge: { number: numberOf(challenge) ?? -1 } } : {},
        // Asked by name, a council that hides its name has no pledges.
        council ? { ...named, council: byCouncil(council) } : {},
        since ? { committedAt: { gte: since } } : {},
      ],
    },
    orderBy: [{ committedAt: 'asc' }, { number: 'asc' }],
    take: limit + 1,
    select: {
      number: true,
      topsUp: { select: { number: true } },
      amountPence: true,
      fundingType: true,
      state: true,
      isNameShown: true,
      conditions: true,
      closingReason: true,
      committedAt: true,
      challenge: selectName.challenge,
      council: selectName.council,
      matches: { where: live, take: 100, select: { amountPence: true } },
    },
  })
  const page = pageOf(rows, limit, {
    list: 'pledges',
    keyOf: (row) => [row.committedAt?.toISOString() ?? '', row.number],
  })
  return {
    ...page,
    data: page.data.map((row): PledgeRecord => ({
      reference: pledgeReference(row.number),
      topsUp: row.topsUp && pledgeReference(row.topsUp.number),
      challenge: challengeName(row.challenge),
      council: isNamed(row) ? councilName(row.council) : null,
      amountPence: row.amountPence,
      matchedPence: row.matches.reduce((sum, match) => sum + match.amountPence, 0n),
      fundingType: row.fundingType as PledgeRecord['fundingType'],
      state: row.state as PledgeRecord['state'],
      conditions: describeConditions(Conditions.parse(row.conditions)),
      conditionTerms: termsOf(Conditions.parse(row.conditions)),
      closingReason: row.closingReason,
      committedAt: row.committedAt ?? '',
    })),
  }
}

const termsOf = (conditions: Conditions): PledgeRecord['conditionTerms'] => ({
  minimumCouncils: conditions.minimumCouncils ?? null,
  minimumPledgedPence: conditions.minimumPledgedPence
    ? BigInt(conditions.minimumPledgedPence)
    : null,
  mostOfTotalBasisPoints: conditions.mostOfTotalBasisPoints ?? null,
  asMuchAs: conditions.asMuchAs?.name ?? null,
  minimumOtherCouncilsInRegion: conditions.minimumOtherCouncilsInRegion ?? null,
})

function afterPledge(cursor: string | undefined): Prisma.PledgeWhereInput {
  const key = readCursor('pledges', cursor)
  if (!key) return {}
  const [committedAt, number] = key
  // The first half is what an index can begin at; the other is exact.
  return {
    committedAt: { gte: committedAt },
    OR: [{ committedAt: { gt: committedAt } }, { committedAt, number: { gt: number } }],
  }
}

/** Matches that are reserved or committed, in the order they were reserved, with their working. */
export async function listMatches({ limit, challenge, pot, since, cursor }: MatchParameters) {
  const rows = await db.match.findMany({
    where: {
      AND: [
        live,
        afterMatch(cursor),
        challenge ? { challenge: { number: numberOf(challenge) ?? -1 } } : {},
        pot ? { pot: { slug: pot } } : {},
        since ? { reservedAt: { gte: since } } : {},
      ],
    },
    orderBy: [{ reservedAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: {
      id: true,
      purse: true,
      wantedPence: true,
      amountPence: true,
      boundBy: true,
      working: true,
      state: true,
      reservedAt: true,
      committedAt: true,
      pledge: { select: { number: true, isNameShown: true, state: true } },
      challenge: selectName.challenge,
      pot: selectName.pot,
      rule: { select: { version: true } },
      area: { select: { council: { select: { organisation: { select: { name: true } } } } } },
    },
  })
  const page = pageOf(rows, limit, {
    list: 'matches',
    keyOf: ({ reservedAt, id }) => [reservedAt.toISOString(), id],
  })
  return {
    ...page,
    data: page.data.map(({ id: _id, pledge, rule, area, ...row }): MatchRecord => ({
      ...row,
      pledge: pledgeReference(pledge.number),
      challenge: challengeName(row.challenge),
      purse: row.purse as MatchRecord['purse'],
      ruleVersion: rule.version,
      // The area would tell who a council is that hides its name.
      area: isNamed(pledge) && area ? area.council.organisation.name : null,
      working: row.working as Working,
      workingInWords: describeWorking(row.working as Working),
      state: row.state as MatchRecord['state'],
    })),
  }
}

function afterMatch(cursor: string | undefined): Prisma.MatchWhereInput {
  const key = readCursor('matches', cursor)
  if (!key) return {}
  const [reservedAt, id] = key
  return {
    reservedAt: { gte: reservedAt },
    OR: [{ reservedAt: { gt: reservedAt } }, { reservedAt, id: { gt: id } }],
  }
}
