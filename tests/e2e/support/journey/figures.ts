import { expect, type Page } from '@playwright/test'
import { formatPounds, formatPoundsExact } from '../../../../app/core/money.ts'
import type { Journey } from './story.ts'

type Share = { pot: { name: string } | null; council: { name: string } | null; amountPence: number }
type Payment = { reference: string; amountPence: number; state: string; shares: Share[] }
type ApiProject = { paidPence: number; milestones: { payment: Payment | null }[] }
type ApiChallenge = { funding: { pledgedPence: number; matchedPence: number; outcome: string } }
type ApiPledge = { amountPence: number; matchedPence: number }
type ApiMatch = { amountPence: number; pot: { slug: string; name: string } }
type List<Row> = { data: Row[] }

async function api<Answer>(page: Page, path: string) {
  const answer = await page.request.get(`/api/v1${path}`)
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as Answer
}

const sum = <Row>(rows: Row[], of: (row: Row) => number) =>
  rows.reduce((total, row) => total + of(row), 0)

/** Rows of a file of open data by their columns. Nothing in these journeys needs quotes. */
async function csv(page: Page, path: string, about: string) {
  const [head = '', ...lines] = (await (await page.request.get(path)).text()).trim().split('\r\n')
  const names = head.replace('\uFEFF', '').split(',')
  const rows = lines.map((line) => line.split(','))
  return rows
    .filter((row) => row.includes(about))
    .map((row) => (name: string) => row[names.indexOf(name)] ?? '')
}

/** What the pages, the API and the files say of the challenge's money is the same to the penny. */
export async function expectSameFigures({ page, story, slug, reference }: Journey) {
  await page.context().clearCookies({ name: 'session' })
  await page.goto(`/projects/${reference}`)
  const link = await page.getByRole('link', { name: /^The challenge, SO-/ }).innerText()
  const challenge = link.replace('The challenge, ', '')
  await expectFunding(page, { story, slug, challenge })
  await expectPayment(page, { story, reference, challenge })
  await expectPots(page, challenge)
}

type About = Pick<Journey, 'story' | 'slug'> & { challenge: string }

async function expectFunding(page: Page, { story, slug, challenge }: About) {
  const { funding } = await api<ApiChallenge>(page, `/challenges/${challenge}`)
  const { pledgedPence, matchedPence } = story
  expect(funding).toMatchObject({ pledgedPence, matchedPence, outcome: 'funded' })
  const pledges = await api<List<ApiPledge>>(page, `/pledges?challenge=${challenge}`)
  expect(sum(pledges.data, (row) => row.amountPence)).toBe(pledgedPence)
  expect(sum(pledges.data, (row) => row.matchedPence)).toBe(matchedPence)
  const file = await csv(page, `/challenges/${slug}/pledges.csv`, challenge)
  expect(sum(file, (row) => Number(row('amount_pence')))).toBe(pledgedPence)
  expect(sum(file, (row) => Number(row('matched_pence')))).toBe(matchedPence)
  const matches = await csv(page, '/open-data/matches.csv', challenge)
  expect(sum(matches, (row) => Number(row('amount_pence')))).toBe(matchedPence)
  await page.goto(`/challenges/${slug}`)
  for (const pence of [pledgedPence, matchedPence, pledgedPence + matchedPence])
    await expect(page.getByRole('main')).toContainText(formatPounds(BigInt(pence)))
}

type Paid = Pick<Journey, 'story' | 'reference'> & { challenge: string }

async function expectPayment(page: Page, { story, reference, challenge }: Paid) {
  const project = await api<ApiProject>(page, `/projects/${challenge}`)
  const payment = project.milestones[0]?.payment
  expect(project.paidPence).toBe(story.paidPence)
  expect(payment).toMatchObject({ amountPence: story.paidPence, state: 'settled' })
  const shares = payment?.shares ?? []
  expect(sum(shares, (share) => share.amountPence)).toBe(story.paidPence)

  const file = await csv(page, '/open-data/payments.csv', challenge)
  const inFile = file.map((row) => [row('funder'), Number(row('share_pence'))])
  const inApi = shares.map(({ pot, council, amountPence }) => [(pot ?? council)?.name, amountPence])
  expect(inFile.sort()).toEqual(inApi.sort())

  await page.goto(`/projects/${reference}`)
  const table = page.getByRole('table').last()
  for (const [name, pence] of inApi)
    await expect(table.getByRole('row').filter({ hasText: String(name) })).toContainText(
      formatPoundsExact(BigInt(pence ?? 0)),
    )
  const total = formatPoundsExact(BigInt(story.paidPence))
  await expect(table.getByRole('row').last()).toContainText(total)
  await expect(page.getByRole('complementary', { name: 'Project summary' })).toContainText(
    `${total} paid`,
  )
}

async function expectPots(page: Page, challenge: string) {
  const { data } = await api<List<ApiMatch>>(page, `/matches?challenge=${challenge}`)
  for (const slug of new Set(data.map(({ pot }) => pot.slug))) {
    const pot = await api<Record<string, number>>(page, `/pots/${slug}`)
    const parts = ['availablePence', 'reservedPence', 'committedPence', 'paidPence']
    expect(sum(parts, (part) => pot[part] ?? NaN)).toBe(pot.allocatedPence)
    await page.goto(`/pots/${slug}`)
    for (const part of parts)
      await expect(page.getByRole('main')).toContainText(formatPounds(BigInt(pot[part] ?? 0)))
  }
}
