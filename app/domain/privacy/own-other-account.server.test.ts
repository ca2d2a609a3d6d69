import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { answerInvitation } from '../auth/answer-invitation.server.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { signInByLink } from '../auth/sign-in-by-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { appointDeputy } from '../organisations/appoint-deputy.server.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import { endMembership } from '../organisations/end-membership.server.ts'
import { endSameHuman } from '../organisations/end-same-human.server.ts'
import { importScheme, previewScheme } from '../organisations/import-scheme.server.ts'
import { markChiefFinanceOfficer } from '../organisations/keep-scheme.server.ts'
import { setLimit } from '../organisations/set-limit.server.ts'

const reason = 'Both accounts are used by one person, who said so.'

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal: { kind?: string }) => refusal.kind,
  )

/** As the next request finds them, with their other accounts. */
async function signedInAgain(who: Actor): Promise<Actor> {
  const { token } = await build.session(who)
  const found = await findSignedIn(token)
  if (!found) throw new Error('nobody is signed in')
  return { ...who, otherAccounts: found.actor.otherAccounts ?? [] }
}

/** Somebody administers a council, and is a finance approver of it by another account. */
async function ownOtherAccount() {
  await build.rules()
  const organisation = await build.council()
  const ada = await build.administrator({ organisation })
  const another = await build.administrator({ organisation })
  const her = await build.financeApprover({ organisation })
  const colleague = await build.financeApprover({ organisation })
  const membershipOf = async ({ personId }: Actor) =>
    (await db.membership.findFirstOrThrow({ where: { personId } })).id
  return { ada, another, her, id: await membershipOf(her), otherId: await membershipOf(colleague) }
}

const from = '2030-01-01'
const source = 'Scheme, part 3'
const limit = { limit: pounds(10), from, source }
const takeRoles = (by: Actor, id: string) => changeRoles(by, id, [])
const toThemselves: Record<string, (by: Actor, id: string, otherId: string) => Promise<unknown>> = {
  'a limit': (by, id) => setLimit(by, id, limit),
  'limits by a file': async (by, id) => {
    const { person } = await db.membership.findUniqueOrThrow({
      where: { id },
      include: { person: true },
    })
    const input = { content: `email,limit\n${person.email},5`, from, source }
    const { seen } = await previewScheme(by, input)
    return importScheme(by, { ...input, seen })
  },
  'a deputyship': (by, id, principalId) =>
    appointDeputy(by, id, { principalId, from, to: from, source }),
  'the council’s money': (by, membershipId) =>
    markChiefFinanceOfficer(by, { membershipId, from, source }),
  'an end of their membership': (by, id) => endMembership(by, id),
}

// Read before the record, an actor knows of no other account: then it is the database that refuses.
test.each(Object.keys(toThemselves))('nobody gives another account of theirs %s', async (what) => {
  const { ada, another, her, id, otherId } = await ownOtherAccount()
  const recordId = await build.sameHuman(ada, her)
  const give = (by: Actor) => (toThemselves[what] as (typeof toThemselves)[string])(by, id, otherId)

  const known = await kindOf(give(await signedInAgain(ada)))
  expect(known).not.toBe('done')
  expect(await kindOf(give(ada))).toBe('forbidden')

  await endSameHuman(await build.operator(), recordId, { reason })
  expect(await kindOf(give(another))).toBe('done')
})

test('nobody gives another account of theirs a role that moves money, whichever way it is written', async () => {
  const { ada, another, her, id } = await ownOtherAccount()
  await takeRoles(another, id)
  await build.sameHuman(ada, her)

  for (const by of [ada, await signedInAgain(ada)])
    expect(await kindOf(changeRoles(by, id, ['finance-approver']))).toBe('forbidden')

  const given = db.membershipRole.create({
    data: {
      ...{ membershipId: id, role: 'finance-approver', grantedAt: clock.now() },
      grantedById: ada.personId,
    },
  })
  await expect(given).rejects.toThrow('one_human_is_one_person')
  await changeRoles(ada, id, ['officer'])
  await changeRoles(another, id, ['finance-approver'])
})

test('known to be one human while a role that moves money is given: before it, or refused', async () => {
  for (let round = 0; round < 3; round++) {
    const { ada, another, her, id } = await ownOtherAccount()
    await takeRoles(another, id)

    const [given] = await Promise.allSettled([
      changeRoles(ada, id, ['finance-approver']),
      build.sameHuman(ada, her),
    ])

    const roles = await db.membershipRole.count({ where: { membershipId: id } })
    expect(roles).toBe(given.status === 'fulfilled' ? 1 : 0)
    await takeRoles(another, id)
    expect(await kindOf(changeRoles(ada, id, ['finance-approver']))).toBe('forbidden')
  }
})

/** Answers the invitation sent to this mailbox, in one browser and with the link that came to it. */
async function accept({ token, email }: { token: string; email: string }) {
  const who = { name: 'Ada Other', jobTitle: 'Accountant' }
  const here = { browser: undefined, address: '198.51.100.200' }
  const { browser } = await answerInvitation(token, who, here)
  const { text } = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail: email, template: 'sign-in' },
    orderBy: { id: 'desc' },
  })
  return signInByLink({ token: /\/sign-in\/([0-9a-f]{64})/.exec(text)?.[1] ?? '', browser })
}

test('an invitation to a second mailbox of one’s own gives no role that moves money', async () => {
  const { ada } = await ownOtherAccount()
  const email = `second-${ada.personId}@example.gov.uk`
  const second = await build.officer({ email })
  const invitation = await build.invitation(ada, email, ['finance-approver'])
  await build.sameHuman(ada, second)

  expect(await kindOf(accept(invitation))).toBe('forbidden')

  const { personId } = second
  expect(await db.membershipRole.count({ where: { membership: { personId } } })).toBe(1)
  const { acceptedAt } = await db.invitation.findUniqueOrThrow({ where: { id: invitation.id } })
  expect(acceptedAt).toBeNull()
})
