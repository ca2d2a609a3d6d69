import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { addDays, dateOf, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { appointDeputy } from '../organisations/appoint-deputy.server.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import { markChiefFinanceOfficer } from '../organisations/keep-scheme.server.ts'
import { lockSpending } from '../organisations/lock-spending.server.ts'
import { setLimit } from '../organisations/set-limit.server.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { closeRound } from './close-round.server.ts'
import { commitAllSigned, commitSigned } from './commit-signed.server.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { getOwnPledge } from './find-own-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { recordGateFact } from './record-gate-fact.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

/** A council with an officer up to £10,000, an approver up to a million, another up to nothing, and an administrator. */
async function council() {
  const organisation = await build.council()
  const at = { organisation }
  return {
    organisation,
    officer: await build.officer({ ...at, limitPence: pounds(10_000) }),
    approver: await build.financeApprover({ ...at, limitPence: pounds(1_000_000) }),
    deputy: await build.financeApprover({ ...at, name: 'Dan' }),
    administrator: await build.administrator(at),
  }
}
type Council = Awaited<ReturnType<typeof council>>

const membershipOf = async ({ personId }: { personId: string }) =>
  (await db.membership.findFirstOrThrow({ where: { personId } })).id

const stateOf = async (id: string) => (await db.pledge.findUniqueOrThrow({ where: { id } })).state

const journalsOf = (pledgeId: string) =>
  db.journal.count({ where: { pledgeId, kind: 'pledge-committed' } })

async function waiting({ officer }: Council, amountPence: Pence = pounds(48_000)) {
  const round = await build.round({ targetPence: pounds(5_000_000), closesAt: inDays(120) })
  const made = await build.pledge({ round, by: officer, amountPence, state: 'awaiting-approval' })
  await db.pledge.update({ where: { id: made.id }, data: { agreementAcceptedAt: clock.now() } })
  return made.id
}
const inDays = (days: number) => new Date(clock.now().getTime() + days * 86_400_000)
const today = () => londonDay(clock.now())
const source = 'Scheme of delegation, part 3'

async function limitYear(
  { administrator, approver }: Council,
  yearLimit: Pence,
  limit = yearLimit,
) {
  const input = { limit, yearLimit, spend: undefined, from: today(), source }
  await setLimit(administrator, await membershipOf(approver), input)
}

const yearsOf = async ({ approver }: Council) =>
  db.signingYear.findMany({ where: { membershipId: await membershipOf(approver) } })

test('a key decision is signed, waits for its gates as indicative money, and commits once they clear', async () => {
  clock.set('2026-03-02T09:00:00Z')
  await build.rules()
  const sheffield = await council()
  const { officer, approver } = sheffield
  const id = await waiting(sheffield, pounds(600_000))
  const tell = (kind: Parameters<typeof recordGateFact>[2]['kind'], on: string) =>
    recordGateFact(officer, id, { ...build.key(), kind, on, reference: 'KD-7', link: undefined })

  expect(await approvePledge(approver, id, build.key())).toEqual({ isNew: true })
  expect(await stateOf(id)).toBe('awaiting-approval')
  await tell('notice-published', '2026-03-02')
  clock.set('2026-03-31T09:00:00Z')
  await tell('decision-made', '2026-03-31')
  await tell('decision-published', '2026-03-31')
  // Five working days: 1 and 2 April, then after Easter 7, 8 and 9 April.
  clock.set('2026-04-09T22:59:00Z')
  await commitAllSigned()
  expect(await stateOf(id)).toBe('awaiting-approval')

  clock.set('2026-04-09T23:00:00Z')
  await Promise.all([commitAllSigned(), commitSigned(id), commitSigned(id)])

  expect(await stateOf(id)).toBe('committed')
  expect(await journalsOf(id)).toBe(1)
  expect(await commitSigned(id)).toBe(false)
})

test('a call-in blocks until it is resolved, and a fact of a later day than today is refused', async () => {
  clock.set('2026-06-01T09:00:00Z')
  await build.rules()
  const leeds = await council()
  const id = await waiting(leeds, pounds(600_000))
  const tell = (kind: Parameters<typeof recordGateFact>[2]['kind'], on: string) =>
    recordGateFact(leeds.officer, id, {
      ...build.key(),
      kind,
      on,
      reference: 'KD-8',
      link: undefined,
    })
  await expect(tell('notice-published', '2026-06-02')).rejects.toMatchObject({ field: 'on' })
  await expect(tell('decision-published', '2026-06-01')).rejects.toThrow('Record this first')

  await tell('special-urgency-agreed', '2026-06-01')
  await tell('decision-made', '2026-06-01')
  await expect(tell('decision-published', '2026-05-31')).rejects.toThrow('1 June 2026 or a later')
  await tell('decision-published', '2026-06-01')
  await approvePledge(leeds.approver, id, build.key())
  await tell('called-in', '2026-06-01')
  clock.set('2026-06-20T09:00:00Z')
  await commitAllSigned()
  expect(await stateOf(id)).toBe('awaiting-approval')
  await tell('call-in-resolved', '2026-06-19')
  expect(await stateOf(id)).toBe('committed')
})

test('a signature of somebody who has lost the role is void until another one signs', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const camden = await council()
  const { organisation, administrator, approver } = camden
  const other = await build.financeApprover({ organisation, limitPence: pounds(900_000) })
  const id = await waiting(camden, pounds(600_000))
  await approvePledge(approver, id, build.key())
  await changeRoles(administrator, await membershipOf(approver), [])
  await recordGateFact(camden.officer, id, fact('special-urgency-agreed'))
  await recordGateFact(camden.officer, id, fact('decision-made'))
  await recordGateFact(camden.officer, id, fact('decision-published'))
  clock.set('2026-06-20T09:00:00Z')

  await commitAllSigned()
  expect(await stateOf(id)).toBe('awaiting-approval')
  expect(await approvePledge(other, id, build.key())).toEqual({ isNew: true })
  expect(await stateOf(id)).toBe('committed')
})

