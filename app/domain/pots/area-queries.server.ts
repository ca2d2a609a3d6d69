import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { findFileContent } from '../files/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import type { AreaStatus } from './match-rule.ts'
import { canPublishRule, canSeeProposals } from './pot.ts'

const named = { select: { name: true } } as const
const areaNamed = {
  select: {
    id: true,
    council: { select: { organisation: { select: { name: true, slug: true } } } },
  },
} as const
const file = { select: { id: true, name: true, sizeBytes: true } } as const

const said = {
  id: true,
  status: true,
  chiefDigitalOfficerFromOn: true,
  strategyPublishedOn: true,
  strategyUrl: true,
  evidenceUrl: true,
  evidenceFile: file,
  fromOn: true,
  toOn: true,
  reason: true,
  combinedAuthority: areaNamed,
  proposedBy: named,
} as const

type Said = Pick<
  Prisma.AreaProposalGetPayload<{ select: typeof said }>,
  | 'status'
  | 'chiefDigitalOfficerFromOn'
  | 'strategyPublishedOn'
  | 'fromOn'
  | 'toOn'
  | 'combinedAuthority'
>

const inDays = <S extends Said>({ combinedAuthority, ...entry }: S) => ({
  ...entry,
  area: { id: combinedAuthority.id, ...combinedAuthority.council.organisation },
  status: entry.status as AreaStatus,
  chiefDigitalOfficerFromOn: dayOrNull(entry.chiefDigitalOfficerFromOn),
  strategyPublishedOn: dayOrNull(entry.strategyPublishedOn),
  fromOn: dayOf(entry.fromOn),
  toOn: dayOrNull(entry.toOn),
})

const dayOrNull = (column: Date | null) => (column ? dayOf(column) : null)

/** An area, and all that was ever approved for it on a pot's register, the last to begin first. Public. */
export async function getAreaHistory(potId: string, slug: string) {
  const area = await db.organisation.findUnique({
    where: { slug },
    select: { id: true, name: true, slug: true, council: { select: { combinedAuthority: true } } },
  })
  if (!area?.council?.combinedAuthority) throw new Refusal('not-found', 'There is no such area.')
  const entries = await db.areaRegistration.findMany({
    where: { potId, combinedAuthorityId: area.id },
    orderBy: [{ fromOn: 'desc' }, { approvedAt: 'desc' }, { id: 'desc' }],
    take: 200,
    select: { ...said, decidedBy: named, approvedAt: true, proposal: { select: { id: true } } },
  })
  const { id, name } = area
  return { area: { id, name, slug }, entries: entries.map(inDays) }
}
export type AreaEntry = Awaited<ReturnType<typeof getAreaHistory>>['entries'][number]

const proposalColumns = {
  ...said,
  potId: true,
  proposedAt: true,
  proposedById: true,
  entry: { select: { approvedAt: true, decidedBy: named } },
  endedAt: true,
  endedReason: true,
  endedBy: named,
} as const

/** Entries proposed for a pot's register that wait for a second person, for people of its own funder. */
export async function listAreaProposals(actor: Actor, potId: string) {
  const pot = { funderId: actor.organisationId }
  return readProposals({ potId, entryId: null, endedAt: null, pot })
}

/** What was proposed before and approved or sent back, for people of the pot's own funder. */
export async function listPastAreaProposals(actor: Actor, potId: string) {
  const past = { OR: [{ entryId: { not: null } }, { endedAt: { not: null } }] }
  return readProposals({ potId, ...past, pot: { funderId: actor.organisationId } })
}

export async function getAreaProposal(actor: Actor, { potId, id }: { potId: string; id: string }) {
  const [proposal] = await readProposals({ id, potId, pot: { funderId: actor.organisationId } })
  if (!proposal) throw new Refusal('not-found', 'This proposal is not there.')
  return proposal
}

/** Proposed entries in all pots of the actor's funder that they may approve themselves. */
export async function listAreasToApprove(actor: Actor) {
  const proposals = await db.areaProposal.findMany({
    where: { entryId: null, endedAt: null, pot: { funderId: actor.organisationId } },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
    select: { ...proposalColumns, pot: { select: { slug: true, name: true, funderId: true } } },
    take: 50,
  })
  return proposals.map(inDays).filter((proposal) => canPublishRule(actor, proposal.pot, proposal))
}

async function readProposals(where: Prisma.AreaProposalWhereInput) {
  const proposals = await db.areaProposal.findMany({
    where,
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
    select: proposalColumns,
    take: 50,
  })
  return proposals.map(inDays)
}
export type AreaProposal = Awaited<ReturnType<typeof readProposals>>[number]

type Wanted = { potId: string; proposalId: string }

/** The file of evidence of a proposal: for everybody once it is on the register, before for people of the funder. */
export async function getAreaEvidence(actor: Actor | undefined, { potId, proposalId }: Wanted) {
  const proposal = await db.areaProposal.findFirst({
    where: { id: proposalId, potId },
    select: { entryId: true, evidenceFileId: true, pot: { select: { funderId: true } } },
  })
  const isSeen = proposal?.entryId || (proposal && canSeeProposals(actor, proposal.pot))
  const kept = isSeen && proposal.evidenceFileId && (await findFileContent(proposal.evidenceFileId))
  if (!kept || !kept.content) throw new Refusal('not-found', 'Page not found')
  return { ...kept, bytes: kept.content.bytes }
}
