import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { dateOf } from '#app/core/time.ts'
import { acceptInvitation } from '../joining/accept-invitation.server.ts'
import { showOffered } from '../joining/queries.server.ts'
import { sendInvitationAgain } from '../joining/send-invitation-again.server.ts'
import { withdrawInvitation } from '../joining/withdraw-invitation.server.ts'
import { answerInvitation } from './answer-invitation.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { findAsked, signInByCode } from './sign-in-by-code.server.ts'
import { signInByLink } from './sign-in-by-link.server.ts'
import { newSecret } from './secret.server.ts'

const who = { name: 'Nia Rees', jobTitle: 'Analyst' }
let asked = 0
const here = (browser?: string) => ({ browser, address: `198.51.100.${++asked}` })

/** Somebody answers an invitation in a browser; what they were mailed at the invited address. */
async function answered({ token, email }: { token: string; email: string }) {
  const { browser } = await answerInvitation(token, who, here())
  const { text } = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail: email, template: 'sign-in' },
    orderBy: { id: 'desc' },
  })
  const code = /\b\d{6}\b/.exec(text)?.[0] ?? ''
  return { browser, code, token: /\/sign-in\/([0-9a-f]{64})/.exec(text)?.[1] ?? '' }
}

const belonging = (email: string) =>
  db.membership.findMany({
    where: { person: { email } },
    include: { roles: true, person: true, delegatedLimits: true },
  })

test('somebody new accepts by signing in, by link or code, and acts for the organisation with their roles', async () => {
  const ada = await build.administrator()
  for (const [signIn, email] of [
    [signInByLink, 'link@leeds.gov.uk'],
    [signInByCode, 'code@leeds.gov.uk'],
  ] as const) {
    const invitation = await build.invitation(ada, email, ['officer'])

    const session = await signIn(await answered(invitation))

    const signedIn = await findSignedIn(session.token)
    expect(signedIn?.actor).toMatchObject({
      personName: 'Nia Rees',
      organisationId: ada.organisationId,
      roles: ['officer'],
    })
    const [membership] = await belonging(email)
    expect(membership).toMatchObject({ jobTitle: 'Analyst', endedAt: null })
    expect(membership?.roles).toMatchObject([{ role: 'officer', grantedById: ada.personId }])
    const kept = await db.invitation.findUniqueOrThrow({ where: { id: invitation.id } })
    expect(kept).toMatchObject({ email: null, acceptedById: membership?.personId })
    const trail = await db.auditEntry.findMany({
      where: { subjectId: { in: [invitation.id, membership?.id ?? ''] } },
      orderBy: { id: 'asc' },
    })
    expect(trail.map(({ action }) => action)).toEqual([
      'person-invited',
      'invitation-accepted',
      'invitation-accepted',
    ])
  }
})

