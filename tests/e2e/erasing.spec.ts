import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { freePort } from '../../app/server/postgres/postmaster.ts'
import { startFakeResend } from '../fakes/resend.ts'
import { copyFolder } from '../setup/sites.ts'
import { expectAccessible } from './support/accessible.ts'
import { dataFolder, startSite, stop } from './support/own-site.ts'
import { describeFirm } from './support/firm.ts'
import { fill, heading, press } from './support/page.ts'

type Resend = Awaited<ReturnType<typeof startFakeResend>>

const email = 'nia.rees@example.org'

const mailsTo = (resend: Resend, address: string) =>
  [...resend.received.values()].filter(({ to }) => JSON.stringify(to).includes(address))

/** The newest link of a message that the founder was sent. */
async function linkTo(resend: Resend, page: RegExp) {
  const links = () => mailsTo(resend, email).flatMap(({ text }) => text.match(page) ?? [])
  await expect.poll(() => links().length, { timeout: 30_000 }).toBeGreaterThan(0)
  return links().at(-1) ?? ''
}

/** What an authenticator with this key shows now. */
const codeNow = (key: string) => new TOTP({ secret: Secret.fromBase32(key) }).generate()

/** Sets up an authenticator, and answers with its key and the code that was used for it. */
async function setUpAuthenticator(page: Page) {
  await page.goto('/second-factor')
  await press(page, 'Set up an authenticator')
  await heading(page, 'Set up an authenticator')
  const key = (await page.locator('.key-letters').innerText()).replaceAll(' ', '')
  const used = codeNow(key)
  await page.getByLabel('The 6-digit code').fill(used)
  await press(page, 'Finish')
  await heading(page, 'Keep your recovery codes')
  return { key, used }
}

/** No code signs twice, so it waits for the one after the one that was used. */
async function nextCode({ key, used }: { key: string; used: string }) {
  await expect.poll(() => codeNow(key), { timeout: 60_000 }).not.toBe(used)
  return codeNow(key)
}

/** What `npm run erase-again` does and says about this folder. */
function eraseAgain(folder: string) {
  const command = ['--import', 'tsx', 'app/server/erase-again.ts']
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: folder }
  const { status, stdout } = spawnSync(process.execPath, command, { env, encoding: 'utf8' })
  return { status, said: stdout }
}

test('where people are real, a founder registers, has themselves erased, and stays so after a backup', async ({
  browser,
}) => {
  // It starts twice, and once from nothing.
  test.slow()
  const [folder, resend] = [dataFolder(), await startFakeResend()]
  const settings = { RESEND_BASE_URL: resend.baseUrl, PORT: String(await freePort(0)) }
  const [database, backup] = [path.join(folder, 'postgres'), path.join(folder, 'backup')]
  const before = await startSite(folder, settings)
  const page = await (await browser.newContext({ baseURL: before.address })).newPage()

  await register(page, resend)
  const authenticator = await setUpAuthenticator(page)
  await stop(before)
  copyFolder(database, backup)
  const site = await startSite(folder, settings)

  await page.goto('/your-data')
  await heading(page, 'What we hold about you')
  await expectAccessible(page)
  await page.getByLabel('I want to be erased').check()
  await press(page, 'Erase me')
  await heading(page, 'Sign with your second factor')
  await expect(page.locator('.summary')).toContainText('it cannot be undone')
  // The demonstration shows a code here, for whoever has no authenticator.
  await expect(page.locator('.one-time-code')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByLabel('Code from your authenticator').fill(await nextCode(authenticator))
  await press(page, 'Sign')
  await expect(page.getByRole('status')).toContainText('erased')
  await expectAccessible(page)

  await test.step('nobody is signed in, and nobody signs in at that address any more', async () => {
    await page.goto('/your-data')
    await expect(page).toHaveURL(/\/sign-in/)
    const earlier = mailsTo(resend, email).length
    await fill(page, { 'Your work email address': email })
    await press(page, 'Send me a link')
    await heading(page, 'Check your email')
    // Whoever asks after them is sent a mail, so theirs would have left by then.
    await askToRegister(page, 'somebody.else@example.org')
    await expect
      .poll(() => mailsTo(resend, 'somebody.else@example.org').length, { timeout: 30_000 })
      .toBe(1)
    expect(mailsTo(resend, email)).toHaveLength(earlier)
  })

  await test.step('a backup from before is put back, and they are erased again, once', async () => {
    const list = path.join(folder, 'erased.txt')
    await expect
      .poll(() => fs.existsSync(list) && fs.readFileSync(list, 'utf8').length, { timeout: 30_000 })
      .toBeTruthy()
    await stop(site)
    fs.rmSync(database, { recursive: true })
    fs.renameSync(backup, database)

    const [first, second] = [eraseAgain(folder), eraseAgain(folder)]

    expect(first).toMatchObject({ status: 0, said: expect.stringContaining('1 erased again') })
    expect(second).toMatchObject({ status: 0, said: expect.stringContaining('1 were erased') })
  })
  await page.context().close()
  await resend.stop()
  fs.rmSync(folder, { recursive: true })
})

async function askToRegister(page: Page, address: string) {
  await page.goto('/suppliers/new')
  await fill(page, { 'Your email address': address })
  await press(page, 'Send me a link')
}

async function register(page: Page, resend: Resend) {
  await askToRegister(page, email)
  await page.goto(await linkTo(resend, /\/suppliers\/new\/[0-9a-f]{64}/))
  await describeFirm(page, { name: 'Hollowell Data Ltd', number: '09900201' })
  await press(page, 'Register and sign in')
}
