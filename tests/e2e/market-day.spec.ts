import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { signInAs } from './support/sign-in-as.ts'

async function openDay(page: Page, title: string) {
  await page.goto('/market-days')
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

async function readCalendar(page: Page, address: string) {
  const answer = await page.request.get(address)
  expect(answer.headers()['content-type']).toContain('text/calendar')
  const lines = (await answer.text()).replaceAll('\r\n ', '').split('\r\n')
  return new Map(lines.map((line) => line.split(/:(.*)/s) as [string, string]))
}

/** Books the first free slot; the address of the day is the answer. */
async function bookFirst(page: Page, { problem, title }: { problem: string; title: string }) {
  await page.getByRole('link', { name: 'Book a demo slot', exact: true }).first().click()
  await heading(page, 'Choose a demo slot')
  await page.locator('.slot input[type="radio"]').first().check()
  await page.getByLabel(problem).check()
  await page.getByLabel('What will you show?').fill(title)
  await page.getByRole('button', { name: 'Book this slot' }).click()
  await heading(page, 'Your demo slot is booked')
  return page.url().replace(/\/booking$/, '')
}

bothWays(() => {
  test('a small firm books a slot, moves it and cancels it', async ({ page }) => {
    await signInAs(page, 'ruth-okafor')
    await openDay(page, 'Records and evidence')
    const day = await bookFirst(page, {
      problem: 'Blue Badge evidence',
      title: 'Black out a file in a minute',
    })
    const booked = await readCalendar(page, `${day}/booking.ics`)
    expect(booked.get('STATUS')).toBe('CONFIRMED')
    expect(booked.get('SEQUENCE')).toBe('0')

    await page.getByRole('link', { name: 'Change time' }).click()
    await heading(page, 'Choose another slot')
    await page.getByRole('button', { name: 'Move to this slot' }).click()
    await expect(page.getByRole('alert')).toContainText('Choose a slot')
    await page.locator('.slot input[type="radio"]').first().check()
    await page.getByRole('button', { name: 'Move to this slot' }).click()
    await heading(page, 'Your demo slot is booked')
    const moved = await readCalendar(page, `${day}/booking.ics`)
    expect(moved.get('UID')).toBe(booked.get('UID'))
    expect(moved.get('SEQUENCE')).toBe('1')
    expect(moved.get('DTSTART')).not.toBe(booked.get('DTSTART'))

    await page.getByRole('link', { name: 'Cancel this booking' }).click()
    await page.getByRole('button', { name: 'Cancel this booking' }).click()
    await heading(page, 'Your booking is cancelled')
    const cancelled = await readCalendar(page, `${day}/booking.ics`)
    expect([cancelled.get('METHOD'), cancelled.get('STATUS')]).toEqual(['CANCEL', 'CANCELLED'])
    expect(cancelled.get('SEQUENCE')).toBe('2')
  })
})

test('an unfinished booking says what is missing and keeps the rest', async ({ page }) => {
  await signInAs(page, 'ruth-okafor')
  await openDay(page, 'Records and evidence')
  await page.getByRole('link', { name: 'Book a demo slot', exact: true }).first().click()
  await page.getByLabel('What will you show?').fill('Black out a file')
  await page.getByRole('button', { name: 'Book this slot' }).click()

  await expect(page.getByRole('alert')).toContainText('Choose a slot')
  await expect(page.getByRole('alert')).toContainText('Choose the problem you will show')
  await expect(page.getByLabel('What will you show?')).toHaveValue('Black out a file')
  await expectAccessible(page)
})

test('a council registers, sees the join link, and asks in writing', async ({ page }) => {
  test.slow()
  await openDay(page, 'Children and family services')
  const day = page.url()
  await expect(page.getByText('meetings.example')).toHaveCount(0)

  await signInAs(page, 'helen-marsh')
  await page.goto(`${day}/registration`)
  const register = page.getByRole('button', { name: 'Register for this day' })
  if (await register.isVisible()) await register.click()
  await heading(page, 'You are registered')
  await page.goto(day)
  await expect(page.getByRole('link', { name: 'Join the session' })).toHaveAttribute(
    'href',
    /^https:\/\/meetings\.example/,
  )

  await page.getByRole('link', { name: /about Nestbox Data$/ }).click()
  await page.getByLabel('Your question').fill('Does it work in Welsh?')
  await page.getByRole('button', { name: 'Ask this question' }).click()
  await expect(page.getByText('Does it work in Welsh?')).toBeVisible()
  await expectAccessible(page)

  const questions = page.url()
  await signInAs(page, 'imogen-cross')
  await page.goto(questions)
  await page.getByRole('link', { name: 'Answer this question' }).first().click()
  await page.getByRole('button', { name: 'Publish this answer' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Answer a question').fill('Yes, every page of it.')
  await page.getByRole('button', { name: 'Publish this answer' }).click()
  await expect(page.getByText('Yes, every page of it.')).toBeVisible()
})

/** A day with one demo slot only; its address is the answer. */
async function publishSmallDay(page: Page, title: string) {
  await signInAs(page, 'marcus-hale')
  await page.goto('/market-days/new')
  await page.getByLabel('Date').fill('2031-05-14')
  await page.getByLabel('Number of demos').fill('1')
  await page.getByRole('button', { name: 'Preview the running order' }).click()
  await page.getByRole('link', { name: 'Use this running order' }).click()
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Summary').fill('One firm shows what it has built.')
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.getByRole('link', { name: 'Publish this day' }).click()
  await page.getByRole('button', { name: 'Publish this day' }).click()
  await expect(page.getByText('Published')).toBeVisible()
  return page.url().replace(/\/running-order.*$/, '')
}

test('a firm waits for a slot, and takes the one another firm gives back', async ({ page }) => {
  test.slow()
  const day = await publishSmallDay(page, 'One slot for two firms')
  await signInAs(page, 'ruth-okafor')
  await page.goto(`${day}/slots`)
  await page.locator('.slot input[type="radio"]').first().check()
  await page.getByLabel('What will you show?').fill('The only demo')
  await page.getByRole('button', { name: 'Book this slot' }).click()
  await heading(page, 'Your demo slot is booked')

  await signInAs(page, 'sam-trewin')
  await page.goto(day)
  await page.getByRole('link', { name: 'Join the waiting list' }).click()
  await page.getByRole('button', { name: 'Join the waiting list' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('What will you show?').fill('The second demo')
  await page.getByRole('button', { name: 'Join the waiting list' }).click()
  await expect(page.getByText('You are first')).toBeVisible()

  await signInAs(page, 'ruth-okafor')
  await page.goto(`${day}/booking/cancellation`)
  await page.getByRole('button', { name: 'Cancel this booking' }).click()
  await signInAs(page, 'sam-trewin')
  await page.goto(`${day}/waiting-list`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Accept this slot' }).click()
  await heading(page, 'Your demo slot is booked')
})

test('an operator lays out a day, publishes it, moves a slot and cancels the day', async ({
  page,
}) => {
  test.slow()
  await signInAs(page, 'marcus-hale')
  await page.goto('/market-days/new')
  await page.getByLabel('Date').fill('2031-03-30')
  await page.getByLabel('Starts, UK time').fill('01:30')
  await page.getByRole('button', { name: 'Preview the running order' }).click()
  await expect(page.getByRole('alert')).toContainText('this time does not happen')
  await page.getByLabel('Starts, UK time').fill('10:00')
  await page.getByRole('button', { name: 'Preview the running order' }).click()
  await expect(page.getByText('Nothing is saved yet.')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Use this running order' }).click()
  await page.getByLabel('Title').fill('Housing repairs')
  await page.getByLabel('Summary').fill('Small firms show what they have built.')
  await page.getByRole('checkbox').first().check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await heading(page, 'Run Housing repairs')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Publish this day' }).click()
  await page.getByRole('button', { name: 'Publish this day' }).click()
  await expect(page.getByText('Published')).toBeVisible()

  await page.getByRole('link', { name: 'Move the 10:30am slot' }).click()
  await page.getByLabel('New start, UK time').fill('10:50')
  await page.getByRole('button', { name: 'Move this slot' }).click()
  await expect(page.getByRole('alert')).toContainText('Something else is on the stage then')
  await page.getByLabel('New start, UK time').fill('14:00')
  await page.getByRole('button', { name: 'Move this slot' }).click()
  await expect(page.getByRole('link', { name: 'Move the 2pm slot' })).toBeVisible()

  await page.getByRole('link', { name: 'Cancel this day' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel this day' }).click()
  await expect(page.getByText('Cancelled')).toBeVisible()
})

test('pages of operators and of other firms are not there for a council', async ({ page }) => {
  await signInAs(page, 'helen-marsh')
  for (const path of ['/market-days/new', '/market-days/new/details']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
  }
  await openDay(page, 'Children and family services')
  const day = page.url()
  for (const path of ['running-order', 'cancellation', 'publication', 'booking', 'booking.ics']) {
    const answer = await page.request.get(`${day}/${path}`)
    expect(answer.status(), path).toBe(404)
  }
})
