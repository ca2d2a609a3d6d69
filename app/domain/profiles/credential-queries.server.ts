import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, londonDay } from '#app/core/time.ts'
import { findFileContent } from '../files/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import {
  canReadCredential,
  lastDayToWarn,
  provenanceOf,
  standingOf,
  type CredentialKind,
  type EndedAs,
  type HeldCredential,
  type OwnCredential,
} from './credential.ts'

export const credentialColumns = {
  ...{ id: true, kind: true, name: true, number: true, issuer: true, coverPence: true },
  ...{ validFrom: true, expiresOn: true, enteredById: true, enteredAt: true, endedAs: true },
  ...{ fileId: true, seenAt: true, sentBackAt: true },
} as const

type Row = {
  id: string
  kind: string
  name: string | null
  number: string | null
  issuer: string | null
  coverPence: bigint | null
  validFrom: Date | null
  expiresOn: Date | null
  enteredById: string | null
  enteredAt: Date
  endedAs: string | null
  fileId: string | null
  seenAt: Date | null
  sentBackAt: Date | null
}

const dayOrNull = (column: Date | null) => (column ? dayOf(column) : null)

/** A row as readers get it. What nobody is known to have entered has no day of its own. */
export const shapeCredential = (row: Row): HeldCredential => ({
  id: row.id,
  kind: row.kind as CredentialKind,
  name: row.name,
  number: row.number,
  issuer: row.issuer,
  coverPence: row.coverPence,
  validFrom: dayOrNull(row.validFrom),
  expiresOn: dayOrNull(row.expiresOn),
  provenance: provenanceOf(row),
  enteredOn: row.enteredById ? londonDay(row.enteredAt) : null,
  seenOn: row.seenAt && londonDay(row.seenAt),
})

const endedAsOf = (row: Row) => row.endedAs as EndedAs | null

/** What a firm holds today, each kind once: of two that hold, the one that began last. */
export async function listHeldCredentials(at: Tx, supplierId: string): Promise<HeldCredential[]> {
  const today = londonDay(clock.now())
  const rows = await at.credential.findMany({
    where: {
      supplierId,
      OR: [{ endedAs: null }, { endedAs: 'renewed' }],
      AND: [{ OR: [{ expiresOn: null }, { expiresOn: { gte: dateOf(today) } }] }],
    },
    orderBy: [{ enteredAt: 'desc' }, { id: 'desc' }],
    take: 200,
    select: credentialColumns,
  })
  const held = rows
    .map((row) => ({ endedAs: endedAsOf(row), credential: shapeCredential(row) }))
    .filter(({ endedAs, credential }) => standingOf({ ...credential, endedAs }, today) === 'held')
  const sorts = new Map<string, HeldCredential>()
  for (const { credential: each } of held) {
    const sort = `${each.kind} ${each.name?.toLowerCase() ?? ''}`
    const known = sorts.get(sort)
    if (!known || (known.validFrom ?? '') < (each.validFrom ?? '')) sorts.set(sort, each)
  }
  return [...sorts.values()].sort((a, b) => order(a) - order(b))
}

const kindsInOrder: string[] = [
  ...['professional-indemnity', 'public-liability', 'employers-liability', 'cyber-insurance'],
  ...['cyber-essentials-plus', 'cyber-essentials', 'iso-27001', 'iso-9001', 'iso-14001', 'dspt'],
]
const order = ({ kind }: HeldCredential) =>
  kindsInOrder.includes(kind) ? kindsInOrder.indexOf(kind) : kindsInOrder.length

const ownColumns = {
  ...credentialColumns,
  endedAt: true,
  sentBackReason: true,
  file: { select: { name: true, sizeBytes: true } },
  enteredBy: { select: { name: true } },
} as const

/** Everything the actor's firm has ever said of certificates and insurances, the newest first. */
export async function listOwnCredentials(actor: Actor): Promise<OwnCredential[]> {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const today = londonDay(clock.now())
  const rows = await db.credential.findMany({
    where: { supplierId: actor.organisationId },
    orderBy: [{ enteredAt: 'desc' }, { id: 'desc' }],
    take: 300,
    select: ownColumns,
  })
  return rows.map((row) => {
    const credential = shapeCredential(row)
    const { file, enteredBy, sentBackReason, endedAt } = row
    const endedAs = endedAsOf(row)
    const standing = standingOf({ ...credential, endedAs }, today)
    return {
      ...credential,
      endedAs,
      standing,
      file,
      enteredBy: enteredBy?.name,
      sentBackReason,
      endedAt,
    }
  })
}

/** One current credential of the actor's own firm. To anybody else it does not exist. */
export async function getOwnCredential(actor: Actor, id: string) {
  const row = canChangeProfile(actor)
    ? await db.credential.findFirst({
        where: { id, supplierId: actor.organisationId, endedAt: null },
        select: credentialColumns,
      })
    : null
  if (!row) throw new Refusal('not-found', 'Page not found')
  return shapeCredential(row)
}

/** What the actor's firm should see to: what expires soon or has expired, and documents that were sent back. */
export async function listCredentialsToMend(actor: Actor) {
  if (!canChangeProfile(actor)) return []
  const rows = await db.credential.findMany({
    where: {
      supplierId: actor.organisationId,
      endedAt: null,
      OR: [
        { expiresOn: { lte: dateOf(lastDayToWarn(clock.now())) } },
        { sentBackAt: { not: null } },
      ],
    },
    orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
    take: 30,
    select: { ...credentialColumns, sentBackReason: true },
  })
  return rows.map((row) => ({ ...shapeCredential(row), sentBackReason: row.sentBackReason }))
}

/** The document of a credential, for its firm and operators. To anybody else, and where there is none, nothing is there. */
export async function getCredentialDocument(actor: Actor, id: string) {
  const row = await db.credential.findUnique({
    where: { id },
    select: { supplierId: true, fileId: true },
  })
  const file =
    row?.fileId && canReadCredential(actor, row.supplierId)
      ? await findFileContent(row.fileId)
      : null
  if (!file?.content) throw new Refusal('not-found', 'Page not found')
  return { ...file, bytes: file.content.bytes }
}

/** The stored file behind a credential. The caller has decided that the person may open it. */
export const findDocumentId = async (id: string) =>
  (await db.credential.findUnique({ where: { id }, select: { fileId: true } }))?.fileId ?? undefined
