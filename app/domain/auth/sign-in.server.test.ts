import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { requestSignIn } from './request-sign-in.server.ts'
import { hashOf, newSecret } from './secret.server.ts'
import { findAsked, signInByCode } from './sign-in-by-code.server.ts'
import { signInByLink } from './sign-in-by-link.server.ts'

let people = 0

/** Somebody who has just asked for a link, with what their mail says. */
async function asked(options: { email?: string; browser?: string; address?: string } = {}) {
  const email = options.email ?? `asker-${++people}@leeds.gov.uk`
  const known = await db.person.findUnique({ where: { email } })
  if (!known) await build.officer({ email })
  const { browser } = await requestSignIn({
    email,
    next: '/pots',
    browser: options.browser,
    address: options.address ?? `192.0.2.${people}`,
  })
  return { email, browser, ...(await newestMail(email)) }
}

async function newestMail(toEmail: string) {
  const mail = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail },
    orderBy: { id: 'desc' },
    select: { text: true },
  })
  const [link = ''] = /https?:\S+\/sign-in\/[0-9a-f]{64}/.exec(mail.text) ?? []
  const [code = ''] = /\b\d{6}\b/.exec(mail.text) ?? []
  return { link, token: link.split('/').at(-1) ?? '', code }
}

const wrongOf = (code: string) => (code === '000000' ? '111111' : '000000')

test('A1, A13: the link in the mail signs in the person who asked, and takes them where they were going', async () => {
  const { token, link, browser, email } = await asked()

  const session = await signInByLink({ token, browser })

  expect(link).toMatch(/^http:\/\/localhost:\d+\/sign-in\//)
  expect(session.next).toBe('/pots')
  const signedIn = await findSignedIn(session.token)
  const person = await db.person.findUniqueOrThrow({ where: { email } })
  expect(signedIn?.actor.personId).toBe(person.id)
})

test('A2: a link works once', async () => {
  const { token, browser } = await asked()
  await signInByLink({ token, browser })

  await expect(signInByLink({ token, browser })).rejects.toMatchObject({ kind: 'conflict' })
})

test('A3: twenty at once: one signs in', async () => {
  for (let round = 0; round < 3; round++) {
    const { token, browser, code, email } = await asked()
    const tries = Array.from({ length: 20 }, (_, place) =>
      place % 2 ? signInByLink({ token, browser }) : signInByCode({ code, browser }),
    )

    const results = await Promise.allSettled(tries)

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.session.count({ where: { person: { email } } })).toBe(1)
  }
})

test('A4: a link works for ten minutes and not a moment longer', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const early = await asked()
  const late = await asked()

  clock.set('2026-06-01T09:09:59.999Z')
  await expect(signInByLink(early)).resolves.toBeDefined()
  clock.set('2026-06-01T09:10:00Z')
  await expect(signInByLink(late)).rejects.toThrow('no longer works')
  await expect(signInByCode(late)).rejects.toThrow('no longer works')
})

