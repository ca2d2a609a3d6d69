import { expect, test } from 'vitest'
import { db, transaction } from '#app/core/db.server.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { begin, codeNow, later, recorded } from '#tests/factories/second-factor.ts'
import { askedBack, stopLinks, told, wayBack } from '#tests/factories/way-back.ts'
import { askWayBack } from './ask-way-back.server.ts'
import { confirmWayBack } from './confirm-way-back.server.ts'
import { finishWaysBack, stopOwnWayBack, stopWayBackByLink } from './end-way-back.server.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { hasFactor } from './lock-factors.server.ts'
import { proveSignIn } from './prove-sign-in.server.ts'
import { findHalfWayBack, listWaysBack } from './way-back-queries.server.ts'

const DAY = 24 * 60 * 60
const WEEK = 7 * DAY
const money: Role[] = ['officer', 'finance-approver']
const isIn = ({ personId }: { personId: string }) => transaction((tx) => hasFactor(tx, personId))

test('an officer is let back in a day after their administrator confirmed it, and told three times', async () => {
  const { who, ann, id, token, elsewhere } = await askedBack()
  expect((await told(ann))[0]).toContain('has lost their second factor')
  later(60)
  await confirmWayBack(ann, id)

  later(60 + DAY - 0.001)
  await finishWaysBack()
  expect(await isIn(who)).toBe(true)
  later(60 + DAY)
  await finishWaysBack()
  await finishWaysBack()

  expect(await isIn(who)).toBe(false)
  expect([await findSession(token), await findSession(elsewhere)]).toEqual([undefined, undefined])
  expect((await wayBack(id)).endedAs).toBe('done')
  const mails = await told(who)
  expect(mails).toHaveLength(3)
  expect(mails[0]).toContain('Sign in with your email, and set up a new one')
  const deeds = await recorded(who)
  for (const deed of ['way-back-asked', 'way-back-confirmed', 'way-back-done'])
    expect(deeds).toContain(deed)
})

test('whoever moves money needs an administrator and an operator, in either order, and roles wait for a new factor', async () => {
  for (const order of ['ann', 'olu']) {
    const { who, ann, olu, id } = await askedBack({ roles: money })
    const [first, second] = order === 'ann' ? [ann, olu] : [olu, ann]
    await confirmWayBack(first, id)
    await confirmWayBack(first, id)
    expect((await wayBack(id)).dueAt).toBeNull()
    await confirmWayBack(second, id)
    later(DAY)
    await finishWaysBack()

    const { token } = await build.session(who, { isProved: false })
    expect((await findSignedIn(token))?.actor.roles).toEqual(['officer'])
  }
})

test('nobody confirms for themselves, for another organisation, or without the role', async () => {
  const { who, organisation, olu, id } = await askedBack({ roles: ['administrator'] })
  const stranger = await build.administrator({ organisation: await build.council() })
  const colleague = await build.officer({ organisation })
  for (const actor of [{ ...who, roles: ['administrator'] as Role[] }, stranger, colleague]) {
    await expect(confirmWayBack(actor, id)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await listWaysBack(actor)).toEqual([])
  }
  expect(await listWaysBack(olu)).toMatchObject([{ id, isConfirmed: false }])
  await confirmWayBack(olu, id)
  expect(await listWaysBack(olu)).toMatchObject([{ id, isConfirmed: true }])
  const officer = await askedBack()
  await expect(confirmWayBack(officer.olu, officer.id)).rejects.toMatchObject({ kind: 'not-found' })
})

test('who lost the role since has confirmed nothing, and it waits for another', async () => {
  const { who, organisation, ann, id } = await askedBack()
  await confirmWayBack(ann, id)
  await db.membershipRole.deleteMany({ where: { membership: { personId: ann.personId } } })
  const bob = await build.administrator({ organisation })
  later(DAY)
  await finishWaysBack()
  expect(await isIn(who)).toBe(true)
  expect((await wayBack(id)).dueAt).toBeNull()

  await confirmWayBack(bob, id)
  later(2 * DAY - 0.001)
  await finishWaysBack()
  expect(await isIn(who)).toBe(true)
  later(2 * DAY)
  await finishWaysBack()
  expect(await isIn(who)).toBe(false)
})

