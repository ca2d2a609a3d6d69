import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN, bothWays } from './support/both-ways.ts'
import { publicFunding } from './support/public-funding.ts'
import { heading } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sterling } from './support/sterling.ts'
import { sign } from './support/code.ts'

const pounds = (sum: number) => sum * 100
const alert = (page: Page) => page.getByRole('alert')

async function startPledge(page: Page, slug: string) {
  await page.goto(`/challenges/${slug}`)
  await page.getByRole('link', { name: 'Pledge to this challenge' }).first().click()
  await heading(page, 'How much do you want to pledge?')
}

/** The first two pages of the form, with no conditions. */
async function answer(page: Page, amount: string) {
  await page.getByLabel('How much do you want to pledge?').fill(amount)
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Do you want to set any conditions?')
  await page.getByLabel('No conditions').check()
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Sends a pledge that somebody else must sign; its page's address is the answer. */
async function sendToSign(page: Page, slug: string, amount: string) {
  await signInAs(page, 'priya-nair')
  await startPledge(page, slug)
  await answer(page, amount)
  await heading(page, 'Check your pledge before you send it to be signed')
  await page.getByLabel('I confirm this for my council').check()
  await page.getByRole('button', { name: 'Send to Margaret Osei to sign' }).click()
  await expect(page.getByText('Sent to Margaret Osei.')).toBeVisible()
  return new URL(page.url()).pathname
}

async function withdraw(page: Page, pledge: string, amount: string) {
  await page.goto(pledge)
  await page.getByRole('link', { name: 'Withdraw this pledge' }).click()
  await heading(page, `Withdraw your pledge of ${amount}?`)
  await page.getByLabel(/Why do you withdraw it\?/).fill('We found the money elsewhere.')
  await page.getByRole('button', { name: `Withdraw ${amount} pledge` }).click()
  await expect(page.getByText('The pledge is withdrawn.')).toBeVisible()
}

bothWays((javaScriptEnabled) => {
  test.setTimeout(180_000)
  const slug = javaScriptEnabled ? 'in-year-school-places' : 'taxi-records-across-borders'

  test('a pledge above the limit counts once the finance approver signs it', async ({ page }) => {
    const before = await publicFunding(page, slug)
    const pledge = await sendToSign(page, slug, '18,500')
    expect(await publicFunding(page, slug)).toEqual({
      ...before,
      indicativePence: before.indicativePence + pounds(18_500),
    })

    await signInAs(page, 'margaret-osei')
    await page.goto('/workspace')
    await page.getByRole('link', { name: /^Sign a pledge of £18,500 to/ }).click()
    await heading(page, 'Sign a pledge of £18,500?')
    await page.getByRole('button', { name: 'Sign £18,500 pledge' }).click()
    await sign(page)
    await expect(page.getByText('£18,500 is pledged.')).toBeVisible()
    const after = await publicFunding(page, slug)
    expect(after.pledgedPence).toBe(before.pledgedPence + pounds(18_500))
    expect(after.indicativePence).toBe(before.indicativePence)
    expect(after.matchedPence).toBeGreaterThan(before.matchedPence)
    await page.goto(`/challenges/${slug}`)
    const counted = sterling(after.pledgedPence + after.matchedPence)
    await expect(page.getByRole('main')).toContainText(counted)

    await signInAs(page, 'priya-nair')
    await withdraw(page, pledge, '£18,500')
    expect(await publicFunding(page, slug)).toEqual(before)
  })

  test('a pledge within the limit counts at once', async ({ page }) => {
    const before = await publicFunding(page, slug)
    await signInAs(page, 'priya-nair')
    await startPledge(page, slug)
    await answer(page, '4,000')
    await heading(page, 'Check your pledge before you commit it')
    await page.getByRole('button', { name: 'Commit £4,000 pledge' }).click()
    await expect(alert(page)).toContainText('Confirm')
    await page.getByLabel('I confirm this for my council').check()
    await page.getByRole('button', { name: 'Commit £4,000 pledge' }).click()
    await expect(page.getByText('£4,000 is pledged.')).toBeVisible()
    const after = await publicFunding(page, slug)
    expect(after.pledgedPence).toBe(before.pledgedPence + pounds(4_000))

    await withdraw(page, new URL(page.url()).pathname, '£4,000')
    expect(await publicFunding(page, slug)).toEqual(before)
  })

  test('a sum that cannot be pledged keeps the other answers', async ({ page }) => {
    await signInAs(page, 'priya-nair')
    await startPledge(page, slug)
    const sum = page.getByLabel('How much do you want to pledge?')
    await page.getByLabel(/Budget code/).fill('ADS-7714')
    await page.getByLabel('Capital', { exact: true }).check()
    for (const [typed, message] of [
      ['lots', 'Enter an amount in pounds'],
      ['1,500.50', 'whole pounds'],
      ['20', '£1,000 or more'],
    ] as const) {
      await sum.fill(typed)
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(alert(page)).toContainText(message)
      await expect(page).toHaveTitle(/^Error: /)
      await expect(sum).toHaveValue(typed)
      await expect(page.getByLabel(/Budget code/)).toHaveValue('ADS-7714')
      await expect(page.getByLabel('Capital', { exact: true })).toBeChecked()
    }
  })

  test('a finance approver says why they do not sign', async ({ page }) => {
    const before = await publicFunding(page, slug)
    const pledge = await sendToSign(page, slug, '21,000')
    await signInAs(page, 'margaret-osei')
    await page.goto(`${pledge}/approval`)
    await page.getByText('Do not sign this pledge').click()
    await page.getByRole('button', { name: 'Decline £21,000 pledge' }).click()
    await expect(alert(page)).toBeVisible()
    await page.getByLabel('Why do you not sign it?').fill('Wait for the new budget.')
    await page.getByRole('button', { name: 'Decline £21,000 pledge' }).click()
    await expect(page.getByText('The pledge is not signed.')).toBeVisible()
    expect(await publicFunding(page, slug)).toEqual(before)

    await signInAs(page, 'priya-nair')
    await page.goto(pledge)
    await expect(page.getByRole('main')).toContainText('Wait for the new budget.')
  })
})

test('the preview follows what is typed, pot by pot', async ({ page }) => {
  await signInAs(page, 'priya-nair')
  await startPledge(page, 'in-year-school-places')
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await expect(preview).toContainText('Enter £1,000 or more to see the match.')
  await page.getByLabel('How much do you want to pledge?').fill('5,000')
  await expect(preview).toContainText('£5,000')
  await expect(preview).toContainText('Digital Devolution Dividend')
  await page.getByLabel('How much do you want to pledge?').fill('5')
  await expect(preview).toContainText('Enter £1,000 or more to see the match.')
})

test('to another council a pledge that is not signed does not exist', async ({ page }) => {
  const pledge = await sendToSign(page, 'in-year-school-places', '30,000')
  const pages = [pledge, `${pledge}/approval`, `${pledge}/withdrawal`, `${pledge}/condition`]
  for (const person of ['helen-marsh', 'tom-ackroyd', 'ruth-okafor', 'gareth-ashworth']) {
    await signInAs(page, person)
    const missing = await page.request.get('/pledges/PL-999999')
    const whatMissingSays = mainOf(await missing.text())
    expect(whatMissingSays).toContain('<h1')
    for (const path of pages) {
      const found = await page.request.get(path)
      expect(found.status(), `${person} ${path}`).toBe(404)
      expect(mainOf(await found.text())).toBe(whatMissingSays)
    }
  }
  await page.context().clearCookies()
  expect((await page.request.get(pledge)).status()).toBe(404)

  await signInAs(page, 'priya-nair')
  expect((await page.request.get(`${pledge}/approval`)).status()).toBe(403)
  await page.goto(pledge)
  await page.getByRole('link', { name: 'Withdraw this pledge' }).click()
  await page.getByRole('button', { name: 'Withdraw £30,000 pledge' }).click()
})

const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0]

test('every page of a pledge leaves nobody out', { tag: AGAIN }, async ({ page }) => {
  test.setTimeout(240_000)
  await signInAs(page, 'priya-nair')
  await startPledge(page, 'deaths-and-council-homes')
  await page.getByLabel('How much do you want to pledge?').fill('x')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(alert(page)).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('How much do you want to pledge?').fill('18,000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Do you want to set any conditions?')
  await expectAccessible(page)
  await page.getByLabel('No conditions').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, /^Check your pledge/)
  await expectAccessible(page)
  await page.getByLabel('I confirm this for my council').check()
  await page.getByRole('button', { name: 'Send to Margaret Osei to sign' }).click()
  await expect(page.getByText('Sent to Margaret Osei.')).toBeVisible()
  await expectAccessible(page)
})
