import type { Page } from '@playwright/test'
import { formatDate } from '../../../../app/core/time.ts'
import { signInAs } from '../sign-in-as.ts'
import { expectText, press } from '../page.ts'

const DAY_MS = 86_400_000

/** The demonstration's day, as its own page says it. */
export async function today(page: Page) {
  await page.goto('/dev/clock')
  const said = await page.getByRole('main').locator('strong').first().innerText()
  const [day = ''] = /\d{1,2} \w+ \d{4}$/.exec(said) ?? []
  return new Date(`${day} UTC`)
}

export const later = (day: Date, days: number) =>
  new Date(day.getTime() + days * DAY_MS).toISOString().slice(0, 10)

/** Moves the demonstration to nine in the morning, so many days on. */
export async function letPass(page: Page, days: number) {
  await signInAs(page, 'marcus-hale')
  const to = later(await today(page), days)
  await page.getByLabel('To 9am on a day I choose').check()
  await page.getByLabel('The day').fill(to)
  await press(page, 'Move the clock forward')
  await expectText(page, formatDate(to))
}
