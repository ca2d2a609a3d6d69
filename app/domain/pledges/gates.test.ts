import { expect, test } from 'vitest'
import bankHolidays from '#prisma/data/bank-holidays.json'
import { pounds } from '#app/core/money.ts'
import type { Delegate } from '../organisations/delegation.ts'
import type { SpendingLock } from '../organisations/spending-lock.ts'
import { areClear, type Gate } from './gate.ts'
import type { GateFact, GateFactKind } from './gate-fact.ts'
import { gatesOf, type GateFacts } from './gates.ts'

const holidays = bankHolidays
  .filter(({ division }) => division === 'england-and-wales')
  .map(({ date }) => date)

const person = (name: string, changes: Partial<Delegate> = {}): Delegate => ({
  ...{ membershipId: `m-${name}`, personId: name, name, jobTitle: 'Head of finance' },
  ...{ isFinanceApprover: true, limits: [], standsInFor: [] },
  ...changes,
})
const upTo = (limitPence: bigint, yearLimitPence?: bigint) => [
  { spend: undefined, limitPence, yearLimitPence },
]

const priya = person('Priya', { isFinanceApprover: false, limits: upTo(pounds(10_000)) })
const margaret = person('Margaret', { limits: upTo(pounds(900_000)) })

const lock = (kind: SpendingLock['kind']): SpendingLock => ({
  ...{ id: kind, kind, from: '2026-03-02', to: undefined, source: 'Notice' },
  successor: kind === 'section-24' ? 'South Yorkshire Council' : undefined,
  sourceUrl: 'https://example.gov.uk/notice',
})

const fact = (kind: GateFactKind, on: string): GateFact => ({
  ...{ kind, on, reference: 'KD-7', link: undefined, recordedBy: 'Priya' },
  recordedAt: new Date(`${on}T09:00:00Z`),
})

/** £48,000 of revenue that closes on Friday 29 May 2026, asked about on 1 April. */
const facts = (changes: Partial<GateFacts> = {}): GateFacts => ({
  ...{ on: '2026-04-01', closesOn: '2026-05-29', nation: 'England', councilName: 'Sheffield' },
  ...{ amountPence: pounds(48_000), standingPence: 0n, fundingType: 'revenue', conditions: {} },
  holidays,
  ...{ madeById: 'Priya', madeByName: 'Priya', makerLimitPence: pounds(10_000) },
  makerAccounts: [changes.madeById ?? 'Priya'],
  ...{ signByOn: undefined, agreementAcceptedOn: '2026-04-01', signature: undefined, recorded: [] },
  scheme: { people: [priya, margaret], chiefFinanceOfficerId: undefined, locks: [], uses: [] },
  rules: {
    abovePence: pounds(500_000),
    aboveSource: 'Constitution',
    notice: { days: 28, source: 'SI 2012/2089, reg. 9' },
    exception: { days: 5, source: 'SI 2012/2089, reg. 10' },
    callIn: { days: 5, source: 'the council’s own rules' },
  },
  consent: { capitalAbovePence: pounds(1_000_000), otherAbovePence: pounds(100_000) },
  ...changes,
})
const signed = {
  ...{ personId: 'Margaret', name: 'Margaret', on: '2026-04-01' },
  signedAs: 'finance-approver' as const,
  principalId: undefined,
}
const withScheme = (changes: Partial<GateFacts['scheme']>) => ({
  scheme: { ...facts().scheme, ...changes },
})

function gate(name: Gate['name'], asked: GateFacts) {
  const found = gatesOf(asked).find((one) => one.name === name)
  if (!found) throw new Error(`no gate ${name}`)
  return found
}
const stateOf = (name: Gate['name'], asked: GateFacts) => gate(name, asked).state

test('who must sign £48,000 of revenue, and by when, with the law that asks for it', () => {
  expect(gate('signature', facts())).toMatchObject({
    state: 'waiting',
    who: 'Margaret, head of finance',
    by: '2026-05-29',
    sentence:
      '£48,000 is above the limit of £10,000 of Priya. It must be signed by Friday 29 May 2026 (Local Government Act 1972, s.151).',
  })
  expect(areClear(gatesOf(facts()))).toBe(false)
  expect(areClear(gatesOf(facts({ signature: signed })))).toBe(true)
})

test('within its maker’s own limit a pledge needs no other signature', () => {
  expect(stateOf('signature', facts({ makerLimitPence: pounds(48_000) }))).toBe('clear')
  expect(stateOf('signature', facts({ makerLimitPence: pounds(48_000) - 1n }))).toBe('waiting')
})

test('funding type and agreement are gates too', () => {
  const asked = facts({ signature: signed })
  expect(stateOf('funding-type', { ...asked, fundingType: undefined })).toBe('waiting')
  expect(stateOf('agreement', { ...asked, agreementAcceptedOn: undefined })).toBe('waiting')
})

test('a signature is void once its giver may not sign any more', () => {
  const gone = withScheme({ people: [priya, { ...margaret, isFinanceApprover: false }] })
  const lower = withScheme({ people: [priya, { ...margaret, limits: upTo(pounds(47_999)) }] })
  for (const change of [gone, lower]) {
    const asked = facts({ signature: signed, ...change })
    expect(stateOf('signature', asked)).toBe('blocked')
    expect(gate('signature', asked).sentence).toContain('must be signed again')
  }
})

