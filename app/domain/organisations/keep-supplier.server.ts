import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addOrganisation } from './add-organisation.server.ts'
import type { LegalIdentity } from './legal-identity.ts'

type NewSupplier = LegalIdentity & { town: string }

/** Makes a supplier that nobody has verified yet. Of two with one number at once the second is refused. */
export async function addSupplier(tx: Tx, { legalName, town, ...numbers }: NewSupplier) {
  const id = await addOrganisation(tx, {
    kind: 'supplier',
    name: legalName,
    slug: slugOf(legalName),
  })
  const { count } = await tx.supplier.createMany({
    data: [{ id, town, ...numbers }],
    skipDuplicates: true,
  })
  if (count === 0) throw numberIsHere(numbers)
  return { organisationId: id }
}

function slugOf(name: string) {
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\b(limited|ltd|llp|plc|cic)\b/g, '')
    .match(/[a-z0-9]+/g)
  return (words ?? ['firm']).join('-')
}

type Numbers = Pick<LegalIdentity, 'legalForm' | 'companyNumber' | 'charityNumber'>

/** Says no more than that the number is taken: not by whom, nor whether they have been verified. */
const numberIsHere = ({ legalForm }: Numbers) =>
  new Refusal(
    'conflict',
    'A firm with this number has an account. Ask a colleague who is its administrator to invite you. If nobody at your firm opened it, contact us.',
    { field: legalForm === 'charity' ? 'charityNumber' : 'companyNumber' },
  )

/** Says in words that the database keeps a number for one firm. */
export async function refusingTakenNumber<T>(numbers: Numbers, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw numberIsHere(numbers)
  }
}

/** Holds who a firm is, until the end of the transaction: changing it and deciding about it wait for each other. */
export async function lockSupplier(tx: Tx, organisationId: string): Promise<LockedSupplier> {
  const [found] = await tx.$queryRaw<LockedSupplier[]>`
    select name as "legalName", legal_form as "legalForm", company_number as "companyNumber",
      charity_number as "charityNumber", verified_at as "verifiedAt"
    from organisations join suppliers using (id)
    where id = ${organisationId}::uuid for no key update of organisations`
  if (!found) throw new Refusal('not-found', 'Page not found')
  return found
}

export type LockedSupplier = LegalIdentity & { verifiedAt: Date | null }

/** Writes who a firm is in law. Being verified ends with it: the database sees to that. */
export async function changeLegalIdentity(tx: Tx, id: string, identity: LegalIdentity) {
  const { legalName, ...numbers } = identity
  await tx.organisation.update({ where: { id }, data: { name: legalName } })
  await tx.supplier.update({ where: { id }, data: numbers })
}

/** Says that operators have looked at exactly this firm. It may pitch and show from now, and is on the list of suppliers. */
export async function markVerified(tx: Tx, id: string) {
  const now = clock.now()
  await tx.organisation.update({ where: { id }, data: { verifiedAt: now } })
  await tx.supplier.updateMany({
    where: { id, firstVerifiedAt: null },
    data: { firstVerifiedAt: now },
  })
}

/** Takes back that a firm is verified, of one that keeps its name and number. It had a page, and has it still. */
export const endVerified = (tx: Tx, id: string) =>
  tx.organisation.update({ where: { id }, data: { verifiedAt: null } })

/** Gives the numbers of a firm that was declined free, so that whoever made it up keeps nobody else out. */
export const freeNumbers = (tx: Tx, id: string) =>
  tx.supplier.update({ where: { id }, data: { companyNumber: null, charityNumber: null } })
