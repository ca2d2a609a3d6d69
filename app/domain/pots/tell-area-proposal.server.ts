import type { Tx } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'
import { areaProposalApproved } from '#emails/area-proposal-approved.tsx'
import { areaProposalSentBack } from '#emails/area-proposal-sent-back.tsx'
import { areaProposalWaiting } from '#emails/area-proposal-waiting.tsx'
import { queueEmail, queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { areaStands } from './area-words.ts'
import type { AreaStatus } from './match-rule.ts'

async function readProposal(tx: Tx, id: string) {
  const proposal = await tx.areaProposal.findUniqueOrThrow({
    where: { id },
    select: {
      status: true,
      fromOn: true,
      reason: true,
      proposedBy: { select: { id: true, name: true, email: true } },
      pot: { select: { slug: true, name: true, funderId: true } },
      combinedAuthority: {
        select: { council: { select: { organisation: { select: { name: true } } } } },
      },
    },
  })
  const { pot, combinedAuthority, status, fromOn, proposedBy } = proposal
  return {
    proposedBy,
    funderId: pot.funderId,
    reasonGiven: proposal.reason,
    words: {
      potName: pot.name,
      areaName: combinedAuthority.council.organisation.name,
      stands: areaStands[status as AreaStatus],
      fromOn: dayOf(fromOn),
      href: siteLink(`/pots/${pot.slug}/areas/proposals/${id}`),
    },
  }
}

/** Asks everybody of the funder who may be the second person. */
export async function askToApproveArea(tx: Tx, actor: Actor, proposalId: string) {
  const { words, funderId, reasonGiven } = await readProposal(tx, proposalId)
  const people = await listPeopleInRoles(tx, {
    organisationIds: [funderId],
    roles: ['fund-manager', 'payment-approver'],
  })
  await queueEmailToEach(tx, {
    key: `area-proposal-waiting:${proposalId}`,
    people: people.filter(({ personId }) => personId !== actor.personId),
    mail: areaProposalWaiting({ ...words, proposedBy: actor.personName, reasonGiven }),
  })
}

/** Tells who proposed it that the entry is on the register. */
export async function tellAreaApproved(tx: Tx, actor: Actor, proposalId: string) {
  const { words, proposedBy } = await readProposal(tx, proposalId)
  await queueEmail(tx, {
    key: `area-proposal-approved:${proposalId}`,
    to: proposedBy,
    mail: areaProposalApproved({ ...words, approvedBy: actor.personName }),
  })
}

type SentBack = { proposalId: string; reason: string }

/** Tells who proposed it what is missing. */
export async function tellAreaSentBack(tx: Tx, actor: Actor, { proposalId, reason }: SentBack) {
  const { words, proposedBy } = await readProposal(tx, proposalId)
  await queueEmail(tx, {
    key: `area-proposal-sent-back:${proposalId}`,
    to: proposedBy,
    mail: areaProposalSentBack({ ...words, sentBackBy: actor.personName, reason }),
  })
}
