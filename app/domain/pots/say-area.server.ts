import type { Tx } from '#app/core/db.server.ts'
import { dayOf, formatDate } from '#app/core/time.ts'
import type { Said } from '../audit/proofs.ts'
import { areaStands } from './area-words.ts'
import type { AreaStatus } from './match-rule.ts'

/** What the second person signs: how the area stands, from when, and the evidence, a file by its fingerprint too. */
export async function sayArea(tx: Tx, proposalId: string): Promise<Said[]> {
  const proposal = await tx.areaProposal.findUniqueOrThrow({
    where: { id: proposalId },
    include: {
      pot: { select: { name: true } },
      evidenceFile: { select: { name: true, sha256: true } },
      proposedBy: { select: { name: true } },
      combinedAuthority: {
        select: { council: { select: { organisation: { select: { name: true } } } } },
      },
    },
  })
  const { pot, combinedAuthority, evidenceFile: file, evidenceUrl, toOn } = proposal
  const { name } = combinedAuthority.council.organisation
  return [
    { name: 'You sign', value: `An entry of the register of ${pot.name}, as its second person` },
    { name: 'The entry', value: `${name} ${areaStands[proposal.status as AreaStatus]}` },
    { name: 'From', value: formatDate(dayOf(proposal.fromOn)) },
    { name: 'Until', value: toOn ? formatDate(dayOf(toOn)) : 'Somebody changes it' },
    { name: 'Chief digital officer since', value: dayOrNone(proposal.chiefDigitalOfficerFromOn) },
    { name: 'Strategy published on', value: dayOrNone(proposal.strategyPublishedOn) },
    { name: 'Strategy', value: proposal.strategyUrl ?? 'None' },
    { name: 'Evidence', value: [file?.name, evidenceUrl].filter(Boolean).join(', ') },
    ...(file ? [{ name: 'Fingerprint of the file', value: file.sha256.slice(0, 16) }] : []),
    { name: 'Why', value: proposal.reason },
    { name: 'Proposed by', value: proposal.proposedBy.name },
  ]
}

const dayOrNone = (day: Date | null) => (day ? formatDate(dayOf(day)) : 'None')
