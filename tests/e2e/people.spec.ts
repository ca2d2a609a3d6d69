import { expect, test } from '@playwright/test'
import { signInAs } from './support/sign-in-as.ts'
import { sign } from './support/code.ts'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an administrator sets a limit, and what is wrong stays in the form', async ({ page }) => {
    await signInAs(page, 'daniel-whitlock')
    await page.goto('/workspace/people')
    await page.getByRole('link', { name: 'Limit of Priya Nair' }).click()
    await page.getByLabel('Limit for each pledge').fill('twelve')
    await page.getByLabel('Which decision says so').fill('Scheme of delegation, part 3')
    await page.getByRole('button', { name: 'Set the limit' }).click()
    await expect(page.getByRole('alert')).toContainText('Enter an amount in pounds')
    await expect(page.getByLabel('Limit for each pledge')).toHaveValue('twelve')
    await page.getByLabel('Limit for each pledge').fill('12,500')
    await page.getByRole('button', { name: 'Set the limit' }).click()
    await expect(page.getByText('That Priya Nair may sign up to this')).toBeVisible()
    await sign(page)

    await expect(page.getByRole('status')).toContainText('Saved')
    await expect(page.getByRole('row').filter({ hasText: 'Priya Nair' })).toContainText('£12,500')
  })

  test('an administrator reads limits from a file, and sees first what would change', async ({
    page,
  }) => {
    await signInAs(page, 'daniel-whitlock')
    await page.goto('/workspace/scheme')
    await page.getByRole('link', { name: 'Read limits from a file' }).click()
    await page.getByLabel('Or its lines').fill('email,limit\nnobody@hull.example,5')
    await page.getByLabel('From which day').fill('2031-04-01')
    await page.getByLabel('Which decision says so').fill('Cabinet, minute 12')
    await page.getByRole('button', { name: 'See what would change' }).click()
    await expect(page.getByRole('alert')).toContainText('Line 2: Nobody of your council')
    await expect(page.getByLabel('Or its lines')).toHaveValue(/nobody@hull/)

    const today = await (await page.request.get('/workspace/scheme.csv')).text()
    const content = `${today}amira.siddiq@sheffield.example,,grant,750,\n`
    const file = { name: 'limits.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
    await page.getByLabel(/^CSV file/).setInputFiles(file)
    await page.getByRole('button', { name: 'See what would change' }).click()
    await expect(page.getByRole('status')).toContainText('1 to change')
    await expect(page.getByRole('row').filter({ hasText: 'Amira Siddiq' })).toContainText(
      '£750 for grant',
    )
    await page.getByRole('button', { name: 'Make these changes' }).click()
    await expect(page.getByText('£750 for grant, new')).toBeVisible()
    await sign(page)

    await expect(page.getByRole('status')).toContainText('Saved')
    await expect(page.getByRole('row').filter({ hasText: 'Amira Siddiq' })).toContainText(
      'from 1 April 2031',
    )
  })

  test('an administrator ends the membership of whoever leaves', async ({ page }) => {
    await signInAs(page, 'fiona-drummond')
    await page.goto('/workspace/people')
    await page.getByRole('link', { name: /Leaves.*Ewan Laidlaw/ }).click()
    await page.getByRole('button', { name: 'End their membership' }).click()
    await expect(page.getByText('That Ewan Laidlaw has left')).toBeVisible()
    await sign(page)

    await expect(page.getByRole('status')).toContainText('Saved')
    await expect(page.getByRole('row').filter({ hasText: 'Ewan Laidlaw' })).toHaveCount(0)
  })

  test('an officer sees who may do what, and changes nothing', async ({ page }) => {
    await signInAs(page, 'amira-siddiq')
    await page.goto('/workspace/people')
    await expect(page.getByText('Only an administrator can change this')).toContainText('Daniel')
    await expect(page.getByRole('link', { name: 'Roles of Priya Nair' })).toHaveCount(0)
  })
})

test('somebody finds a council and sees its area and mayor', async ({ page }) => {
  await page.goto('/councils')
  await page.getByLabel('Name, or part of it').fill('wakef')
  await page.getByRole('button', { name: 'Find councils' }).click()
  await page.getByRole('link', { name: 'Wakefield' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Wakefield' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'West Yorkshire' }).click()
  await expect(page.getByRole('heading', { name: 'Mayors' })).toBeVisible()
})