test('A18: an invitation passed on to somebody else’s mailbox lets nobody in but the invited', async () => {
  const ada = await build.administrator()
  const mallory = await build.officer({ email: 'mallory@hull.gov.uk' })
  const invitation = await build.invitation(ada, 'invited@leeds.gov.uk', ['administrator'])

  // Mallory has the link, and is signed in as herself. Whatever she presses, the code goes to the invited.
  const { browser } = await answerInvitation(invitation.token, who, here())
  expect(await db.outboxEmail.count({ where: { toEmail: 'mallory@hull.gov.uk' } })).toBe(0)
  expect(await findAsked(browser)).toEqual({ isInvited: true })
  expect(JSON.stringify(await showOffered(invitation.token))).not.toContain('invited@')
  await expect(signInByCode({ code: '000000', browser })).rejects.toMatchObject({ field: 'code' })
  // The link that the invited was mailed is of no use in a browser that did not ask.
  const own = await answered(invitation)
  await expect(signInByLink({ ...own, browser: newSecret() })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  expect(await db.membership.count({ where: { organisationId: ada.organisationId } })).toBe(1)
  expect(await belonging('mallory@hull.gov.uk')).toMatchObject([{ personId: mallory.personId }])

  await expect(signInByLink(own)).resolves.toMatchObject({ next: '/workspace?joined=yes' })
})

test('looking at an invitation changes nothing, and all that is dead looks alike', async () => {
  const ada = await build.administrator()
  const { id, token } = await build.invitation(ada, 'look@leeds.gov.uk')
  const before = await db.invitation.findUniqueOrThrow({ where: { id } })

  for (let times = 0; times < 3; times++) await showOffered(token)

  expect(await db.invitation.findUniqueOrThrow({ where: { id } })).toEqual(before)
  await sendInvitationAgain(ada, id)
  const now = await build.invitationLink('look@leeds.gov.uk')
  await withdrawInvitation(ada, id)
  const said = await Promise.all(
    [token, now, newSecret(), 'x', before.tokenHash].map((dead) =>
      showOffered(dead).catch((error: Error) => error.message),
    ),
  )
  expect(new Set(said)).toEqual(new Set([expect.stringContaining('no longer works')]))
})

test('an invitation works for seven days and not a moment longer, also once it is answered', async () => {
  clock.set('2027-03-01T09:00:00Z')
  const ada = await build.administrator()
  const [early, late] = [
    await build.invitation(ada, 'early@leeds.gov.uk'),
    await build.invitation(ada, 'late@leeds.gov.uk'),
  ]

  clock.set('2027-03-08T08:59:59.999Z')
  const [first, second] = [await answered(early), await answered(late)]
  await expect(signInByLink(first)).resolves.toBeDefined()
  clock.set('2027-03-08T09:00:00Z')
  await expect(signInByLink(second)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(answerInvitation(late.token, who, here())).rejects.toMatchObject({
    kind: 'not-found',
  })
  expect(await belonging('late@leeds.gov.uk')).toEqual([])
})

test('of twenty who accept at once one does', async () => {
  const ada = await build.administrator()
  const invitation = await build.invitation(ada, 'race@leeds.gov.uk', ['officer'])
  const mails = []
  for (let number = 0; number < 5; number++) mails.push(await answered(invitation))
  const tries = mails.flatMap((mail) => [
    signInByLink(mail),
    signInByCode(mail),
    signInByLink(mail),
    signInByCode(mail),
  ])

  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await belonging('race@leeds.gov.uk')).toHaveLength(1)
  expect(await db.session.count({ where: { person: { email: 'race@leeds.gov.uk' } } })).toBe(1)
})

test('accepting and withdrawing at once: exactly one of them happens', async () => {
  for (let round = 0; round < 10; round++) {
    const ada = await build.administrator()
    const email = `round-${round}@leeds.gov.uk`
    const invitation = await build.invitation(ada, email)
    const mail = await answered(invitation)

    const [accepted, withdrawn] = await Promise.allSettled([
      signInByLink(mail),
      withdrawInvitation(ada, invitation.id),
    ])

    expect([accepted.status, withdrawn.status].sort()).toEqual(['fulfilled', 'rejected'])
    const members = await belonging(email)
    expect(members.length === 1).toBe(accepted.status === 'fulfilled')
  }
})

test('whoever accepts while it is being withdrawn waits for that, and comes in nowhere', async () => {
  const ada = await build.administrator()
  const invitation = await build.invitation(ada, 'too-late@leeds.gov.uk')
  const mail = await answered(invitation)
  let accepting: Promise<unknown> = Promise.resolve()

  await transaction(async (tx) => {
    const withdrawn = { withdrawnAt: clock.real(), withdrawnById: ada.personId }
    await tx.invitation.update({ where: { id: invitation.id }, data: withdrawn })
    accepting = signInByLink(mail).catch((error: unknown) => error)
    await wait(500)
  })

  expect(await accepting).toMatchObject({ kind: 'not-found' })
  expect(await belonging('too-late@leeds.gov.uk')).toEqual([])
})

test('whoever withdraws it while it is being accepted waits for that, and is told', async () => {
  const ada = await build.administrator()
  const email = 'just-in-time@leeds.gov.uk'
  const { id } = await build.invitation(ada, email)
  let withdrawing: Promise<unknown> = Promise.resolve()

  await transaction(async (tx) => {
    await acceptInvitation(tx, { invitationId: id, email, ...who })
    withdrawing = withdrawInvitation(ada, id).catch((error: unknown) => error)
    await wait(500)
  })

  expect(await withdrawing).toMatchObject({ kind: 'conflict' })
  expect(await belonging(email)).toHaveLength(1)
})

test('somebody who is here already keeps name and memberships, and acts for the new organisation', async () => {
  const ada = await build.administrator()
  const una = await build.officer({ email: 'una@hull.gov.uk', name: 'Una Bell' })
  const invitation = await build.invitation(ada, 'una@hull.gov.uk', ['officer'])

  const { token } = await signInByLink(await answered(invitation))

  expect((await findSignedIn(token))?.actor).toMatchObject({
    personId: una.personId,
    personName: 'Una Bell',
    organisationId: ada.organisationId,
  })
  expect(await belonging('una@hull.gov.uk')).toHaveLength(2)
})

test('another spelling of a mailbox that has an account is refused, and nobody else’s account is opened', async () => {
  const ada = await build.administrator()
  await build.officer({ email: 'kim@hull.gov.uk' })
  const invitation = await build.invitation(ada, 'kim+2@hull.gov.uk')

  await expect(signInByLink(await answered(invitation))).rejects.toThrow('another spelling')
  expect(await belonging('kim@hull.gov.uk')).toHaveLength(1)
})

test('a former member comes back with what they are given now, and none of the limits of before', async () => {
  clock.set('2027-03-01T09:00:00Z')
  const organisation = await build.council()
  const ada = await build.administrator({ organisation })
  const former = await build.officer({ organisation, email: 'back@leeds.gov.uk', limitPence: 9n })
  await db.membership.updateMany({
    where: { personId: former.personId },
    data: { endedAt: clock.now() },
  })
  clock.set('2027-04-01T09:00:00Z')
  const invitation = await build.invitation(ada, 'back@leeds.gov.uk', ['administrator'])

  await signInByLink(await answered(invitation))

  const [membership] = await belonging('back@leeds.gov.uk')
  expect(membership).toMatchObject({ endedAt: null, joinedAt: clock.now(), jobTitle: 'Analyst' })
  expect(membership?.roles.map(({ role }) => role)).toEqual(['administrator'])
  expect(membership?.delegatedLimits.map(({ toOn }) => toOn)).toEqual([dateOf('2027-04-01')])
})

test('a role that moves money is not given to whoever accepts once there is one administrator left', async () => {
  const organisation = await build.council()
  const ada = await build.administrator({ organisation })
  const email = 'signer@leeds.gov.uk'
  await expect(build.invitation(ada, email, ['finance-approver'])).rejects.toMatchObject({
    kind: 'conflict',
    field: 'roles',
  })
  const bo = await build.administrator({ organisation })
  const invitation = await build.invitation(ada, email, ['finance-approver'])
  const { id: membershipId } = await db.membership.findFirstOrThrow({
    where: { personId: bo.personId },
  })
  await db.membershipRole.deleteMany({ where: { membershipId } })
  const mail = await answered(invitation)

  await expect(signInByLink(mail)).rejects.toThrow('needs two administrators')
  expect(await belonging(email)).toEqual([])
  await db.membershipRole.create({
    data: { membershipId, role: 'administrator', grantedAt: clock.now() },
  })
  await signInByLink(mail)
  expect((await belonging(email)).flatMap(({ roles }) => roles.map(({ role }) => role))).toEqual([
    'finance-approver',
  ])
})
