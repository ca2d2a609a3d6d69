import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { companyRegister } from '#app/gateways/companies-house.server.ts'
import type { Actor } from '../organisations/actor.ts'
import type { LegalForm } from '../organisations/legal-identity.ts'
import {
  canSeeVerification,
  canVerify,
  type Cause,
  type VerificationFilters,
  type VerificationState,
} from './verification.ts'
import type { Finding } from './register-answer.ts'
import { listAnswers } from './register-queries.server.ts'
import { workDomains } from './work-domain.ts'

const PER_PAGE = 25

type Kinds = { state: string; cause: string; legalForm: string; finding: string }

const typed = <Row extends Kinds>(row: Row) => ({
  ...row,
  state: row.state as VerificationState,
  cause: row.cause as Cause,
  finding: row.finding as Finding,
  legalForm: row.legalForm as LegalForm,
})

const identity = {
  legalName: true,
  legalForm: true,
  companyNumber: true,
  charityNumber: true,
  finding: true,
} as const

/** Firms in the queue of the operators, whoever has waited longest first. */
export async function listVerifications(actor: Actor, filters: VerificationFilters) {
  if (!canVerify(actor)) throw new Refusal('not-found', 'Page not found')
  const { state, cause, finding, after } = filters
  const rows = await db.verification.findMany({
    where: {
      state,
      ...(cause && { cause }),
      ...(finding && { finding }),
      ...(after && {
        askedAt: { gte: after.at },
        OR: [{ askedAt: { gt: after.at } }, { id: { gt: after.id } }],
      }),
    },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: PER_PAGE + 1,
    select: { id: true, state: true, cause: true, askedAt: true, decidedAt: true, ...identity },
  })
  const shown = rows.slice(0, PER_PAGE)
  const last = shown.at(-1)
  const next = rows.length > PER_PAGE && last ? { at: last.askedAt, id: last.id } : undefined
  return { verifications: shown.map(typed), next }
}

/** The firm that has waited longest for an operator, and how many wait. */
export async function findLongestWaiting(actor: Actor) {
  if (!canVerify(actor)) return undefined
  const where = { state: 'waiting' }
  const [first, count] = await Promise.all([
    db.verification.findFirst({
      where,
      orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
      select: { legalName: true, askedAt: true },
    }),
    db.verification.count({ where }),
  ])
  return first ? { ...first, count } : undefined
}

const columns = {
  ...{ id: true, organisationId: true, state: true, cause: true, ...identity },
  ...{ askedAt: true, moreAsked: true, moreAskedAt: true, answer: true, answeredAt: true },
  ...{ reason: true, decidedAt: true },
  askedBy: { select: { name: true, email: true } },
  decidedBy: { select: { name: true } },
} as const

/** All that is known of one firm in the queue, for operators: with others that may be the same firm. */
export async function getVerification(actor: Actor, id: string) {
  const row = canVerify(actor)
    ? await db.verification.findUnique({
        where: { id },
        select: {
          ...columns,
          organisation: {
            select: {
              ...{ slug: true, name: true, verifiedAt: true, createdAt: true },
              supplier: { select: { town: true } },
            },
          },
        },
      })
    : null
  if (!row) throw new Refusal('not-found', 'Page not found')
  const [alike, earlier, answers] = await Promise.all([
    listAlike(row.organisationId, row.legalName, row.askedBy?.email ?? ''),
    listEarlier(row.organisationId, id),
    listAnswers(row.organisationId, row.companyNumber),
  ])
  const mayLookUp = row.companyNumber !== null && companyRegister() !== undefined
  return { ...typed(row), alike, earlier, answers, mayLookUp }
}

type Alike = { id: string; slug: string; name: string; isVerified: boolean; isSameName: boolean }

/** Other firms of a name that is written much the same, or whose people have mail at the same domain. */
function listAlike(organisationId: string, legalName: string, email: string): Promise<Alike[]> {
  const domain = workDomains(email).length > 0 ? email.slice(email.lastIndexOf('@') + 1) : ''
  return db.$queryRaw<Alike[]>`
    select distinct on (id) id, slug, name, verified_at is not null as "isVerified", "isSameName" from (
      select id, slug, name, verified_at, true as "isSameName" from organisations
        where kind = 'supplier' and plain_name(name) = plain_name(${legalName})
      union all
      select o.id, o.slug, o.name, o.verified_at, false from people p
        join memberships m on m.person_id = p.id join organisations o on o.id = m.organisation_id
        where ${domain} <> '' and split_part(p.email, '@', 2) = ${domain} and o.kind = 'supplier'
    ) as alike where id <> ${organisationId}::uuid
    order by id, "isSameName" desc limit 20`
}

const listEarlier = async (organisationId: string, id: string) =>
  (
    await db.verification.findMany({
      where: { organisationId, id: { not: id } },
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      take: 10,
      select: { id: true, state: true, cause: true, askedAt: true, decidedAt: true, ...identity },
    })
  ).map(typed)

/** How the actor's own firm stands with the operators, and who it says it is. */
export async function findOwnVerification(actor: Actor) {
  if (!canSeeVerification(actor)) return undefined
  const id = actor.organisationId
  const [firm, latest] = await Promise.all([
    db.organisation.findUnique({
      where: { id },
      select: {
        name: true,
        verifiedAt: true,
        supplier: { select: { legalForm: true, companyNumber: true, charityNumber: true } },
      },
    }),
    db.verification.findFirst({
      where: { organisationId: id },
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      select: { ...columns, askedBy: false, decidedBy: false },
    }),
  ])
  if (!firm?.supplier) return undefined
  const { name: legalName, verifiedAt, supplier } = firm
  const { legalForm, companyNumber, charityNumber } = supplier
  const now = { legalName, legalForm: legalForm as LegalForm, companyNumber, charityNumber }
  const answers = await listAnswers(id, companyNumber ?? latest?.companyNumber ?? null)
  return { verifiedAt, latest: latest ? typed(latest) : undefined, answers, ...now }
}
