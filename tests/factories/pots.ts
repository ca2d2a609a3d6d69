import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import type { AreaProposalInput } from '#app/domain/pots/area-entry.ts'
import type { AreaStatus } from '#app/domain/pots/match-rule.ts'
import { answerInvitation } from '#app/domain/pots/answer-invitation.server.ts'
import { approveArea } from '#app/domain/pots/approve-area.server.ts'
import { createPot } from '#app/domain/pots/create-pot.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { inviteFunder } from '#app/domain/pots/invite-funder.server.ts'
import { proposeArea } from '#app/domain/pots/propose-area.server.ts'
import { proposePot } from '#app/domain/pots/propose-pot.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import type { Purse } from '#app/domain/pots/purse.ts'
import { RuleTerms, type StoredTerms } from '#app/domain/pots/rule-terms.ts'
import { fundManager } from './organisations.ts'

let made = 0

type PotWanted = {
  /** The pot adds match to this challenge only, so tests beside it see nothing of it. */
  for: { serviceFunctionId: number | null }
  /** Without them: pound for pound. */
  terms?: Partial<StoredTerms>
  holds?: Pence
  name?: string
  by?: Actor
}

/** A pot with money and a rule in force, and its fund manager. */
export async function pot(wanted: PotWanted) {
  const { by = await fundManager(), holds = pounds(1_000_000) } = wanted
  const place = ++made
  const name = wanted.name ?? `Pot ${place}`
  const { id } = await createPot(by, {
    operationKey: newId(),
    slug: `pot-${place}`,
    name,
    purpose: 'Money for a test',
    askOrder: place,
    opensOn: '2020-01-01',
    closesOn: undefined,
  })
  if (holds > 0n) await fundPot(by, id, { operationKey: newId(), amount: holds })
  const what = { serviceFunctionIds: [wanted.for.serviceFunctionId ?? 0] }
  await rule({ potId: id, by, terms: { basisPoints: 10_000, what, ...wanted.terms } })
  return { id, name, by, what }
}

type ProposedWanted = { by: Actor; name?: string; slug?: string; terms?: StoredTerms }

/** A pot that a fund manager proposes, as their form sends it. */
export const potInput = ({
  name = 'City Fund',
  slug = `pot-${++made}`,
  terms,
}: Omit<ProposedWanted, 'by'> = {}) => ({
  operationKey: newId(),
  name,
  slug,
  purpose: 'Money for **cities**',
  terms: RuleTerms.parse(terms ?? { basisPoints: 5_000, what: { serviceFunctionIds: [0] } }),
  reason: 'Made for a test',
})

/** The same, proposed and waiting for a second person. */
export const proposedPot = ({ by, ...wanted }: ProposedWanted) => proposePot(by, potInput(wanted))

type JoinedWanted = { pot: { id: string; by: Actor }; puts?: Pence; purse?: Purse }

/** Another funder that was invited to a pot, has joined it, and may have put money in. */
export async function joinedFunder({ pot: { id, by }, puts = 0n, purse }: JoinedWanted) {
  const other = await fundManager()
  const operationKey = newId()
  await inviteFunder(by, id, { operationKey, funderId: other.organisationId, message: '' })
  await answerInvitation(other, operationKey, { answer: 'joined' })
  if (puts > 0n) await fundPot(other, id, { operationKey: newId(), amount: puts, purse })
  return other
}

type RuleWanted = { potId: string; by: Actor; terms: StoredTerms }

/** Puts another version of a pot's rule in force, by two people. */
export async function rule({ potId, by, terms }: RuleWanted) {
  const second = await colleagueOf(by)
  const proposal = await proposeRule(by, potId, {
    operationKey: newId(),
    terms: RuleTerms.parse(terms),
    reason: 'Made for a test',
  })
  return publishRule(second, proposal.id)
}

/** Another fund manager of the same funder. */
export const colleagueOf = (by: Actor) =>
  fundManager({
    organisation: {
      id: by.organisationId,
      name: by.organisationName,
      slug: by.organisationSlug,
      kind: by.organisationKind,
    },
  })

type AreaWanted = {
  pot: { id: string; by: Actor }
  areaId: string
  fromOn?: string
  status?: AreaStatus
}

/** An entry for a pot's register as a form sends it, with its evidence. */
export const areaInput = (areaId: string, changes: Partial<AreaProposalInput> = {}) => ({
  operationKey: newId(),
  areaId,
  status: 'registered' as const,
  chiefDigitalOfficerFromOn: '2024-01-01',
  strategyPublishedOn: '2024-06-01',
  strategyUrl: undefined,
  evidenceUrl: 'https://www.area.example/minutes',
  fromOn: addDays(londonDay(clock.now()), -30),
  toOn: undefined,
  reason: 'Made for a test',
  ...changes,
})

/** An area on the pot's register, by two people. */
export async function registeredArea({ pot: { id, by }, areaId, fromOn, status }: AreaWanted) {
  const input = areaInput(areaId, { ...(fromOn && { fromOn }), ...(status && { status }) })
  const proposal = await proposeArea(by, id, input)
  return approveArea(await colleagueOf(by), proposal.id)
}
