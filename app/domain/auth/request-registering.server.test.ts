import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { RegistrationInput } from '../joining/verification.ts'
import { getJoining } from './request-joining.server.ts'
import {
  finishRegistering,
  getRegistering,
  requestRegistering,
} from './request-registering.server.ts'
import { newSecret } from './secret.server.ts'
import { signInByLink } from './sign-in-by-link.server.ts'

let places = 0

const input = (given: Partial<Record<string, string>> = {}) =>
  RegistrationInput.parse({
    legalName: 'Ashlar Data Ltd',
    legalForm: 'company',
    companyNumber: String(97_000_000 + ++places),
    town: 'Hull',
    name: 'Nia Rees',
    jobTitle: 'Founder',
    ...given,
  })

async function linkFor(email: string) {
  const address = `198.51.100.${++places}`
  const { browser } = await requestRegistering(email, { browser: undefined, address })
  const { text } = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail: email, template: 'register-supplier' },
    orderBy: { id: 'desc' },
  })
  return { token: /\/suppliers\/new\/([0-9a-f]{64})/.exec(text)?.[1] ?? '', browser }
}

const register = async (email: string, given: Partial<Record<string, string>> = {}) =>
  finishRegistering(await linkFor(email), {}, input(given))

test('known and unknown addresses are mailed the same, and the link by itself signs nobody in', async () => {
  const emails = ['known@firm.example', 'unknown@gmail.com']
  await build.member({ email: 'known@firm.example' })
  const links = [await linkFor('known@firm.example'), await linkFor('unknown@gmail.com')]

  const mails = await db.outboxEmail.findMany({
    where: { template: 'register-supplier', toEmail: { in: emails } },
  })
  const texts = mails.map(({ text }) => text.replace(/[0-9a-f]{64}/, 'TOKEN'))
  expect(texts).toHaveLength(2)
  expect(new Set(texts).size).toBe(1)
  for (const link of links) {
    await expect(signInByLink(link)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(getJoining(link)).rejects.toMatchObject({ kind: 'not-found' })
  }
})

test('whoever registers a firm is its first administrator, signed in, and the firm waits unverified', async () => {
  const session = await register('nia@ashlar.example')

  expect(session.actor).toMatchObject({
    organisationName: 'Ashlar Data Ltd',
    organisationKind: 'supplier',
    organisationSlug: 'ashlar-data',
  })
  // What an administrator does waits for a second factor (decision 031).
  expect([session.actor.roles, session.heldBack]).toEqual([['member'], ['administrator']])
  const firm = await db.organisation.findUniqueOrThrow({
    where: { id: session.actor.organisationId },
    include: { supplier: true, verifications: true },
  })
  expect(firm.verifiedAt).toBeNull()
  expect(firm.supplier).toMatchObject({ legalForm: 'company', town: 'Hull' })
  expect(firm.verifications).toMatchObject([{ state: 'waiting', cause: 'registered' }])
})

test('a person who is here already brings a firm of their own, and keeps their name', async () => {
  const officer = await build.officer({ name: 'Priya Nair', email: 'priya@home.example' })

  const session = await register('priya@home.example', { legalForm: 'sole-trader' })

  expect(session.actor).toMatchObject({ personId: officer.personId, personName: 'Priya Nair' })
  expect(await db.membership.count({ where: { personId: officer.personId } })).toBe(2)
})

test('another spelling of a mailbox that is here makes no second person', async () => {
  await build.member({ email: 'sam@tide.example' })

  await expect(register('sam+2@tide.example')).rejects.toMatchObject({ kind: 'conflict' })
})

test('a number that is here makes no second firm, and says nothing of whose it is', async () => {
  await register('one@first.example', { companyNumber: '7123456', legalName: 'Secret Mill' })

  const again = register('two@second.example', { companyNumber: '07123456' })

  await expect(again).rejects.toMatchObject({ kind: 'conflict', field: 'companyNumber' })
  await expect(again).rejects.not.toThrow(/Secret|first/)
  expect(await db.person.count({ where: { email: 'two@second.example' } })).toBe(0)
})

test('a number that twenty register at once makes one firm', async () => {
  const links = await Promise.all(
    Array.from({ length: 20 }, (_, place) => linkFor(`at-once-${place}@firm.example`)),
  )
  const one = input({ companyNumber: '07999999' })

  const results = await Promise.allSettled(links.map((link) => finishRegistering(link, {}, one)))

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.supplier.count({ where: { companyNumber: '07999999' } })).toBe(1)
})

test('two firms of one name are told apart', async () => {
  const one = await register('a@same.example', { legalName: 'Twin Rivers Ltd' })
  const other = await register('b@same.example', { legalName: 'Twin Rivers' })

  expect(one.actor.organisationSlug).toBe('twin-rivers')
  expect(other.actor.organisationSlug).toMatch(/^twin-rivers-[0-9a-f]{6}$/)
})

test('a link registers once, in the browser that asked', async () => {
  const link = await linkFor('once@firm.example')

  for (const browser of [undefined, newSecret()])
    await expect(getRegistering({ ...link, browser })).rejects.toMatchObject({ kind: 'not-found' })
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () => finishRegistering(link, {}, input())),
  )

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a fourth firm of one person waits until a day after the first', async () => {
  clock.set('2027-06-01T12:00:00Z')
  for (const legalName of ['One', 'Two', 'Three'])
    await register('many@firm.example', { legalName })

  await expect(register('many@firm.example')).rejects.toThrow('today')
  clock.set('2027-06-02T12:00:00Z')
  const { actor } = await register('many@firm.example', { legalName: 'Four' })

  expect(actor.organisationName).toBe('Four')
})

test('what is wrong with the number is said with all else', () => {
  const { error } = RegistrationInput.safeParse({ legalForm: 'company', companyNumber: '?' })

  expect(error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
    ...['companyNumber', 'jobTitle', 'legalName', 'name', 'town'],
  ])
})

test.each([
  [{ companyNumber: '' }, 'companyNumber'],
  [{ companyNumber: 'XX1' }, 'companyNumber'],
  [{ legalForm: 'charity' }, 'charityNumber'],
  [{ legalForm: 'charity', charityNumber: '12' }, 'charityNumber'],
  [{ legalForm: 'plc' }, 'legalForm'],
  [{ legalName: '<b>' }, 'legalName'],
  [{ town: ' ' }, 'town'],
])('%j is asked for again beside %s', (given, field) => {
  const all = { legalName: 'A', legalForm: 'company', town: 'Hull', name: 'N', jobTitle: 'F' }

  const { error } = RegistrationInput.safeParse({ ...all, companyNumber: '1', ...given })

  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
})
