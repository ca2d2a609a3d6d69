import { expect, test } from 'vitest'
import { referenceOf } from '#app/domain/challenges/challenge.ts'
import { PaymentParameters } from '#app/domain/open-data/project-record.ts'
import { listPayments } from '#app/domain/open-data/payment-queries.server.ts'
import { MatchParameters, PledgeParameters } from '#app/domain/open-data/pledge-record.ts'
import { listMatches, listPledges } from '#app/domain/open-data/pledge-queries.server.ts'
import { loader as pledgesFile } from '#app/routes/challenges.$slug.pledges[.]csv.ts'
import { loader as openDataFile } from '#app/routes/open-data.$file.ts'
import { loader as allocationsFile } from '#app/routes/pots.$slug.allocations[.]csv.ts'
import { build } from '#tests/factories/index.ts'
import { answerCsv } from './csv.server.ts'

const args = (params: Record<string, string>) => ({
  request: new Request('http://localhost:3000/'),
  params,
  context: { nonce: '', reference: '', address: '', isForScript: false },
})

/** The sum of one column of a CSV file. */
async function columnOf(name: string, file: Response) {
  const [header = '', ...lines] = (await file.text()).split('\r\n')
  const place = header.split(',').indexOf(name)
  const cells = lines.filter(Boolean).map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])
  return cells.reduce((total, row) => total + BigInt((row[place] ?? '').replace(',', '')), 0n)
}

const sum = ({ data }: { data: { amountPence: string | number | bigint }[] }) =>
  data.reduce((total, { amountPence }) => total + BigInt(amountPence), 0n)

test('files hold the same sums as the lists, for everything, one challenge and one pot', async () => {
  const { paid } = await build.openDataWorld()
  const challenge = referenceOf(paid.challenge.number)
  const openData = (file: string) => openDataFile(args({ file }))
  const pledges = sum(await listPledges(PledgeParameters.parse({ limit: 100 })))
  const matches = sum(await listMatches(MatchParameters.parse({ limit: 100 })))
  const payments = sum(await listPayments(PaymentParameters.parse({ limit: 100 })))
  const pledged = sum(await listPledges(PledgeParameters.parse({ challenge })))
  const matched = sum(await listMatches(MatchParameters.parse({ pot: paid.potSlug })))

  expect([pledged, matched].every((pence) => pence > 0n)).toBe(true)
  expect(await columnOf('amount_pence', await openData('pledges.csv'))).toBe(pledges)
  expect(await columnOf('amount_pence', await openData('matches.csv'))).toBe(matches)
  expect(await columnOf('share_pence', await openData('payments.csv'))).toBe(payments)
  const ofChallenge = await pledgesFile(args({ slug: challenge }))
  expect(await columnOf('amount_pence', ofChallenge)).toBe(pledged)
  const ofPot = await allocationsFile(args({ slug: paid.potSlug }))
  expect(await columnOf('match_pence', ofPot)).toBe(matched)
})

test('N7: a file of a hundred thousand rows is read no faster than it is fetched, so it is never held whole', async () => {
  const PAGES = 200
  let read = 0
  async function* lines() {
    for (; read < PAGES; read++) {
      await Promise.resolve()
      yield 'a row as wide as they mostly are, with a name and a sum in it\r\n'.repeat(500)
    }
  }
  const asked = new Request('http://localhost:3000/all.csv')
  const reader = (await answerCsv(asked, { name: 'all.csv', lines: lines() })).body?.getReader()

  for (let piece = 0; piece < 5; piece++) await reader?.read()
  await new Promise((resolve) => setTimeout(resolve, 100))

  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(PAGES / 4)
  for (let end = false; !end;) end = (await reader?.read())?.done ?? true
  expect(read).toBe(PAGES)
})