test('A5, A6: another browser is refused, whether it asked for something itself or not, and uses nothing up', async () => {
  const { token, code, browser } = await asked()
  const other = await asked()

  for (const wrong of [undefined, newSecret(), other.browser])
    await expect(signInByLink({ token, browser: wrong })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  for (const wrong of [undefined, newSecret()])
    await expect(signInByCode({ code, browser: wrong })).rejects.toMatchObject({
      kind: 'conflict',
    })
  await expect(signInByLink({ token, browser })).resolves.toBeDefined()
})

test('the code signs in the browser that asked, once, and ends the link', async () => {
  const { token, code, browser } = await asked()

  const session = await signInByCode({ code, browser })

  expect(await findSignedIn(session.token)).toBeDefined()
  await expect(signInByCode({ code, browser })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(signInByLink({ token, browser })).rejects.toMatchObject({ kind: 'conflict' })
})

test('A8: four wrong codes are forgiven, the fifth ends code and link', async () => {
  const forgiven = await asked()
  for (let number = 0; number < 4; number++)
    await expect(signInByCode({ ...forgiven, code: wrongOf(forgiven.code) })).rejects.toMatchObject(
      { kind: 'invalid', field: 'code' },
    )
  await expect(signInByCode(forgiven)).resolves.toBeDefined()

  const burnt = await asked()
  const guesses = Array.from({ length: 5 }, () =>
    signInByCode({ ...burnt, code: wrongOf(burnt.code) }),
  )
  await Promise.allSettled(guesses)
  await expect(signInByCode(burnt)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(signInByLink(burnt)).rejects.toMatchObject({ kind: 'conflict' })
})

test('fifty wrong codes in a day end codes for an address, not links', async () => {
  const victim = await asked()
  await db.signInRequest.createMany({
    data: Array.from({ length: 10 }, () => ({
      email: victim.email,
      tokenHash: newSecret(),
      codeHash: newSecret(),
      browserHash: newSecret(),
      fromNetwork: '198.51.100.1',
      wrongCodes: 5,
      createdAt: clock.real(),
      expiresAt: clock.real(),
    })),
  })

  await expect(signInByCode(victim)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(signInByLink(victim)).resolves.toBeDefined()
})

test('A10: a second link from the same browser ends the first; one from elsewhere does not', async () => {
  const first = await asked()
  const elsewhere = await asked({ email: first.email })
  const second = await asked({ email: first.email, browser: first.browser })

  await expect(signInByLink(first)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(signInByLink(second)).resolves.toBeDefined()
  await expect(signInByLink(elsewhere)).resolves.toBeDefined()
})

test('A7: an unknown address gets the same answer and no mail', async () => {
  const email = 'nobody@leeds.gov.uk'

  const { browser } = await requestSignIn({
    email,
    next: '/',
    browser: undefined,
    address: '192.0.2.99',
  })

  expect(browser).toMatch(/^[0-9a-f]{64}$/)
  expect(await findAsked(browser)).toEqual({ isInvited: false, email })
  expect(await db.outboxEmail.count({ where: { toEmail: email } })).toBe(0)
  for (let number = 0; number < 4; number++)
    await expect(signInByCode({ code: '123456', browser })).rejects.toMatchObject({
      kind: 'invalid',
    })
  await expect(signInByCode({ code: '123456', browser })).rejects.toThrow('fifth wrong code')
})

test('A14: somebody who left every organisation is unknown', async () => {
  const officer = await build.officer({ email: 'left@leeds.gov.uk' })
  await db.membership.updateMany({
    where: { personId: officer.personId },
    data: { endedAt: clock.now() },
  })

  await requestSignIn({ email: 'left@leeds.gov.uk', next: '/', browser: undefined, address: '1' })

  expect(await db.outboxEmail.count({ where: { toEmail: 'left@leeds.gov.uk' } })).toBe(0)
})

test('A14: leaving between asking and pressing the button signs nobody in', async () => {
  const { token, browser, email } = await asked()
  await db.membership.updateMany({
    where: { person: { email } },
    data: { endedAt: clock.now() },
  })

  await expect(signInByLink({ token, browser })).rejects.toMatchObject({ kind: 'forbidden' })
})

test('A9: twenty requests for one address at once: five mails, and the last good link goes on', async () => {
  const victim = await asked()
  const flood = Array.from({ length: 20 }, (_, place) =>
    requestSignIn({
      email: victim.email,
      next: '/',
      browser: undefined,
      address: `203.0.113.${place}`,
    }),
  )

  const results = await Promise.allSettled(flood)

  const refused = results.filter((each) => each.status === 'rejected')
  expect(refused).toHaveLength(16)
  expect(refused[0]?.reason).toMatchObject({ field: 'email' })
  expect(refused[0]?.reason.retryAfterSeconds).toBeGreaterThan(500)
  expect(await db.outboxEmail.count({ where: { toEmail: victim.email } })).toBe(5)
  await expect(signInByLink(victim)).resolves.toBeDefined()
})

test('the limit of an address is over ten minutes after its first request', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const { email } = await asked()
  clock.set('2026-06-01T09:05:00Z')
  for (let number = 0; number < 4; number++) await asked({ email })

  clock.set('2026-06-01T09:09:59.999Z')
  await expect(asked({ email })).rejects.toMatchObject({ retryAfterSeconds: 1 })
  clock.set('2026-06-01T09:10:00Z')
  await expect(asked({ email })).resolves.toBeDefined()
})

test('N4: one network may ask sixty times in ten minutes, for whomever', async () => {
  const address = '2001:db8:9:9::1'
  for (let number = 0; number < 60; number++)
    await requestSignIn({ email: `x${number}@y.uk`, next: '/', browser: undefined, address })

  const next = { email: 'x60@y.uk', next: '/', browser: undefined }
  await expect(requestSignIn({ ...next, address: '2001:db8:9:9::2' })).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(requestSignIn({ ...next, address: '2001:db8:9:8::2' })).resolves.toBeDefined()
})

test('A16: nothing stored about a request signs anybody in', async () => {
  const { email, browser } = await asked()
  const row = await db.signInRequest.findFirstOrThrow({ where: { email } })
  const stored = [row.id, row.tokenHash, row.codeHash, row.browserHash, hashOf(row.tokenHash)]

  for (const value of stored) {
    await expect(signInByLink({ token: value, browser })).rejects.toThrow()
    await expect(signInByCode({ code: value, browser })).rejects.toThrow()
    await expect(signInByLink({ token: value, browser: row.browserHash })).rejects.toThrow()
  }
})

test('who signs in, and who is refused, is on record', async () => {
  const { token, browser, code, email } = await asked()
  await signInByCode({ code: wrongOf(code), browser }).catch(() => undefined)
  await signInByLink({ token, browser })
  await signInByLink({ token, browser }).catch(() => undefined)

  const person = await db.person.findUniqueOrThrow({ where: { email } })
  const trail = await db.auditEntry.findMany({
    where: { subjectKind: 'person', subjectId: person.id },
    orderBy: { id: 'asc' },
  })
  expect(trail.map(({ action }) => action)).toEqual([
    'sign-in-refused',
    'signed-in',
    'sign-in-refused',
  ])
})