test('under a section 114 notice only the section 151 officer signs, any sum', () => {
  const neil = person('Neil')
  const locks = [lock('section-114')]
  const people = [priya, margaret, neil]
  const nobody = facts({ signature: signed, ...withScheme({ people, locks }) })
  expect(stateOf('spending-lock', nobody)).toBe('blocked')
  expect(stateOf('signature', nobody)).toBe('blocked')

  const marked = withScheme({ people, locks, chiefFinanceOfficerId: 'm-Neil' })
  expect(gate('spending-lock', facts({ signature: signed, ...marked }))).toMatchObject({
    state: 'waiting',
    who: 'Neil',
    sentence: expect.stringContaining('Local Government Finance Act 1988, s.114'),
  })
  const byNeil = {
    ...signed,
    personId: 'Neil',
    name: 'Neil',
    signedAs: 'chief-finance-officer' as const,
  }
  expect(areClear(gatesOf(facts({ signature: byNeil, ...marked })))).toBe(true)
  expect(stateOf('spending-lock', facts({ madeById: 'Neil', ...marked }))).toBe('blocked')
})

test('a section 24 direction asks for consent above £100,000, or £1,000,000 of capital', () => {
  const locked = withScheme({ locks: [lock('section-24')] })
  const ask = (amountPence: bigint, fundingType: GateFacts['fundingType'], on?: string) =>
    stateOf(
      'consent',
      facts({
        ...locked,
        ...{ amountPence, fundingType },
        recorded: on ? [fact('consent-given', on)] : [],
      }),
    )
  expect(ask(pounds(100_000), 'revenue')).toBe('clear')
  expect(ask(pounds(100_000) + 1n, 'revenue')).toBe('waiting')
  expect(ask(pounds(100_000) + 1n, 'grant')).toBe('waiting')
  expect(ask(pounds(1_000_000), 'capital')).toBe('clear')
  expect(ask(pounds(1_000_000) + 1n, 'capital')).toBe('waiting')
  expect(ask(pounds(100_001), 'revenue', '2026-04-01')).toBe('clear')
})

const key = (on: string, ...recorded: GateFact[]) =>
  facts({ amountPence: pounds(600_000), signature: signed, on, recorded })

test('a key decision waits for its notice, worked back from the day pledging closes', () => {
  expect(gate('notice', key('2026-04-21'))).toMatchObject({ state: 'waiting', by: '2026-04-21' })
  expect(gate('notice', key('2026-04-22'))).toMatchObject({ state: 'waiting', by: '2026-05-14' })
  expect(gate('notice', key('2026-04-22')).sentence).toContain('SI 2012/2089, reg. 10')
  expect(stateOf('notice', key('2026-05-15'))).toBe('blocked')
  expect(gate('decision', key('2026-04-21'))).toMatchObject({ by: '2026-05-20', records: [] })
})

test('28 clear days run between the notice and the decision', () => {
  const notice = fact('notice-published', '2026-04-01')
  expect(gate('notice', key('2026-04-29', notice))).toMatchObject({
    state: 'waiting',
    by: '2026-04-30',
  })
  expect(stateOf('notice', key('2026-04-30', notice))).toBe('clear')
  const early = fact('decision-made', '2026-04-29')
  expect(stateOf('decision', key('2026-05-01', notice, early))).toBe('blocked')
  expect(stateOf('decision', key('2026-05-01', notice, fact('decision-made', '2026-04-30')))).toBe(
    'clear',
  )
})

test('a general exception needs five clear days, and special urgency none', () => {
  const exception = fact('general-exception-notice', '2026-05-11')
  expect(stateOf('notice', key('2026-05-16', exception))).toBe('waiting')
  expect(stateOf('notice', key('2026-05-17', exception))).toBe('clear')
  const urgent = fact('special-urgency-agreed', '2026-05-19')
  expect(stateOf('decision', key('2026-05-19', urgent, fact('decision-made', '2026-05-19')))).toBe(
    'clear',
  )
})

test('the call-in runs five working days from publication, and a call-in stops everything', () => {
  const made = [fact('notice-published', '2026-04-01'), fact('decision-made', '2026-05-20')]
  const published = [...made, fact('decision-published', '2026-05-20')]
  expect(stateOf('call-in', key('2026-05-20', ...made))).toBe('waiting')
  expect(gate('call-in', key('2026-05-28', ...published))).toMatchObject({
    state: 'waiting',
    by: '2026-05-28',
  })
  expect(areClear(gatesOf(key('2026-05-28', ...published)))).toBe(false)
  expect(areClear(gatesOf(key('2026-05-29', ...published)))).toBe(true)

  const called = [...published, fact('called-in', '2026-05-22')]
  expect(stateOf('call-in', key('2026-05-29', ...called))).toBe('blocked')
  const resolved = [...called, fact('call-in-resolved', '2026-05-27')]
  expect(areClear(gatesOf(key('2026-05-27', ...resolved)))).toBe(true)
})

test('a decision that is published too late cannot take effect before pledging closes', () => {
  const late = [
    fact('notice-published', '2026-04-01'),
    fact('decision-made', '2026-05-20'),
    fact('decision-published', '2026-05-21'),
  ]
  expect(stateOf('call-in', key('2026-05-22', ...late))).toBe('blocked')
})

test('Scotland sets no notice and no call-in by law', () => {
  const none = { days: 0, source: 'No key decisions by law in Scotland' }
  const rules = { ...facts().rules, notice: none, exception: none, callIn: none }
  expect(gate('key-decision', { ...key('2026-04-01'), rules, nation: 'Scotland' })).toMatchObject({
    state: 'clear',
    sentence: 'No key decisions by law in Scotland.',
  })
  expect(gate('signature', { ...key('2026-04-01'), rules, nation: 'Scotland' }).sentence).toContain(
    'Local Government (Scotland) Act 1973, s.95',
  )
})
