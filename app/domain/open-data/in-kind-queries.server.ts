import type { z } from 'zod'
import { db } from '#app/core/db.server.ts'
import { numberOf } from '../challenges/challenge.ts'
import { inKindReference, worthOf, type Skill } from '../pledges/in-kind.ts'
import { challengeName, councilName, selectName } from './api-field.ts'
import { byCouncil } from './council-queries.server.ts'
import type { InKindParameters, InKindPledge } from './in-kind-record.ts'
import { pageOf, readCursor } from './page-request.ts'

type InKindRecord = z.input<typeof InKindPledge>

/** Days of work that councils offer, in the order they were offered. */
export async function listInKindPledges(asked: InKindParameters) {
  const { limit, challenge, council, cursor } = asked
  const [after] = readCursor('in-kind-pledges', cursor) ?? [0]
  const rows = await db.inKindPledge.findMany({
    where: {
      withdrawnAt: null,
      number: { gt: after },
      ...(challenge && { challenge: { number: numberOf(challenge) ?? -1 } }),
      ...(council && { council: byCouncil(council) }),
    },
    orderBy: { number: 'asc' },
    take: limit + 1,
    select: {
      number: true,
      skill: true,
      about: true,
      days: true,
      dayRatePence: true,
      rateSource: true,
      madeAt: true,
      challenge: selectName.challenge,
      council: selectName.council,
    },
  })
  const page = pageOf(rows, limit, { list: 'in-kind-pledges', keyOf: ({ number }) => [number] })
  return {
    ...page,
    data: page.data.map(({ number, ...row }): InKindRecord => ({
      ...row,
      reference: inKindReference(number),
      skill: row.skill as Skill,
      worthPence: worthOf(row),
      challenge: challengeName(row.challenge),
      council: councilName(row.council),
    })),
  }
}