test('each link of its mails stops it, to the last moment and once', async () => {
  const one = await askedBack()
  const [early = ''] = await stopLinks(one.who)
  await confirmWayBack(one.ann, one.id)
  later(DAY - 0.001)
  await stopWayBackByLink(early)
  await expect(stopWayBackByLink(early)).rejects.toMatchObject({ kind: 'conflict' })
  later(DAY)
  await finishWaysBack()
  expect(await isIn(one.who)).toBe(true)
  expect((await told(one.who))[0]).toContain('was stopped')

  const other = await askedBack()
  await confirmWayBack(other.ann, other.id)
  const links = await stopLinks(other.who)
  expect(new Set(links).size).toBe(2)
  await stopWayBackByLink(links[0] ?? '')
  expect((await wayBack(other.id)).endedAs).toBe('stopped')
  for (const wrong of ['', 'x', 'a'.repeat(64)])
    await expect(stopWayBackByLink(wrong)).rejects.toMatchObject({ kind: 'conflict' })
})

test('its person stops it from a session that is whole, and not from half of one', async () => {
  const { who, id, token, elsewhere } = await askedBack()
  await expect(stopOwnWayBack(token)).rejects.toThrow('signed out')
  const stranger = await build.session(await build.officer())
  await expect(stopOwnWayBack(stranger.token)).rejects.toThrow('Nothing is open')

  await stopOwnWayBack(elsewhere)

  expect((await wayBack(id)).endedAs).toBe('stopped')
  expect(await isIn(who)).toBe(true)
})

test('whoever shows a factor after all has not lost it', async () => {
  const { key, id, token } = await askedBack()

  await proveSignIn(token, codeNow(key))

  expect((await wayBack(id)).endedAs).toBe('shown')
})

test('only half a session asks, and strangers learn nothing', async () => {
  const { who, elsewhere } = await askedBack()
  const { token } = await build.session(await build.officer(), { isProved: false })
  for (const wrong of [undefined, 'a'.repeat(64), elsewhere, token]) {
    await expect(askWayBack(wrong)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await findHalfWayBack(wrong)).toBeUndefined()
  }
  expect(await db.wayBack.count({ where: { personId: who.personId } })).toBe(1)
})

test('asking again while one is open mails nobody, a week later it begins anew, and three a day are enough', async () => {
  const { who, ann, id, token } = await askedBack()
  await askWayBack(token)
  expect(await told(who)).toHaveLength(1)

  later(WEEK)
  await expect(confirmWayBack(ann, id)).rejects.toThrow('too long ago')
  expect(await listWaysBack(ann)).toEqual([])
  for (let time = 0; time < 3; time++) {
    const { token: half } = await build.session(who, { isProved: false })
    await askWayBack(half)
    const { token: whole } = await build.session(who)
    if (time < 2) await stopOwnWayBack(whole)
  }
  expect((await wayBack(id)).endedAs).toBe('lapsed')
  await stopOwnWayBack((await build.session(who)).token)
  const { token: again } = await build.session(who, { isProved: false })
  await expect(askWayBack(again)).rejects.toThrow('three times')
})

test('twenty at once ask: one is open, and one mail goes', async () => {
  begin()
  const who = await build.officer()
  await build.authenticator(who)
  const { token } = await build.session(who, { isProved: false })

  await Promise.allSettled(Array.from({ length: 20 }, () => askWayBack(token)))

  expect(await db.wayBack.count({ where: { personId: who.personId } })).toBe(1)
  expect(await told(who)).toHaveLength(1)
})

test('stopping and finishing at once: one of them happens', async () => {
  for (let round = 0; round < 5; round++) {
    const { who, ann, id } = await askedBack()
    await confirmWayBack(ann, id)
    const [link = ''] = await stopLinks(who)
    later(DAY)

    const tries = [...Array(10).keys()].flatMap(() => [finishWaysBack(), stopWayBackByLink(link)])
    await Promise.allSettled(tries)

    const { endedAs } = await wayBack(id)
    expect(await isIn(who)).toBe(endedAs === 'stopped')
    expect(['done', 'stopped']).toContain(endedAs)
    expect(
      (await recorded(who)).filter((deed) => /way-back-(done|stopped)/.test(deed)),
    ).toHaveLength(1)
  }
})

test('twenty confirmations at once begin one day of waiting', async () => {
  const { who, ann, id } = await askedBack()

  await Promise.allSettled(Array.from({ length: 20 }, () => confirmWayBack(ann, id)))

  expect(await told(who)).toHaveLength(2)
  expect(await db.wayBackConfirmation.count({ where: { wayBackId: id } })).toBe(1)
})
