import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { getPowers, limitFor } from '../organisations/powers.server.ts'

test('what somebody may sign in an old name is by their membership, the limits, locks and thresholds of the council that answers', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const source = 'made for a test'
  const from = { fromOn: dateOf('2020-04-01'), source }
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const { personId, organisationId } = await build.officer({
    organisation: yorkshire,
    limitPence: pounds(700),
  })
  const setBy = { setById: personId, setAt: clock.now() }
  await db.spendingLock.create({
    data: {
      councilId: yorkshire.id,
      kind: 'section-114',
      sourceUrl: 'https://example.gov.uk',
      ...from,
      ...setBy,
    },
  })
  await db.keyDecisionThreshold.create({
    data: { councilId: yorkshire.id, abovePence: pounds(9_000), ...from, ...setBy },
  })
  const { version } = await db.ruleBook.findFirstOrThrow()

  const powers = await getPowers(
    { personId, councilId: craven.id, on: londonDay(clock.now()) },
    version,
  )

  const { id } = await db.membership.findFirstOrThrow({ where: { personId, organisationId } })
  expect(powers).toMatchObject({ membershipId: id, roles: ['officer'], hasLock: true })
  expect(powers.keyDecisionAbovePence).toBe(pounds(9_000))
  expect(limitFor(powers, 'revenue')).toMatchObject({ limitPence: pounds(700) })
})
