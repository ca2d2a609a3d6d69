import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN, bothWays } from './support/both-ways.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const go = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click()

/** Two officers answer one question of a draft: the second is shown what the first saved, then decides. */
async function changeTogether(page: Page, colleague: Page, draft: string) {
  const save = (who: Page) => who.getByRole('button', { name: 'Save and check answers' }).click()
  await signInAs(colleague, 'amira-siddiq')
  for (const who of [page, colleague]) await who.goto(`${draft}/outcome?check=yes`)
  await colleague.getByLabel('What does good look like?').fill('Counted from the air')
  await save(colleague)
  await heading(colleague, 'Check your answers')
  await page.getByLabel('What does good look like?').fill('Counted once a year')
  await save(page)

  await expect(page.getByRole('alert')).toContainText('Amira Siddiq changed this')
  await expect(page).toHaveTitle(/^Error: What does good look like/)
  await expect(page.getByRole('region', { name: 'What is saved now' })).toContainText(
    'from the air',
  )
  await expect(page.getByLabel('What does good look like?')).toHaveValue('Counted once a year')
  await save(page)
  await heading(page, 'Check your answers')
  await expect(page.getByText('Counted once a year')).toBeVisible()
}

/** What only officers of the lead council do to a published challenge. */
async function keepUpToDate(page: Page, challenge: string) {
  await page.goto(challenge)
  await page.getByRole('link', { name: 'Post an update' }).click()
  await page.getByLabel('Headline').fill('Two counties joined')
  await page.getByRole('button', { name: 'Post this update' }).click()
  await expect(page.getByRole('alert')).toContainText('Say what is new')
  await expect(page.getByLabel('Headline')).toHaveValue('Two counties joined')
  await page.getByLabel('What is new?').fill('They count in May.')
  await page.getByRole('button', { name: 'Post this update' }).click()
  await expect(page.getByRole('heading', { name: 'Two counties joined' })).toBeVisible()

  await page.getByRole('link', { name: 'Change the description' }).click()
  await page.getByLabel('The problem').fill('On paper, by torchlight.')
  await page.getByRole('button', { name: 'Publish this change' }).click()
  await expect(page.getByRole('alert')).toContainText('Say what changed and why')
  await page.getByLabel('What changed, and why?').fill('It happens at night.')
  await page.getByRole('button', { name: 'Publish this change' }).click()
  await expect(page.getByText('On paper, by torchlight.')).toBeVisible()
  await expect(page.getByText('It happens at night.')).toBeVisible()
}

/** Answers what a challenge cannot be published without. */
async function writeChallenge(page: Page, title: string, shortTitle: string) {
  await page.getByLabel('What should be solved?').fill(title)
  await page.getByLabel('Short title').fill(shortTitle)
  await go(page)
  await heading(page, 'What is the problem?')
  await page.getByLabel('Summary').fill('Every council counts them by hand.')
  await page.getByLabel('The problem in full').fill('On paper.\n\nTwice a year.')
  await go(page)
  await heading(page, 'Which service does it touch?')
  await page.getByLabel('Service area').selectOption({ label: 'Early years and childcare' })
  await go(page)
  await heading(page, 'What does the problem cost today?')
  await page.getByLabel('What it costs, in words').fill('Four officers for a week.')
  await page.getByLabel('What does it cost your council a year?').fill('a lot')
  await go(page)
  await expect(page.getByRole('alert')).toContainText('Enter an amount in pounds')
  await expect(page.getByLabel('What it costs, in words')).toHaveValue('Four officers for a week.')
  await page.getByLabel('What does it cost your council a year?').fill('£41,000')
  await go(page)
  await heading(page, 'What does good look like?')
  await page.getByLabel('What does good look like?').fill('One list\nOpen to all')
  await go(page)
  await heading(page, 'How will councils take it up?')
  await page.getByLabel('From the first council').fill('Each council signs once.')
  await go(page)
  await heading(page, 'Which standards and data matter?')
  await go(page)
  await heading(page, 'Check your answers')
}

