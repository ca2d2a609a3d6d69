import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, dayOf, londonDay } from '#app/core/time.ts'
import { findCouncilFacts } from '../organisations/council-queries.server.ts'
import { listAreasOf } from '../organisations/queries.server.ts'
import { proposeArea } from '../pots/propose-area.server.ts'
import { approvePledge } from '../pledges/approve-pledge.server.ts'
import { replayPots } from '../pledges/replay-pots.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { proposeSuccession } from './propose-succession.server.ts'
import { succeedOrganisations } from './succeed-organisations.server.ts'
import { SuccessionInput } from './succession.ts'

const vestingDay = '2028-04-01'

const daysOf = async (areaId: string, councilId: string) => {
  const rows = await db.combinedAuthorityMember.findMany({
    where: { combinedAuthorityId: areaId, councilId },
    orderBy: { fromOn: 'asc' },
  })
  return rows.map(({ fromOn, toOn }) => [dayOf(fromOn), toOn && dayOf(toOn)])
}

/** A council of an area that is to become part of one outside it. */
async function memberOf({ joinsAreas = true } = {}) {
  clock.set('2028-03-30T09:00:00Z')
  const [craven, yorkshire] = [
    await build.council({ name: 'Craven' }),
    await build.council({ name: 'Yorkshire' }),
  ]
  const area = await build.combinedAuthority({ name: 'The Dales', members: [craven.id] })
  const asked = { predecessors: [craven], successor: yorkshire, vestsOn: vestingDay, joinsAreas }
  const { id, second } = await build.succession(asked)
  await confirmSuccession(second, id)
  return { craven, yorkshire, area }
}

test('on the vesting day a council leaves its area and its successor joins, and both days stay on record', async () => {
  const { craven, yorkshire, area } = await memberOf()
  clock.set('2028-03-31T23:00:00Z')

  await succeedOrganisations()

  expect(await daysOf(area.id, craven.id)).toEqual([['1900-01-01', vestingDay]])
  expect(await daysOf(area.id, yorkshire.id)).toEqual([[vestingDay, null]])
  expect(await findCouncilFacts(area.id)).toMatchObject({
    members: [{ name: 'Yorkshire' }],
    pastMembers: [{ name: 'Craven (now Yorkshire)', until: vestingDay }],
  })
  const changed = { subjectId: area.id, action: 'area-changed' }
  expect(await db.auditEntry.count({ where: changed })).toBe(1)
})

test('where the order says so the successor does not join', async () => {
  const { craven, yorkshire, area } = await memberOf({ joinsAreas: false })
  clock.set('2028-03-31T23:00:00Z')

  await succeedOrganisations()

  expect(await daysOf(area.id, craven.id)).toEqual([['1900-01-01', vestingDay]])
  expect(await listAreasOf(yorkshire.id)).toEqual([])
})

test('all that a council is split into join the area it belonged to', async () => {
  const [cumbria, cumberland, furness] = [
    await build.council(),
    await build.council(),
    await build.council(),
  ]
  const area = await build.combinedAuthority({ members: [cumbria.id] })

  await build.succeeded({
    predecessors: [cumbria],
    successor: cumberland,
    others: [{ slug: furness.slug }],
  })

  for (const { id } of [cumberland, furness])
    expect(await listAreasOf(id)).toMatchObject([{ id: area.id }])
})

/** A pledge of a council in an area, and a pot that matches those of that area alone. */
async function matched() {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const area = await build.combinedAuthority({ members: [craven.id] })
  const round = await build.round({ targetPence: pounds(100_000) })
  const pot = await build.pot({ for: round })
  const terms = { basisPoints: 10_000, what: pot.what, who: { areaIds: [area.id] } }
  await build.rule({ potId: pot.id, by: pot.by, terms })
  return { craven, yorkshire, area, round }
}

const matchOf = async (pledgeId: string) =>
  (await db.match.findMany({ where: { pledgeId } })).map(({ amountPence }) => amountPence)

test('a pledge that waited and is signed in the old name is matched as one of the successor’s area', async () => {
  const { craven, yorkshire, round } = await matched()
  const officer = await build.officer({ organisation: craven })
  const amountPence = pounds(2_000)
  const waiting = { round, by: officer, amountPence, state: 'awaiting-approval' as const }
  const pledge = await build.pledge(waiting)
  await db.pledge.update({ where: { id: pledge.id }, data: { agreementAcceptedAt: clock.now() } })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const approver = await build.financeApprover({ organisation: yorkshire, limitPence: amountPence })
  const inOldName = { ...approver, organisationId: craven.id, nowPartOf: yorkshire.name }

  await approvePledge(inOldName, pledge.id, { operationKey: newId() })

  expect(await matchOf(pledge.id)).toEqual([amountPence])
  expect((await replayPots()).differences).toEqual([])
})