const fact = (kind: Parameters<typeof recordGateFact>[2]['kind']) => ({
  ...{ kind, on: '2026-06-01', reference: 'KD-9', link: undefined, ...build.key() },
})

test('a signed pledge whose gates never clear lapses when the round closes', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const kent = await council()
  const id = await waiting(kent, pounds(600_000))
  await approvePledge(kent.approver, id, build.key())
  const { roundId } = await db.pledge.findUniqueOrThrow({ where: { id } })
  clock.set('2026-12-01T09:00:00Z')

  await closeRound(undefined, roundId)
  await commitAllSigned()

  expect(await stateOf(id)).toBe('lapsed')
  expect(await journalsOf(id)).toBe(0)
})

test('a deputy signs for whom they stand in between two days, and nobody makes themselves one', async () => {
  const fife = await council()
  const { administrator, approver, deputy } = fife
  const [dan, margaret] = [await membershipOf(deputy), await membershipOf(approver)]
  const days = { from: today(), to: addDays(today(), 13), source, principalId: margaret }
  const id = await waiting(fife)
  await expect(approvePledge(deputy, id, build.key())).rejects.toThrow('above your limit of £0')
  await expect(appointDeputy(deputy, dan, days)).rejects.toMatchObject({ kind: 'forbidden' })

  await appointDeputy(administrator, dan, days)
  await approvePledge(deputy, id, build.key())

  expect(await stateOf(id)).toBe('committed')
  expect(await db.pledgeApproval.findUnique({ where: { id } })).toMatchObject({
    ...{ signedAs: 'deputy', principalId: margaret, limitPence: pounds(1_000_000) },
  })
  const later = await waiting(fife)
  clock.set(`${addDays(today(), 14)}T12:00:00Z`)
  await expect(approvePledge(deputy, later, build.key())).rejects.toThrow('above your limit of £0')
})

test('under a section 114 notice only the section 151 officer commits the council, any sum', async () => {
  const belfast = await council()
  const { administrator, deputy: chief, approver, officer } = belfast
  const mark = { membershipId: await membershipOf(chief), from: today(), source }
  await markChiefFinanceOfficer(administrator, mark)
  const locked = await waiting(belfast)
  const sourceUrl = 'https://example.gov.uk/notice'
  const lock = { kind: 'section-114' as const, successor: '', from: today(), source, sourceUrl }
  await lockSpending(administrator, lock)

  await expect(approvePledge(approver, locked, build.key())).rejects.toThrow('section 114')
  const round = await build.round()
  const small = await build.pledge({ round, by: officer, amountPence: pounds(500) })
  await expect(makePledge(officer, small.id, build.accepted)).rejects.toMatchObject({
    field: 'signById',
  })
  await approvePledge(chief, locked, build.key())
  expect(await stateOf(locked)).toBe('committed')
})