bothWays((javaScriptEnabled) => {
  const [title, name] = javaScriptEnabled
    ? ['Label hollow oaks with a chip', 'Hollow oaks']
    : ['Weigh mossy elms from the air', 'Mossy elms']

  test('an officer posts a challenge and another council says it has the problem too', async ({
    page,
    browser,
  }) => {
    test.slow()
    await signInAs(page, 'priya-nair')
    await page.goto('/challenges/new')
    await writeChallenge(page, title, name)
    const draft = new URL(page.url()).pathname

    await page.getByRole('link', { name: 'Change summary' }).click()
    await page.getByLabel('Summary').fill('Every council counts them by hand, twice.')
    await page.getByRole('button', { name: 'Save and check answers' }).click()
    await expect(page.getByText('by hand, twice.')).toBeVisible()

    await signInAs(page, 'helen-marsh')
    await page.goto(draft)
    await heading(page, 'Page not found')

    await signInAs(page, 'priya-nair')
    await changeTogether(page, await browser.newPage({ javaScriptEnabled }), draft)
    await page.getByRole('button', { name: 'Publish this challenge' }).click()
    await heading(page, 'Your challenge is published')
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('link', { name: 'See the page' }).click()
    await heading(page, title)
    await expect(page.getByText('£41,000 a year')).toBeVisible()
    const challenge = page.url()
    await keepUpToDate(page, challenge)

    await signInAs(page, 'helen-marsh')
    await page.goto(challenge)
    await page.getByRole('link', { name: 'We have this problem too' }).first().click()
    await page.getByLabel('How many cases').fill('some')
    await page.getByRole('button', { name: 'Say we have this problem too' }).click()
    await expect(page.getByRole('alert')).toContainText('Enter a whole number')
    await page.getByLabel('How many cases').fill('120')
    await page.getByRole('button', { name: 'Say we have this problem too' }).click()
    await expect(page.getByText('now counts among those')).toBeVisible()
    await page.getByRole('link', { name: 'See as a table' }).click()
    await expect(page.getByRole('row', { name: /Leeds.*120/ })).toBeVisible()

    await page.goto(`${challenge}/co-signature`)
    await page.getByRole('link', { name: 'Take back that we have this problem' }).click()
    await heading(page, 'Take back that we have this problem')
    await press(page, 'Take it back')
    await page.goto(`${challenge}/councils`)
    await expect(page.getByRole('row', { name: /Leeds/ })).toHaveCount(0)
  })
})

test('somebody without the role learns who has it', async ({ page }) => {
  await signInAs(page, 'margaret-osei')
  await page.goto('/challenges/new')

  await heading(page, 'Post a challenge')
  await expect(page.getByText('Only officers of a council can post a challenge')).toBeVisible()
  await expect(page.getByText(/Priya Nair/)).toBeVisible()
})

test('similar challenges appear while the title is typed', async ({ page }) => {
  await signInAs(page, 'priya-nair')
  await page.goto('/challenges/new')
  await page.getByLabel('What should be solved?').pressSequentially('Childcare for every parent')

  await expect(page.getByRole('link', { name: /what childcare they can get/ })).toBeVisible()
  await expectAccessible(page)
})

test('what is written before the scripts of a page are there stays as it was written', async ({
  page,
}) => {
  await signInAs(page, 'priya-nair')
  await page.goto('/challenges/new')
  await page.getByLabel('What should be solved?').fill('Otters below moonlit bridges')
  await page.getByLabel('Short title').fill('Otters')
  await go(page)
  await heading(page, 'What is the problem?')
  await page.getByLabel('Summary').fill('As it was saved.')
  await page.getByLabel('The problem in full').fill('In the dark.')
  const question = page.url()
  await go(page)
  await heading(page, 'Which service does it touch?')

  let arrive: () => void = () => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/assets/*.js', async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(question, { waitUntil: 'commit' })
  await expect(page.getByLabel('Summary')).toHaveValue('As it was saved.')
  await page.getByLabel('Summary').fill('As it was written since.')
  arrive()
  await page.waitForLoadState()
  // React marks what it has taken over.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('textarea') ?? {}).some((key) => key.startsWith('__react')),
  )
  await expect(page.getByLabel('Summary')).toHaveValue('As it was written since.')
})

test('the pages of posting and sharing stop nobody', { tag: AGAIN }, async ({ page }) => {
  await signInAs(page, 'priya-nair')
  await page.goto('/challenges/new')
  await writeChallenge(page, 'Return gloves that residents lose', 'Lost gloves')
  const draft = page.url()
  await expectAccessible(page)
  for (const step of ['problem', 'service', 'cost', 'deletion']) {
    await page.goto(`${draft}/${step}`)
    await expectAccessible(page)
  }
  await page.goto('/challenges/childcare-information/questions')
  await expectAccessible(page)
})
