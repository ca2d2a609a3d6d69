import type { Page } from '@playwright/test'
import { fill } from './page.ts'

/** Answers what a founder is asked about their firm, a company, and about themselves. */
export async function describeFirm(page: Page, { name, number }: { name: string; number: string }) {
  await fill(page, { 'Legal name': name, Town: 'Bath', 'Your job title': 'Founder' })
  await page.getByLabel('Company or partnership at Companies House').check()
  await fill(page, { 'Company number': number, 'Your name': 'Nia Rees' })
}
