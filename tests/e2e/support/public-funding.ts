import { expect, type Page } from '@playwright/test'

type Funding = { pledgedPence: number; matchedPence: number; indicativePence: number }
type Answer = { data: { slug: string; funding: Funding }[] }

/** Where the money of a challenge that is open for pledges stands, as everybody reads it. */
export async function publicFunding(page: Page, slug: string): Promise<Funding> {
  const answer = await page.request.get('/api/v1/challenges?stage=pooling&limit=100')
  const { data } = (await answer.json()) as Answer
  const found = data.find((challenge) => challenge.slug === slug)
  expect(found, `${slug} is open for pledges`).toBeDefined()
  const { pledgedPence = 0, matchedPence = 0, indicativePence = 0 } = found?.funding ?? {}
  return { pledgedPence, matchedPence, indicativePence }
}
