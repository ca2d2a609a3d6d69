import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { compareScheme, type SchemeMember } from './scheme-change.ts'
import type { SchemeLine } from './scheme-file.ts'

const on = '2027-04-01'
const asked = { on, ownPersonIds: ['ada'] }

const line = (email: string, limit: number, more: Partial<SchemeLine> = {}): SchemeLine => ({
  ...{ line: 2, email, spend: undefined, limitPence: pounds(limit), yearLimitPence: undefined },
  ...more,
})

type Held = SchemeMember['limits'][number]
const limit = (sum: number, more: Partial<Held> = {}): Held => ({
  ...{ spend: undefined, limitPence: pounds(sum), yearLimitPence: undefined },
  ...{ from: '2026-04-01', to: undefined, ...more },
})

const member = (name: string, ...limits: Held[]): SchemeMember => ({
  ...{ membershipId: `${name}-id`, personId: name, name, email: `${name}@Leeds.gov.uk`, limits },
})

const compare = (members: SchemeMember[], ...lines: SchemeLine[]) =>
  compareScheme(members, { lines, problems: [] }, asked)

test('what differs, what is new and what no line says is told apart from what stays', () => {
  const members = [
    member('ola', limit(5)),
    member('una', limit(5)),
    member('ian'),
    member('eve', limit(7)),
  ]
  const lines = [
    line('ola@leeds.gov.uk', 5),
    line('una@leeds.gov.uk', 6),
    line('ian@leeds.gov.uk', 1, { spend: 'grant' }),
  ]

  const { changes, unchangedCount, problems } = compare(members, ...lines)

  expect({ unchangedCount, problems }).toEqual({ unchangedCount: 1, problems: [] })
  expect(
    changes.map(({ name, spend, before, after }) => [
      ...[name, spend, before?.limitPence, after?.limitPence],
    ]),
  ).toEqual([
    ['una', undefined, pounds(5), pounds(6)],
    ['ian', 'grant', undefined, pounds(1)],
    ['eve', undefined, pounds(7), undefined],
  ])
})

test('another limit for the year is a change', () => {
  const { changes } = compare(
    [member('ola', limit(5, { yearLimitPence: pounds(50) }))],
    line('ola@leeds.gov.uk', 5),
  )

  expect(changes).toHaveLength(1)
})

test('a limit that ends or changes after the day is no longer what the file says', () => {
  const ends = member('ola', limit(5, { to: '2027-04-02' }))
  const changes = member('una', limit(5, { to: '2027-06-01' }), limit(9, { from: '2027-06-01' }))
  const begins = member('ian', limit(5, { from: '2027-04-02' }))

  for (const one of [ends, changes, begins])
    expect(compare([one], line(one.email.toLowerCase(), 5)).changes).toHaveLength(1)
})

test('a limit that has ended by the day is nothing that ends, one that begins on it holds', () => {
  expect(compare([member('ola', limit(5, { to: on }))]).changes).toEqual([])
  const begun = compare([member('ola', limit(5, { from: on }))], line('ola@leeds.gov.uk', 5))
  expect(begun).toMatchObject({ changes: [], unchangedCount: 1 })
})

test('own limits stay: left out they are kept, the same is no problem, others are refused', () => {
  const own = member('ada', limit(5))

  expect(compare([own])).toMatchObject({ changes: [], problems: [] })
  expect(compare([own], line('ada@leeds.gov.uk', 5))).toMatchObject({ changes: [], problems: [] })
  expect(compare([own], line('ada@leeds.gov.uk', 6, { line: 7 }))).toMatchObject({
    changes: [],
    problems: [{ line: 7, problem: 'Another administrator changes your own limits' }],
  })
})

test('an address of nobody here is a problem of its line', () => {
  expect(compare([], line('eve@hull.gov.uk', 5, { line: 3 })).problems).toEqual([
    { line: 3, problem: 'Nobody of your council signs in as eve@hull.gov.uk' },
  ])
})
