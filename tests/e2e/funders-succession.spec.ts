import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { copyFolder, toCopy } from '../setup/sites.ts'
import { expectAccessible } from './support/accessible.ts'
import { sign } from './support/code.ts'
import { dataFolder, startSite, stop, type OwnSite } from './support/own-site.ts'
import { expectText, fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const [oldName, newName] = ['Office for Digital Devolution', 'Shared Solutions Trust']
const both = `${oldName} (now ${newName})`

let site: OwnSite
let folder: string

test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = dataFolder()
  copyFolder(toCopy, folder)
  const ofRealPeople = { RESEND_API_KEY: '', MAIL_FROM: '' }
  // What is sealed in the copy is opened by the secret that came with it.
  site = await startSite(folder, { ...ofRealPeople, DEMONSTRATION: 'on', SITE_SECRET: '' })
})

test.afterAll(async () => {
  await stop(site)
  fs.rmSync(path.resolve(folder), { recursive: true, force: true })
})

test('a funder becomes part of another: its pot says so, and its history stays its own', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ baseURL: site.address })).newPage()

  await signInAs(page, 'marcus-hale')
  await page.goto('/successions')
  await follow(page, 'Of funders')
  await fill(page, {
    'Which funders end?': oldName,
    'Which funder takes over?': newName,
    'From which day': '2026-04-01',
    'What says so': 'Made up for a journey',
  })
  await press(page, 'Propose it and see what moves')
  await heading(page, `${oldName} becomes part of ${newName}`)
  await expectText(page, 'Digital Devolution Dividend')
  await expect(page.getByRole('button', { name: 'Confirm it' })).toHaveCount(0)
  await expectAccessible(page)
  const address = page.url()

  await signInAs(page, 'sunita-rao')
  await page.goto(address)
  await press(page, 'Confirm it')
  await sign(page, [oldName, newName])
  await expect(page.getByRole('status')).toContainText('Confirmed')

  await page.context().clearCookies({ name: 'session' })
  await page.goto('/pots/digital-devolution-dividend/funders')
  await expectText(page, both)
  await expectAccessible(page)
  await page.goto('/pots/digital-devolution-dividend/rules')
  await expectText(page, 'Published by Gareth Ashworth and Simone Petrie')
  await page.goto('/pots')
  await expectText(page, `from ${both}`)
  await page.goto('/organisations/office-for-digital-devolution')
  await heading(page, both)
  await expectText(page, `Became part of ${newName}`)

  await signInAs(page, 'gareth-ashworth')
  await page.goto('/workspace/statement')
  await expect(page.getByRole('heading', { name: 'Taken over' })).toBeVisible()
  await expectText(page, `From ${oldName} on 1 April 2026`)
  await page.goto('/workspace')
  await press(page, `Act for ${oldName}`)
  await expectText(page, `You act in the name of ${both}`)
  await page.goto('/workspace/statement')
  await expect(page.getByRole('heading', { name: 'Handed over' })).toBeVisible()
  await page.goto('/pots/new')
  await expectText(page, 'begins nothing new')
})
