import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { expectText, follow, press, takeUp } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const project = '/projects/PR-0006'
const title = 'Grant a street works permit'
const reason = 'Two of the three bus operators have left, and nobody needs the last step.'

/** What is claimed is settled before anybody can propose that the project stops. */
async function sendClaimBack(page: Page) {
  await page.goto(`${project}/stop`)
  await expectText(page, 'Milestone 2 is claimed and not paid yet. Pay it or send it back first.')
  await page.goto(project)
  await follow(page, /^2\. /)
  await page.getByLabel('No, send it back').check()
  await page.getByRole('textbox').first().fill('One operator of three had them.')
  await press(page, 'Send the claim back')
  await expectText(page, 'The claim is back with the supplier')
}

async function propose(page: Page) {
  await page.goto(project)
  await follow(page, 'If it has to stop')
  await page.getByLabel('Why should the project stop?').fill('Too late')
  await press(page, 'Propose that it stops')
  await expect(page.getByRole('alert')).toContainText('Say why, in 20 characters or more')
  await expect(page.getByLabel('Why should the project stop?')).toHaveValue('Too late')
  await page.getByLabel('Why should the project stop?').fill(reason)
  await press(page, 'Propose that it stops')
  await expectText(page, 'Bristol proposes that it stops.')
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.setTimeout(120_000)

  test('a project stops when its lead council proposes it and a funder agrees', async ({
    page,
  }) => {
    await signInAs(page, 'alice-sharples-bristol')
    await sendClaimBack(page)
    await propose(page)
    await expect(page.getByRole('button', { name: /^Agree/ })).toHaveCount(0)

    await signInAs(page, 'gareth-ashworth')
    await takeUp(page, /^Agree that a project stops/, title)
    await page.getByText('Decline', { exact: true }).click()
    await page.getByRole('textbox').fill('The last operator can still join.')
    await press(page, /^Decline/)
    await expectText(page, 'The last operator can still join.')

    await signInAs(page, 'alice-sharples-bristol')
    await propose(page)
    await signInAs(page, 'gareth-ashworth')
    await page.goto(`${project}/stop`)
    await press(page, 'Agree that it stops')
    await sign(page, [title, reason, '£112,800'])
    await expectText(page, 'It was stopped on')
    await expect(page.getByRole('row', { name: /^In all/ })).toContainText('£112,800')

    await signInAs(page, 'rhian-morgan')
    await page.goto(project)
    await follow(page, /^2\. /)
    await expectText(page, 'The project was stopped before this milestone.')
    await expect(page.getByRole('link', { name: /^Claim £/ })).toHaveCount(0)

    await signInAs(page, 'ben-tranter-bristol')
    await takeUp(page, /^Ask that what is left goes back/, title)
    await expect(page.getByRole('row', { name: /^Bristol/ })).toContainText(
      'In its own account already',
    )
  })
})

test('the pages of a project that stops leave nobody out', { tag: AGAIN }, async ({ page }) => {
  await signInAs(page, 'alice-sharples-bristol')
  await page.goto(`${project}/stop`)
  await expectAccessible(page)
})
