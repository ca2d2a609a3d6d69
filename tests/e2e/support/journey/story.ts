import type { Page } from '@playwright/test'

/** People of one council by their names on the sign-in page; who is left out is not needed. */
export type Council = { officer: string; approver?: string }

export type JourneyPledge = Council & {
  pounds: string
  /** Above the officer's delegated limit, so the finance approver signs. */
  isSigned?: boolean
}

/** One challenge from its first word to its first payment. Sums are as people type them. */
export type Story = {
  title: string
  shortTitle: string
  lead: Required<Council>
  coSigners: string[]
  targetPounds: string
  pledges: JourneyPledge[]
  /** What the round comes to when it is funded. */
  pledgedPence: number
  matchedPence: number
  closes: 'early' | 'at its deadline'
  winner: { founder: string; firm: string; milestones: [string, string] }
  loser: { founder: string; firm: string }
  assessors: [string, string]
  /** The first milestone, which is claimed and paid. */
  paidPence: number
  firstApprover: string
  secondApprover: string
}

/** Where the journey is; filled in as it goes along. */
export type Journey = {
  page: Page
  story: Story
  slug: string
  reference: string
}
