import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { sign } from './support/code.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

test('a firm is to be succeeded, and its running contract waits for the council that leads it', async ({
  page,
}) => {
  await signInAs(page, 'marcus-hale')
  await page.goto('/successions')
  await page.getByRole('link', { name: 'Of firms' }).click()
  await press(page, 'Propose it and see what moves')
  for (const missing of [
    'Enter at least one organisation',
    'Enter its name, its number',
    'Enter what says so',
  ])
    await expect(page.getByRole('alert')).toContainText(missing)
  await expectAccessible(page)
  await page.getByLabel('Which firms end?').fill('Tideline Digital')
  await page.getByLabel('Which firm takes over?').fill('Fernhill Labs')
  await page.getByLabel('From which day').fill('2026-04-01')
  await page.getByLabel('What says so').fill('Made up for a journey')
  await press(page, 'Propose it and see what moves')
  await heading(page, 'Tideline Digital becomes part of Fernhill Labs')
  await expect(page.getByText('Leeds has not agreed that Fernhill Labs takes over')).toBeVisible()
  await expectAccessible(page)
  const address = page.url()
  const project = page.getByRole('main').getByRole('link', { name: /^PR-/ }).first()
  const contract = (await project.getAttribute('href')) ?? ''

  await signInAs(page, 'helen-marsh')
  await page.goto(contract.replace('/novation', ''))
  await page.getByRole('link', { name: 'See who takes over' }).click()
  await press(page, 'Agree to the new firm')
  await expect(page.getByRole('alert')).toContainText('Confirm that the law permits it')
  await expectAccessible(page)
  await page.getByLabel('Which agreement says so?').fill('Novation agreement of 3 March 2026')
  await page.getByLabel('The firm is not an excluded supplier').check()
  await press(page, 'Agree to the new firm')
  await expect(page.getByText('Leeds has agreed.')).toBeVisible()
  await expectAccessible(page)

  await signInAs(page, 'sunita-rao')
  await page.goto(address)
  await expect(page.getByText('has not agreed that Fernhill Labs takes over')).toHaveCount(0)
  await press(page, 'Confirm it')
  await sign(page, ['Tideline Digital', 'Fernhill Labs'])
  await expect(page.getByRole('status')).toContainText('Confirmed')
})

test('a firm that is part of another keeps its page, and the list of suppliers has the other', async ({
  page,
}) => {
  await page.goto('/suppliers?q=harbour')
  await expect(page.getByRole('link', { name: /Harbour Lane/ })).toHaveCount(0)
  await page.goto('/organisations/nestbox-data')
  await page.getByRole('link', { name: 'Harbour Lane Data Ltd' }).click()
  await heading(page, 'Harbour Lane Data Ltd (now Nestbox Data)')
  await expect(page.getByText('Became part of Nestbox Data')).toBeVisible()
  await expectAccessible(page)
})
