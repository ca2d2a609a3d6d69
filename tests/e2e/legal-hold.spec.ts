import { expect, test } from '@playwright/test'
import { findBarriers } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { expectText, fill, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const erase = 'Erase me'

bothWays((javaScriptEnabled) => {
  const [slug, name] = javaScriptEnabled
    ? (['callum-reid', 'Callum Reid'] as const)
    : (['gary-tonks', 'Gary Tonks'] as const)

  test('an operator sets a hold, its person is told, and it ends with a reason', async ({
    page,
  }) => {
    await signInAs(page, slug)
    await page.goto('/your-data')
    await expect(page.getByRole('button', { name: erase })).toBeVisible()

    await test.step('one on nobody is refused beside its field, with the answers kept', async () => {
      await signInAs(page, 'sunita-rao')
      await page.goto('/workspace')
      await page.getByRole('link', { name: 'Legal holds', exact: true }).click()
      await heading(page, 'Legal holds')
      await page.getByRole('link', { name: 'Set a legal hold' }).click()
      await page.getByLabel('A person').check()
      await fill(page, {
        'Which one': 'nobody@nowhere.example',
        'Who asks for it': 'County Court, made up',
        'Why it has to be kept': 'A claim that is made up',
      })
      await press(page, 'Set the hold')
      await expectText(page, 'Nobody here has this address')
      if (javaScriptEnabled) expect(await findBarriers(page)).toEqual([])
      await expect(page.getByLabel('Who asks for it')).toHaveValue('County Court, made up')
      const organisation = slug === 'callum-reid' ? 'fife' : 'wolverhampton'
      await fill(page, { 'Which one': `${slug.replace('-', '.')}@${organisation}.example` })
      await press(page, 'Set the hold')
      await heading(page, 'Legal holds')
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText('End it')
    })

    await test.step('its person reads why they cannot be erased', async () => {
      await signInAs(page, slug)
      await page.goto('/your-data')
      await expectText(page, 'there is a legal hold')
      await expect(page.getByRole('button', { name: erase })).toHaveCount(0)
      expect((await page.goto('/legal-holds'))?.status()).toBe(404)
    })

    await test.step('the operator ends it', async () => {
      await signInAs(page, 'sunita-rao')
      await page.goto('/legal-holds')
      await page.getByRole('row').filter({ hasText: name }).getByRole('link').click()
      await heading(page, 'End this legal hold?')
      if (javaScriptEnabled) expect(await findBarriers(page)).toEqual([])
      await fill(page, { 'Why it ends': 'Settled, made up' })
      await press(page, 'End the hold')
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Settled')
      await signInAs(page, slug)
      await page.goto('/your-data')
      await expect(page.getByRole('button', { name: erase })).toBeVisible()
    })
  })
})