test('a lock, a limit or a role that changes between reading and committing does not slip through', async () => {
  const newham = await council()
  const { administrator, officer, approver } = newham
  const commit = async (take: () => Promise<unknown>) => {
    const id = await waiting(newham)
    const known = await getOwnPledge(approver, id)
    await take()
    let asked = 0
    await expect(
      commitPledge(approver, known, {
        signature: { approvedById: approver.personId, limitPence: known.limitPence },
        assertStill() {
          asked++
          throw new Error('asked again')
        },
      }),
    ).rejects.toThrow('asked again')
    expect([asked, await stateOf(id)]).toEqual([1, 'awaiting-approval'])
  }
  const membership = await membershipOf(approver)
  await commit(() =>
    setLimit(administrator, membership, {
      ...{ limit: 1n, yearLimit: undefined, spend: undefined, from: today(), source },
    }),
  )
  await commit(() => changeRoles(administrator, membership, []))
  await commit(() =>
    lockSpending(administrator, {
      ...{ kind: 'section-114', successor: '', from: today(), source },
      sourceUrl: 'https://example.gov.uk/notice',
    }),
  )
  await commit(() =>
    db.membership.update({ where: { id: membership }, data: { endedAt: clock.now() } }),
  )
  expect(officer.roles).toEqual(['officer'])
})

test('two pledges at once cannot pass a limit for the year, and what is withdrawn is given back', async () => {
  const wigan = await council()
  await limitYear(wigan, pounds(100_000))
  const ids = [await waiting(wigan, pounds(60_000)), await waiting(wigan, pounds(60_000))]

  // The one that comes second is refused, or signed and left to wait, by how far it had come.
  await Promise.allSettled(ids.map((id) => approvePledge(wigan.approver, id, build.key())))

  const states = await Promise.all(ids.map(stateOf))
  expect([...states].sort()).toEqual(['awaiting-approval', 'committed'])
  expect(await yearsOf(wigan)).toMatchObject([
    { usedPence: pounds(60_000), limitPence: pounds(100_000) },
  ])
  const committed = ids[states.indexOf('committed')] ?? ''
  await withdrawPledge(wigan.officer, committed, { reason: '' })
  expect(await yearsOf(wigan)).toMatchObject([{ usedPence: 0n }])
})

test('an officer’s own limit for the year holds too, over several officers and rounds', async () => {
  const organisation = await build.council()
  const officer = await build.officer({ organisation, limitPence: pounds(10_000) })
  await db.delegatedLimit.updateMany({
    where: { membershipId: await membershipOf(officer) },
    data: { yearLimitPence: pounds(25_000) },
  })
  const draft = async () => {
    const round = await build.round()
    return (await build.pledge({ round, by: officer, amountPence: pounds(10_000) })).id
  }
  const ids = await Promise.all([draft(), draft(), draft()])

  const answers = await Promise.allSettled(ids.map((id) => makePledge(officer, id, build.accepted)))

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(
    await db.signingYear.findMany({ where: { membershipId: await membershipOf(officer) } }),
  ).toMatchObject([{ usedPence: pounds(20_000), spend: 'any' }])
})

test('a financial year begins on 1 April, London time', async () => {
  clock.set('2027-03-31T22:30:00Z')
  const wells = await council()
  await db.delegatedLimit.updateMany({
    where: { membershipId: await membershipOf(wells.approver) },
    data: { yearLimitPence: pounds(100_000), fromOn: dateOf('2020-04-01') },
  })
  const last = await waiting(wells, pounds(90_000))
  await approvePledge(wells.approver, last, build.key())
  const next = await waiting(wells, pounds(90_000))
  await expect(approvePledge(wells.approver, next, build.key())).rejects.toThrow(
    'left of your limit',
  )
  // Half past midnight on 1 April, in summer time.
  clock.set('2027-03-31T23:30:00Z')
  await approvePledge(wells.approver, next, build.key())
  expect((await yearsOf(wells)).map(({ year }) => year).sort()).toEqual([2026, 2027])
})