test('what was signed on the day itself keeps its match, so the area changes on the day after', async () => {
  const { craven, yorkshire, area, round } = await matched()
  const by = await build.officer({ organisation: craven, limitPence: pounds(10_000) })
  const pledge = await build.committedPledge({ round, by, amountPence: pounds(2_000) })

  await build.succeeded({ predecessors: [craven], successor: yorkshire })

  const tomorrow = addDays(londonDay(clock.now()), 1)
  expect(await daysOf(area.id, craven.id)).toEqual([['1900-01-01', tomorrow]])
  expect(await daysOf(area.id, yorkshire.id)).toEqual([[tomorrow, null]])
  expect(await matchOf(pledge.id)).toEqual([pounds(2_000)])
  expect((await replayPots()).differences).toEqual([])
})

test('a combined authority is succeeded by another: members go over, its mayor’s term is over', async () => {
  const [leeds, york] = [await build.council(), await build.council()]
  const old = await build.combinedAuthority({ name: 'Old Area', members: [leeds.id, york.id] })
  const made = await build.combinedAuthority({ name: 'New Area', members: [york.id] })
  const today = londonDay(clock.now())

  await build.succeeded({ predecessors: [old], successor: made })

  expect(await daysOf(old.id, leeds.id)).toEqual([['1900-01-01', today]])
  expect(await daysOf(made.id, leeds.id)).toEqual([[today, null]])
  expect(await daysOf(made.id, york.id)).toEqual([['1900-01-01', null]])
  const terms = await db.mayorTerm.findMany({ where: { combinedAuthorityId: old.id } })
  expect(terms.map(({ toOn }) => toOn && dayOf(toOn))).toEqual([today])
  expect(await listAreasOf(leeds.id)).toMatchObject([{ id: made.id }])
})

test('an entry that waits in the register of a pot stands in the way, and a former area is entered nowhere', async () => {
  const [old, made] = [await build.combinedAuthority(), await build.combinedAuthority()]
  const pot = await build.pot({ for: { serviceFunctionId: null } })
  const waiting = await proposeArea(pot.by, pot.id, build.areaInput(old.id))
  const asked = { predecessors: [old], successor: made, vestsOn: londonDay(clock.now()) }
  const { id, second } = await build.succession(asked)

  await confirmSuccession(second, id)
  expect(await db.formerOrganisation.count({ where: { id: old.id } })).toBe(0)
  await db.areaProposal.update({
    where: { id: waiting.id },
    data: { endedAt: clock.now(), endedReason: 'Another goes first' },
  })
  await succeedOrganisations()

  expect(await db.formerOrganisation.count({ where: { id: old.id } })).toBe(1)
  await expect(proposeArea(pot.by, pot.id, build.areaInput(old.id))).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(
    db.areaProposal.create({
      data: {
        ...{ potId: pot.id, combinedAuthorityId: old.id, status: 'registered', reason: 'No' },
        ...{ fromOn: new Date('2028-01-01'), proposedById: pot.by.personId },
        ...{ proposedAt: clock.now() },
      },
    }),
  ).rejects.toThrow(/former_organisations_begin_nothing/)
})

test('a council and a combined authority do not succeed one another, and a new one is not made here', async () => {
  const operator = await build.operator()
  const [craven, area] = [await build.council(), await build.combinedAuthority()]
  const propose = (more: Record<string, string>) =>
    proposeSuccession(
      operator,
      SuccessionInput.parse({
        ...{ kind: 'here', operationKey: newId(), vestsOn: vestingDay, source: 'The Order' },
        ...more,
      }),
    )
  const council = { name: 'New', gss: 'E06000097', type: 'unitary', place: 'North West' }
  const at = { predecessors: area.slug, successor: craven.slug }

  await expect(propose(at)).rejects.toThrow(/by a combined authority/)
  await expect(propose({ predecessors: craven.slug, successor: area.slug })).rejects.toThrow(
    /by a combined authority/,
  )
  await expect(propose({ ...at, kind: 'new', ...council })).rejects.toThrow(/on the register/)
  await expect(
    propose({ predecessors: area.slug, successor: area.slug, isSplit: 'yes' }),
  ).rejects.toThrow()
  await expect(
    db.formerOrganisation.create({
      data: {
        ...{ id: craven.id, successorId: area.id, answeredById: area.id, nameThen: 'Craven' },
        ...{ endedOn: new Date('2028-04-01'), areasChangeOn: new Date('2028-04-01') },
        ...{ source: 'The Order', endedAt: clock.now() },
      },
    }),
  ).rejects.toThrow(/a council by a council/)
})
