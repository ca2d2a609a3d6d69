import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { answerInvitation } from './answer-invitation.server.ts'
import { checks } from './checks.server.ts'
import { fundPot } from './fund-pot.server.ts'
import { inviteFunder } from './invite-funder.server.ts'
import type { Purse } from './purse.ts'
import { takeBackFunding } from './take-back-funding.server.ts'

const form = (sum: number, purse?: Purse) => ({ operationKey: newId(), amount: pounds(sum), purse })

const joined = (pot: { id: string; by: Actor }) => build.joinedFunder({ pot })

async function expectAllToAgree() {
  for (const check of checks) expect(await check.rows(db), check.name).toEqual([])
}

const holds = (potId: string, purse: Purse = 'unrestricted') =>
  db.potBalance.findUniqueOrThrow({ where: { potId_purse: { potId, purse } } })

test('a funder puts money into a pot of another one once it was invited and has accepted', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(100) })
  const other = await build.fundManager()
  const operationKey = newId()
  const invited = { operationKey, funderId: other.organisationId, message: '' }

  await expect(fundPot(other, pot.id, form(50))).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(inviteFunder(other, pot.id, invited)).rejects.toMatchObject({ kind: 'forbidden' })
  await inviteFunder(pot.by, pot.id, invited)
  await inviteFunder(pot.by, pot.id, invited)
  await expect(
    inviteFunder(pot.by, pot.id, { ...invited, operationKey: newId() }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await expect(fundPot(other, pot.id, form(50))).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(answerInvitation(pot.by, operationKey, { answer: 'joined' })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(
    answerInvitation(await build.fundManager(), operationKey, { answer: 'joined' }),
  ).rejects.toMatchObject({ kind: 'not-found' })
  await answerInvitation(other, operationKey, { answer: 'joined' })
  await fundPot(other, pot.id, form(50))

  expect(await holds(pot.id)).toMatchObject({ allocatedPence: pounds(150) })
  expect(
    await db.stake.findMany({ where: { potId: pot.id }, orderBy: { putInPence: 'asc' } }),
  ).toMatchObject([
    { funderId: other.organisationId, putInPence: pounds(50) },
    { funderId: pot.by.organisationId, putInPence: pounds(100) },
  ])
  await expectAllToAgree()
})

test('money put in and a pledge committed a moment later: the pledge is matched from it', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: 0n })
  const other = await joined(pot)

  await fundPot(other, pot.id, form(800))
  const pledge = await build.committedPledge({ round, amountPence: pounds(1_000) })

  expect(await db.match.findMany({ where: { pledgeId: pledge.id } })).toMatchObject([
    { amountPence: pounds(800), boundBy: 'pot' },
  ])
})

test('two funders and four pledges at once: nothing is lost and nothing promised twice', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(1_000) })
  const other = await joined(pot)

  await Promise.all([
    fundPot(other, pot.id, form(500)),
    fundPot(pot.by, pot.id, form(500)),
    ...[1, 2, 3, 4].map(() => build.committedPledge({ round, amountPence: pounds(400) })),
  ])

  const kept = await holds(pot.id)
  expect(kept.allocatedPence).toBe(pounds(2_000))
  expect(kept.reservedPence >= pounds(1_000) && kept.reservedPence <= pounds(1_600)).toBe(true)
  await expectAllToAgree()
})

test('taking back and pledging at once: what is promised is always there', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(1_000) })
  const take = () =>
    takeBackFunding(pot.by, pot.id, form(700)).then(
      () => true,
      () => false,
    )

  const [wasTaken] = await Promise.all([
    take(),
    take(),
    build.committedPledge({ round, amountPence: pounds(600) }),
    build.committedPledge({ round, amountPence: pounds(600) }),
  ])

  const { allocatedPence, reservedPence } = await holds(pot.id)
  expect(reservedPence <= allocatedPence).toBe(true)
  expect([pounds(300), pounds(1_000)]).toContain(allocatedPence)
  expect(typeof wasTaken).toBe('boolean')
  await expectAllToAgree()
})

test('each takes back at most its share of what nothing was promised from', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(300) })
  const other = await joined(pot)
  await fundPot(other, pot.id, form(100))
  await build.committedPledge({ round, amountPence: pounds(200) })

  // £200 of £400 is promised; three quarters of the rest are the owner's.
  await expect(takeBackFunding(pot.by, pot.id, form(151))).rejects.toMatchObject({
    message: 'You can take back up to £150 of this money now',
  })
  const twice = form(150)
  await Promise.all([1, 2].map(() => takeBackFunding(pot.by, pot.id, twice)))
  await expect(
    takeBackFunding(pot.by, pot.id, { ...twice, amount: pounds(1) }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await expect(takeBackFunding(pot.by, pot.id, form(1))).rejects.toMatchObject({ kind: 'invalid' })
  await takeBackFunding(other, pot.id, form(50))

  expect(await holds(pot.id)).toMatchObject({ allocatedPence: pounds(200) })
  await expectAllToAgree()
})

test('capital pledges are matched from capital money, others from what is not ring-fenced', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(500) })
  await fundPot(pot.by, pot.id, form(100, 'capital'))
  const [capital, revenue] = [await build.officer(BIG), await build.officer(BIG)]

  const one = await build.committedPledge({
    round,
    by: capital,
    amountPence: pounds(200),
    fundingType: 'capital',
  })
  const two = await build.committedPledge({ round, by: revenue, amountPence: pounds(200) })

  expect(await db.match.findMany({ where: { pledgeId: one.id } })).toMatchObject([
    { purse: 'capital', amountPence: pounds(100), boundBy: 'pot' },
  ])
  expect(await db.match.findMany({ where: { pledgeId: two.id } })).toMatchObject([
    { purse: 'unrestricted', amountPence: pounds(200) },
  ])
  await expectAllToAgree()
})

test('a pot with capital money only adds nothing to other pledges', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: 0n })
  await fundPot(pot.by, pot.id, form(100, 'capital'))

  const pledge = await build.committedPledge({ round, amountPence: pounds(200) })

  expect(await db.match.count({ where: { pledgeId: pledge.id } })).toBe(0)
})

const BIG = { limitPence: pounds(1_000_000) }
