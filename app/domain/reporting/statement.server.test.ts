import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { sealJournals } from '../ledger/seal-journals.server.ts'
import { challengeBooks, councilBooks, potBooks, type Book } from '../ledger/book.ts'
import { readStatement } from '../ledger/statement-queries.server.ts'
import { placeText, type Entry, type Place } from '../ledger/statement.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { getJournal } from './journal-page.server.ts'
import {
  readChallengeStatement,
  readCouncilStatement,
  readPotStatement,
  type Statement,
} from './statement.server.ts'

const search = (text = '') => new URLSearchParams(text)
const closing = async (statement: Promise<Statement>) => (await statement).closingPence

test('every book of a challenge, a pot and a council ends at what the ledger holds', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const { id } = project.challenge
  const [council] = project.councils
  if (!council) return expect.fail('a project has councils')
  const reader = undefined
  const book = (name: string) => ({ reader, search: search(`book=${name}`) })
  const sum = async (kinds: string[], about: object) =>
    (await Promise.all(kinds.map((kind) => build.balance(kind, about)))).reduce((a, b) => a + b, 0n)

  const pledged = await closing(readChallengeStatement(id, book('pledged')))
  const matched = await closing(readChallengeStatement(id, book('matched')))
  expect([pledged, matched]).toEqual([pounds(50_000), pounds(50_000)])
  expect(await closing(readChallengeStatement(id, book('owed')))).toBe(pounds(40_000))
  expect(await closing(readChallengeStatement(id, book('paid')))).toBe(0n)

  const { potId } = await db.match.findFirstOrThrow({ where: { challengeId: id } })
  const pot = { potId }
  expect(await closing(readPotStatement(potId, book('available')))).toBe(
    await sum(['pot-available'], pot),
  )
  expect(await closing(readPotStatement(potId, book('committed')))).toBe(
    await sum(['match-committed', 'payable'], pot),
  )

  const own = { councilId: council.organisationId }
  for (const [name, kind] of [
    ['called', 'called'],
    ['received', 'received'],
    ['owed', 'payable'],
  ] as const)
    expect(await closing(readCouncilStatement(council, { search: search(`book=${name}`) }))).toBe(
      await sum([kind], own),
    )
  expect(await closing(readCouncilStatement(council, { search: search() }))).toBe(
    -(await sum(['council'], own)),
  )
})

async function fundedPot(times: number) {
  const pot = await build.pot({ for: { serviceFunctionId: 0 }, holds: 0n })
  for (let day = 1; day <= times; day++) {
    clock.set(`2027-04-0${day}T00:30:00+01:00`)
    await fundPot(pot.by, pot.id, { operationKey: newId(), amount: pounds(day) })
  }
  return pot
}

test('pages in a row are the whole statement, each with the right balance', async () => {
  const pot = await fundedPot(5)
  const whole = await readPotStatement(pot.id, { reader: undefined, search: search() })

  const paged = []
  let after = ''
  for (;;) {
    const page = await readPotStatement(pot.id, {
      reader: undefined,
      search: search(after),
      limit: 2,
    })
    paged.push(...page.entries)
    if (!page.next) break
    after = `after=${placeText(page.next)}`
  }

  expect(whole.entries.map(({ balancePence }) => balancePence)).toEqual(
    [1, 3, 6, 10, 15].map(pounds),
  )
  expect(paged).toEqual(whole.entries)
})

test('a period opens with what was before it, and its last day counts to midnight in London', async () => {
  const pot = await fundedPot(5)
  const read = (text: string) =>
    readPotStatement(pot.id, { reader: undefined, search: search(text) })

  const middle = await read('from=2027-04-02&to=2027-04-03')
  expect(middle).toMatchObject({ openingPence: pounds(1), closingPence: pounds(6) })
  expect(middle.entries.map(({ amountPence }) => amountPence)).toEqual([pounds(2), pounds(3)])

  const [first] = middle.entries
  if (!first) return expect.fail('two days have entries')
  const second = await read(`from=2027-04-02&to=2027-04-03&after=${placeText(first)}`)
  expect(second).toMatchObject({ startPence: pounds(3), openingPence: pounds(1) })
  expect(second.entries).toEqual(middle.entries.slice(1))

  expect(await read('from=2027-04-06')).toMatchObject({
    openingPence: pounds(15),
    closingPence: pounds(15),
    entries: [],
  })
  expect((await read('to=2027-03-31')).closingPence).toBe(0n)
})

test('a council sees its own statement, and a supplier or funder none', async () => {
  const { by } = await fundedPot(1)
  await expect(readCouncilStatement(by, { search: search() })).rejects.toMatchObject({
    kind: 'not-found',
  })
  const stranger = await build.officer()
  expect(await readCouncilStatement(stranger, { search: search() })).toMatchObject({
    entries: [],
    closingPence: 0n,
  })
})

test('whether a council’s money is in is for it and the lead council alone', async () => {
  const project = await build.project()
  const received = await db.journal.findFirstOrThrow({
    where: { challengeId: project.challenge.id, kind: 'collection-received' },
    include: { pledge: true },
  })
  const owner = project.councils.find((each) => each.organisationId === received.pledge?.councilId)

  for (const reader of [undefined, await build.officer(), project.supplier])
    await expect(getJournal(reader, received.id)).rejects.toMatchObject({ kind: 'not-found' })
  for (const reader of [owner, project.lead])
    expect((await getJournal(reader, received.id)).lines).toHaveLength(1)
  await expect(getJournal(undefined, 999_999_999n)).rejects.toMatchObject({ kind: 'not-found' })
})

