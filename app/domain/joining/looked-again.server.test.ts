import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import {
  beginLookingUp,
  isVerified,
  onRegister,
  openOf,
  type Looking,
} from '#tests/factories/looking-up.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeIdentity } from './change-identity.server.ts'
import { decideVerification } from './decide-verification.server.ts'

const verify = { decision: 'verify', text: '' } as const
const decline = { decision: 'decline', text: 'It has been wound up' } as const
const ask = { decision: 'ask', text: 'Who are you now?' } as const
const dissolved = { company_status: 'dissolved', date_of_cessation: '2026-02-01' }

/** A firm that operators verified, of whose number the register said that it matches. */
async function verifiedFirm({ fake, run }: Looking, by: Actor) {
  const firm = await build.waitingFirm()
  onRegister(fake, firm)
  await run()
  await decideVerification(by, firm.id, verify)
  return firm
}

const inDays = (days: number) =>
  clock.set(new Date(clock.real().getTime() + days * 86_400_000).toISOString())

/** A verified firm that the register has under another name since then. */
async function renamedFirm() {
  const begun = await beginLookingUp()
  const operator = await build.operator()
  const firm = await verifiedFirm(begun, operator)
  onRegister(begun.fake, firm, { company_name: 'NEW NAME LIMITED' })
  inDays(31)
  await begun.run()
  return { begun, operator, firm }
}

test('a verified firm is asked about every thirty days, and nothing happens while it matches', async () => {
  const begun = await beginLookingUp()
  const firm = await verifiedFirm(begun, await build.operator())

  inDays(29.9)
  await begun.run()
  const before = begun.fake.asked.length
  inDays(0.2)
  await begun.run()

  expect([before, begun.fake.asked.length]).toEqual([1, 2])
  expect(await openOf(firm.firm.id)).toBeNull()
})

test('a verified firm that is dissolved goes back to operators, and stays verified until they decide', async () => {
  const begun = await beginLookingUp()
  const operator = await build.operator()
  const firm = await verifiedFirm(begun, operator)
  onRegister(begun.fake, firm, dissolved)

  inDays(31)
  await begun.run()
  inDays(31)
  await begun.run()

  const open = await openOf(firm.firm.id)
  expect(open).toMatchObject({ cause: 'looked-again', finding: 'closed', askedById: null })
  expect(await isVerified(firm.firm.id)).toBe(true)
  const mails = await db.outboxEmail.findMany({
    where: { toEmail: firm.email, subject: { contains: 'looked at again' } },
  })
  expect(mails).toHaveLength(1)
  expect(mails[0]?.text).toContain('dissolved')

  await decideVerification(operator, open?.id ?? '', decline)
  expect(await isVerified(firm.firm.id)).toBe(false)
  const supplier = await db.supplier.findUniqueOrThrow({ where: { id: firm.firm.id } })
  expect(supplier.companyNumber).toBe(firm.identity.companyNumber)
  // From now on it is no firm that operators have to look at, whatever the register says.
  inDays(31)
  await begun.run()
  expect(await openOf(firm.firm.id)).toBeNull()
})

test('what operators knew when they verified does not bring a firm back, and something new does', async () => {
  const { begun, operator, firm } = await renamedFirm()
  await decideVerification(operator, (await openOf(firm.firm.id))?.id ?? '', verify)

  inDays(31)
  await begun.run()
  const known = await openOf(firm.firm.id)
  onRegister(begun.fake, firm, dissolved)
  inDays(31)
  await begun.run()

  expect(known).toBeNull()
  expect(await openOf(firm.firm.id)).toMatchObject({ finding: 'closed' })
})

test('a verified firm answers what it is asked, and lapses only if it changes who it is', async () => {
  const { operator, firm } = await renamedFirm()
  const { id = '' } = (await openOf(firm.firm.id)) ?? {}

  await decideVerification(operator, id, ask)
  await changeIdentity(firm.by, { identity: firm.identity, answer: 'We were renamed' })
  const lapsed = { toEmail: firm.email, subject: { contains: 'is being checked again' } }
  const answered = {
    state: (await openOf(firm.firm.id))?.state,
    is: await isVerified(firm.firm.id),
    told: await db.outboxEmail.count({ where: lapsed }),
  }
  const renamed = { ...firm.identity, legalName: 'New Name Ltd' }
  await changeIdentity(firm.by, { identity: renamed, answer: null })

  expect(answered).toEqual({ state: 'waiting', is: true, told: 0 })
  expect(await db.outboxEmail.count({ where: lapsed })).toBe(1)
  expect(await isVerified(firm.firm.id)).toBe(false)
  expect(await openOf(firm.firm.id)).toMatchObject({
    finding: 'matches',
    answer: 'We were renamed',
  })
})
