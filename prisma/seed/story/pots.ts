import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { answerInvitation } from '#app/domain/pots/answer-invitation.server.ts'
import { approveArea } from '#app/domain/pots/approve-area.server.ts'
import { createPot } from '#app/domain/pots/create-pot.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { inviteFunder } from '#app/domain/pots/invite-funder.server.ts'
import { proposeArea } from '#app/domain/pots/propose-area.server.ts'
import { proposePot } from '#app/domain/pots/propose-pot.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import {
  pots,
  proposedPot,
  type DemonstrationArea,
  type DemonstrationFunding,
  type DemonstrationPot,
} from '../demonstration/pots.ts'
import type { Cast } from './cast.ts'
import { evidenceFile } from './evidence-file.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** The pots are set up and funded, their rules published by two people, their areas registered. */
export const potHappenings = (cast: Cast): Happening[] => [
  ...pots.flatMap((pot) => {
    const id = newId()
    return [
      {
        at: on(pot.openedDaysAgo, '08:00'),
        what: `${pot.name} is set up`,
        tell: () => setUp(pot, id, cast),
      },
      ...othersOf(pot).map((funding) => ({
        at: on(pot.openedDaysAgo - 1, '09:30'),
        what: `${funding.funder} joins ${pot.name}`,
        tell: () => joinPot(pot, { id, funding, cast }),
      })),
      ...pot.rules.map((rule) => ({
        at: on(rule.inForceDaysAgo, '08:30'),
        what: `version ${rule.version} of the rule of ${pot.name}`,
        tell: async () => {
          const proposal = await proposeRule(cast.named(rule.publishedBy), id, {
            operationKey: newId(),
            terms: termsOf(rule.terms),
            reason: rule.reason,
          })
          await publishRule(cast.named(rule.secondPublisher), proposal.id)
        },
      })),
      ...pot.areas.flatMap((area) => areaHappenings(area, id, cast)),
    ]
  }),
  { at: on(1, '11:20'), what: `${proposedPot.name} is proposed`, tell: () => proposeOne(cast) },
]

function proposeOne(cast: Cast) {
  const { proposedBy, terms, ...told } = proposedPot
  return proposePot(cast.named(proposedBy), {
    operationKey: newId(),
    ...told,
    terms: RuleTerms.parse(terms),
  })
}

async function setUp(pot: DemonstrationPot, id: string, cast: Cast) {
  const manager = cast.holder(pot.funder, 'fund-manager')
  const { slug, name, purpose, askOrder } = pot
  await createPot(manager, {
    operationKey: id,
    slug,
    name,
    purpose,
    askOrder,
    opensOn: dayOn(pot.openedDaysAgo),
    closesOn: dayOn(-pot.closesInDays),
  })
  for (const { funder, amount, purse } of pot.fundings)
    if (funder === pot.funder) await fundPot(manager, id, { operationKey: newId(), amount, purse })
}

const othersOf = ({ funder, fundings }: DemonstrationPot) =>
  fundings.filter((funding) => funding.funder !== funder)

type Joining = { id: string; funding: DemonstrationFunding; cast: Cast }

/** Another funder is asked, says yes, and puts its money in. */
async function joinPot(pot: DemonstrationPot, { id, funding, cast }: Joining) {
  const invitation = newId()
  const other = cast.holder(funding.funder, 'fund-manager')
  await inviteFunder(cast.holder(pot.funder, 'fund-manager'), id, {
    operationKey: invitation,
    funderId: other.organisationId,
    message:
      'We both pay for shared problems. One pot and one rule would make it simpler for councils.',
  })
  await answerInvitation(other, invitation, { answer: 'joined' })
  const { amount, purse } = funding
  await fundPot(other, id, { operationKey: newId(), amount, purse })
}

/** One person proposes how an area stands, with evidence; another approves it, unless it still waits. */
function areaHappenings(area: DemonstrationArea, potId: string, cast: Cast): Happening[] {
  const id = newId()
  const { proposedDaysAgo = area.fromDaysAgo } = area
  const propose = {
    at: on(proposedDaysAgo, '09:00'),
    what: `${area.area} is proposed for the register`,
    tell: () => proposeEntry(id, { area, potId, by: cast.named(area.proposedBy) }),
  }
  const { approvedBy } = area
  if (!approvedBy) return [propose]
  return [
    propose,
    {
      at: on(proposedDaysAgo, '09:30'),
      what: `${area.area} on the register`,
      tell: () => approveArea(cast.named(approvedBy), id),
    },
  ]
}

type Entry = { area: DemonstrationArea; potId: string; by: Parameters<typeof proposeArea>[0] }

async function proposeEntry(operationKey: string, { area, potId, by }: Entry) {
  const { id, name } = await db.organisation.findUniqueOrThrow({
    where: { slug: area.area },
    select: { id: true, name: true },
  })
  await proposeArea(by, potId, {
    operationKey,
    areaId: id,
    status: area.status,
    fromOn: dayOn(area.fromDaysAgo),
    reason: area.reason,
    ...(area.officerFromDaysAgo && { chiefDigitalOfficerFromOn: dayOn(area.officerFromDaysAgo) }),
    ...(area.strategyDaysAgo && { strategyPublishedOn: dayOn(area.strategyDaysAgo) }),
    file: evidenceFile(`Letter from ${name}`, area.reason),
  })
}

const termsOf = (terms: DemonstrationPot['rules'][number]['terms']): RuleTerms => ({
  who: {
    ...(terms.who === 'mayor-in-post' && { mayorInPost: true }),
    ...(terms.who === 'registered-area' && { areaRegister: true }),
  },
  what: { ...(terms.themes && { themes: terms.themes }) },
  basisPoints: terms.basisPoints,
  ...(terms.minimumCouncils && { minimumCouncils: terms.minimumCouncils }),
  ...(terms.capPerArea && { areaCapPence: terms.capPerArea }),
  ...(terms.capPerChallenge && { challengeCapPence: terms.capPerChallenge }),
})
