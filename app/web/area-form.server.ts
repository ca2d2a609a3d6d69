import { newId } from '#app/core/id.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import {
  getAreaHistory,
  getAreaProposal,
  type AreaEntry,
} from '#app/domain/pots/area-queries.server.ts'
import { canEndProposal, canPublishRule, canRunPot } from '#app/domain/pots/pot.ts'
import { listAreas } from '#app/domain/pots/queries.server.ts'
import { openProposals, openRuleForm } from './rule-form.server.ts'

const Id = /^[0-9a-f-]{36}$/

/** The form of a new entry: empty, or filled in from what the area has now or from a proposal sent back. */
export async function openAreaForm(actor: Actor, slug: string, request: Request) {
  const { pot } = await openRuleForm(actor, slug)
  const { searchParams } = new URL(request.url)
  const [areaSlug, againId] = [searchParams.get('area'), searchParams.get('again') ?? '']
  const areas = await listAreas(pot.id)
  const isKnown = areas.some((area) => area.slug === areaSlug)
  const now =
    areaSlug && isKnown ? (await getAreaHistory(pot.id, areaSlug)).entries.at(0) : undefined
  const again = Id.test(againId)
    ? await getAreaProposal(actor, { potId: pot.id, id: againId })
    : now
  return {
    pot: { slug: pot.slug, name: pot.name },
    areas: areas.map(({ areaId, name }) => ({ value: areaId, label: name })),
    answers: {
      operationKey: newId(),
      areaId: areas.find((area) => area.slug === areaSlug)?.areaId ?? '',
      ...(again && answersOf(again)),
      ...(again &&
        again !== now && {
          fromOn: again.fromOn,
          toOn: again.toOn ?? '',
          reason: again.reason ?? '',
        }),
    } as Record<string, string>,
  }
}

const answersOf = (
  entry: Pick<
    AreaEntry,
    | 'area'
    | 'status'
    | 'chiefDigitalOfficerFromOn'
    | 'strategyPublishedOn'
    | 'strategyUrl'
    | 'evidenceUrl'
  >,
) => ({
  areaId: entry.area.id,
  status: entry.status,
  chiefDigitalOfficerFromOn: entry.chiefDigitalOfficerFromOn ?? '',
  strategyPublishedOn: entry.strategyPublishedOn ?? '',
  strategyUrl: entry.strategyUrl ?? '',
  evidenceUrl: entry.evidenceUrl ?? '',
})

/** A proposed entry beside what the register says now, and what this person may do with it. */
export async function openAreaProposal(actor: Actor, slug: string, id: string) {
  const { pot, waiting } = await openProposals(actor, slug)
  const proposal = await getAreaProposal(actor, { potId: pot.id, id })
  const isOpen = !proposal.entry && !proposal.endedAt
  const history = await getAreaHistory(pot.id, proposal.area.slug)
  return {
    pot,
    waiting,
    proposal,
    isOpen,
    before: isOpen ? history.entries : [],
    canApprove: isOpen && canPublishRule(actor, pot, proposal),
    canEnd: canEndProposal(actor, pot),
    canPropose: canRunPot(actor, pot),
    isOwn: proposal.proposedById === actor.personId,
  }
}