test('a council that keeps its name back is named to itself only', async () => {
  const round = await build.round()
  const shy = await build.committedPledge({ round })
  await db.pledge.update({ where: { id: shy.id }, data: { isNameShown: false } })
  const journal = await db.journal.findFirstOrThrow({ where: { pledgeId: shy.id } })
  const namesFor = async (reader: typeof shy.by | undefined) => {
    const page = await getJournal(reader, journal.id)
    return [page.who, ...page.lines.flatMap(({ from, to }) => [from.name, to.name])].join()
  }

  expect(await namesFor(undefined)).not.toContain(shy.by.organisationName)
  expect(await namesFor(await build.officer())).not.toContain(shy.by.organisationName)
  expect(await namesFor(shy.by)).toContain(shy.by.organisationName)
})

test('a journal and its reversal lead to each other', async () => {
  const pot = await fundedPot(1)
  const entries = await readPotStatement(pot.id, { reader: pot.by, search: search() })
  const [entry] = entries.entries
  if (!entry) return expect.fail('the pot was funded')
  expect(entry.who).toBe(pot.by.personName)
  const { funderId } = await db.pot.findUniqueOrThrow({ where: { id: pot.id } })
  const undone = await transaction(async (tx) => {
    await tx.potBalance.update({
      where: { potId_purse: { potId: pot.id, purse: 'unrestricted' } },
      data: { allocatedPence: 0n },
    })
    await tx.stake.updateMany({
      where: { potId: pot.id },
      data: { takenBackPence: pounds(1) },
    })
    return postJournal(tx, {
      kind: 'reversal',
      operationKey: newId(),
      memo: 'Funded by mistake',
      reversesId: entry.journalId,
      transfers: [
        {
          debit: { kind: 'pot-available', potId: pot.id },
          credit: { kind: 'funder', funderId },
          amountPence: pounds(1),
        },
      ],
    })
  })

  expect(await getJournal(undefined, entry.journalId)).toMatchObject({ reversedById: undone })
  expect(await getJournal(undefined, undone ?? 0n)).toMatchObject({ reversesId: entry.journalId })
})

test('a statement reads the same sealed or not, and where instants do not rise with numbers', async () => {
  const pot = await build.pot({ for: { serviceFunctionId: 0 }, holds: 0n })
  const days = ['02', '05', '03', '01', '04', '05', '02', '06', '03', '07']
  const read = (text: string) =>
    readPotStatement(pot.id, { reader: undefined, search: search(text), limit: 3 })
  const readAll = async () => {
    const all = []
    for (const from of ['01', '03', '05', '08'])
      for (const to of ['01', '03', '05', '08']) {
        const period = from <= to ? `from=2027-05-${from}&to=2027-05-${to}` : `from=2027-05-${from}`
        const page = await read(period)
        const next = page.next && (await read(`${period}&after=${placeText(page.next)}`))
        all.push([
          page.openingPence,
          page.closingPence,
          page.entries,
          next?.startPence,
          next?.entries,
        ])
      }
    return all
  }
  const sumUntil = (day: string) =>
    pounds(days.reduce((sum, each, place) => (each <= day ? sum + place + 1 : sum), 0))

  for (const [place, day] of days.entries()) {
    clock.set(`2027-05-${day}T12:00:00Z`)
    await fundPot(pot.by, pot.id, { operationKey: newId(), amount: pounds(place + 1) })
    if (place % 3 === 2) await sealJournals()
  }
  const sealedInPart = await readAll()
  await sealJournals()

  expect(await readAll()).toEqual(sealedInPart)
  expect(await read('from=2027-05-03&to=2027-05-05')).toMatchObject({
    openingPence: sumUntil('02'),
    closingPence: sumUntil('05'),
  })
  expect(await db.sealSpan.count()).toBe(await db.seal.count())
})

test('a statement reads the same before its journals are sealed and after it', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const challengeId = project.challenge.id
  const today = londonDay(clock.now())
  const { potId } = await db.match.findFirstOrThrow({ where: { challengeId } })
  const councilId = project.councils[0]?.organisationId ?? ''
  const books = [
    ...Object.values(challengeBooks).map((each) => ({ ...each, challengeId })),
    ...Object.values(potBooks).map((each) => ({ ...each, potId })),
    ...Object.values(councilBooks).map((each) => ({ ...each, councilId })),
  ]
  const readAll = () =>
    Promise.all(
      books.flatMap((book) => [
        readStatement(book),
        readStatement(book, { period: { fromOn: today, toOn: today } }),
        readStatement(book, { period: { toOn: '2020-01-01' } }),
        readInPages(book),
      ]),
    )

  const unsealed = await readAll()
  await sealJournals()
  const sealed = await readAll()
  expect(unsealed.some(({ entries }) => entries.length > 1)).toBe(true)
  expect(sealed).toEqual(unsealed)
})

/** One entry at a time, as whoever goes through all pages sees it. */
async function readInPages(book: Book) {
  const entries: (Entry & { balancePence: bigint })[] = []
  for (let after: Place | undefined, more = true; more; more = after !== undefined) {
    const page = await readStatement(book, { limit: 1, ...(after && { after }) })
    entries.push(...page.entries)
    after = page.next
  }
  return { entries }
}
