import { onTestFinished } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { companiesHouse } from '#app/gateways/companies-house.server.ts'
import { lookUpFirms } from '#app/domain/joining/look-up-firms.server.ts'
import { startFakeCompaniesHouse } from '../fakes/companies-house.ts'
import type { waitingFirm } from './joining.ts'

/** The register, and nobody due but the firms of the test itself. */
export async function beginLookingUp() {
  await db.registerLookup.updateMany({ data: { dueAt: new Date('2100-01-01') } })
  const fake = await startFakeCompaniesHouse({ key: 'k' })
  onTestFinished(() => void fake.stop())
  const register = companiesHouse({ ...fake, timeLimitMs: 2_000 })
  return { fake, run: () => lookUpFirms(register) }
}

export type Looking = Awaited<ReturnType<typeof beginLookingUp>>
type Firm = Awaited<ReturnType<typeof waitingFirm>>

export const onRegister = (
  fake: Looking['fake'],
  { identity }: Firm,
  more: Record<string, unknown> = {},
) =>
  fake.register.set(identity.companyNumber, {
    company_name: identity.legalName.toUpperCase(),
    company_status: 'active',
    ...more,
  })

export const answersOf = (organisationId: string) =>
  db.registerAnswer.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
export const openOf = (organisationId: string) =>
  db.verification.findFirst({ where: { organisationId, decidedAt: null } })
export const isVerified = async (id: string) =>
  (await db.organisation.findUniqueOrThrow({ where: { id } })).verifiedAt !== null
