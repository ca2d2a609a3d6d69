import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { pledgeMoments } from './pledge-moments.ts'

const sent = {
  state: 'awaiting-approval' as const,
  madeAt: new Date('2027-09-14T09:04:00Z'),
  madeBy: { name: 'Priya Nair' },
  signBy: { name: 'Margaret Osei' },
  signByOn: '2027-09-24',
  approval: null,
  committedAt: null,
  endedAt: null,
  endedReason: null,
  round: { closesAt: new Date('2027-10-29T16:00:00Z') },
}
const titles = (facts: Parameters<typeof pledgeMoments>[0]) =>
  pledgeMoments(facts).map(({ title, state }) => `${state}: ${title}`)

test('a pledge above the limit waits for its signature', () => {
  expect(titles(sent)).toEqual([
    'done: Sent by Priya Nair',
    'now: Waiting for Margaret Osei to sign',
    'later: Pledging closes',
  ])
  expect(pledgeMoments(sent)[1]?.when).toBe('By Friday 24 September 2027')
})

test('a signature says whose it is and up to what sum they sign', () => {
  const approvedAt = new Date('2027-09-15T10:00:00Z')
  const approval = {
    approvedAt,
    limitPence: pounds(250_000),
    approvedBy: { name: 'Margaret Osei' },
    signedAs: 'finance-approver',
    principal: null,
  }
  const signed = { ...sent, state: 'committed' as const, committedAt: approvedAt, approval }

  expect(pledgeMoments(signed)[1]).toMatchObject({
    title: 'Signed by Margaret Osei',
    detail: 'Within a limit of £250,000',
  })
  const deputy = { ...approval, signedAs: 'deputy', principal: { person: { name: 'Neil' } } }
  expect(pledgeMoments({ ...signed, approval: deputy })[1]?.detail).toBe(
    'For Neil, within a limit of £250,000',
  )
})

test('a pledge within its officer’s own limit was started and committed, and sent to nobody', () => {
  const committedAt = new Date('2027-09-15T10:00:00Z')
  const alone = { ...sent, state: 'committed' as const, signBy: null, committedAt }

  expect(titles(alone)).toEqual([
    'done: Draft started',
    'done: Committed by Priya Nair',
    'later: Pledging closes',
  ])
})

test('what ended a pledge is its last moment, with the reason', () => {
  const ended = { endedAt: new Date('2027-09-20T10:00:00Z'), endedReason: 'The budget was cut.' }

  expect(pledgeMoments({ ...sent, state: 'declined', ...ended }).at(-1)).toMatchObject({
    title: 'Not signed',
    detail: 'The budget was cut.',
  })
  expect(titles({ ...sent, state: 'draft' })[0]).toBe('now: Started by Priya Nair')
})

test('changes of the sum stand in order of time, with the match they let go of or took', () => {
  const topUp = {
    number: 2050,
    amountPence: pounds(500),
    state: 'withdrawn',
    madeAt: new Date('2027-09-16T09:00:00Z'),
    committedAt: new Date('2027-09-16T09:00:00Z'),
    endedAt: new Date('2027-09-18T09:00:00Z'),
    madeBy: { name: 'Priya Nair' },
    matches: [{ amountPence: pounds(125), state: 'released' }],
  }
  const lowering = {
    fromPence: pounds(1_000),
    toPence: pounds(800),
    reason: null,
    changedAt: new Date('2027-09-17T09:00:00Z'),
    changedBy: { name: 'Margaret Osei' },
    matchChanges: [{ fromPence: pounds(250), toPence: pounds(200) }],
  }

  const moments = pledgeMoments(sent, { lowerings: [lowering], topUps: [topUp] })

  expect(moments.slice(2, 5).map(({ title, detail }) => [title, detail])).toEqual([
    ['Topped up by £500 by Priya Nair', 'PL-2050, with £125 of match.'],
    ['Lowered from £1,000 to £800 by Margaret Osei', '£50 of match let go.'],
    ['Top-up of £500 ended', '£125 of match let go.'],
  ])
})
