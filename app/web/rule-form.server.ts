import { Refusal } from '#app/core/refusal.ts'
import { themeLabel, themes } from '#app/domain/challenges/theme.ts'
import { listServiceAreas } from '#app/domain/challenges/draft-queries.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import {
  councilTypes,
  nameOfType,
  nations,
  regionsOfEngland,
} from '#app/domain/organisations/council-words.ts'
import { canEndProposal, canPublishRule, canRunPot, canSeeProposals } from '#app/domain/pots/pot.ts'
import { listAreas, type Pot } from '#app/domain/pots/queries.server.ts'
import { rulesDiffer } from '#app/domain/pots/rule-changes.ts'
import { ProposalForm } from '#app/domain/pots/proposal-form.ts'
import type { RuleFields } from '#app/domain/pots/rule-form.ts'
import { readRuleNames } from '#app/domain/pots/rule-names.server.ts'
import { getRuleProposal } from '#app/domain/pots/rule-queries.server.ts'
import type { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { describeRule } from '#app/domain/pots/rule-words.ts'
import type { RuleChoices } from '#app/ui/rule-fields.tsx'
import { openPot } from './pot-page.server.ts'

/** A pot to its own funder's people; to others what waits there is not to be seen. */
export async function openProposals(actor: Actor, slug: string) {
  const opened = await openPot(actor, slug)
  if (!canSeeProposals(actor, opened.pot))
    throw new Refusal('not-found', 'Proposals are for people of the pot’s funder.')
  return { ...opened, canPropose: canRunPot(actor, opened.pot) }
}

/** The same, for who may change its rule. */
export async function openRuleForm(actor: Actor, slug: string) {
  const opened = await openProposals(actor, slug)
  if (!opened.canPropose)
    throw new Refusal('forbidden', 'Ask a fund manager of the pot to propose a change.')
  return opened
}

/** A proposal with the rule it would replace, in words, and what this person may do with it. */
export async function openProposal(actor: Actor, slug: string, id: string) {
  const { pot, waiting } = await openProposals(actor, slug)
  const proposal = await getRuleProposal(actor, { potId: pot.id, id })
  const isOpen = !proposal.publishedRule && !proposal.endedAt
  return {
    pot,
    waiting,
    proposal,
    isOpen,
    canPublish: isOpen && canPublishRule(actor, pot, proposal),
    canEnd: canEndProposal(actor, pot),
    ...(await compareWithRule(pot, proposal.terms)),
  }
}

/** A proposal as an address carries it, beside the rule in force; nothing when it does not make sense. */
export async function checkProposal(actor: Actor, slug: string, typed: RuleFields) {
  const { pot } = await openRuleForm(actor, slug)
  const parsed = ProposalForm.safeParse(typed)
  if (!parsed.success) return undefined
  const { reason, inForceFromOn, terms } = parsed.data
  const { name } = pot
  return { pot: { slug, name }, reason, inForceFromOn, ...(await compareWithRule(pot, terms)) }
}

type Potted = Pick<Pot, 'rule' | 'closesOn' | 'askedAfter'>

/** A rule that is not in force, in words and beside the one that is. */
export async function compareWithRule(pot: Potted, terms: RuleTerms) {
  const before = pot.rule
  const names = await readRuleNames(before ? [before.terms, terms] : [terms])
  const { askedAfter, closesOn } = pot
  return {
    words: describeRule(terms, { askedAfter, closesOn: closesOn ?? undefined, names }),
    version: before ? `Version ${before.version}` : 'No rule',
    changes: before ? rulesDiffer(before.terms, terms, names) : [],
  }
}

/** What the boxes of a rule offer; a pot that is not there yet has no register, so every area is new to it. */
export async function readRuleChoices(potId: string): Promise<RuleChoices> {
  const [areas, services] = await Promise.all([listAreas(potId), listServiceAreas()])
  return {
    councilTypes: councilTypes.map((type) => ({ value: type, label: nameOfType(type) })),
    nations: asThey(nations),
    regions: asThey(regionsOfEngland),
    areas: areas.map(({ areaId, name }) => ({ value: areaId, label: name })),
    services: services.map(({ id, name }) => ({ value: String(id), label: name })),
    themes: themes.map((theme) => ({ value: theme, label: themeLabel[theme] })),
  }
}

const asThey = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

/** What an address carries, in the shape a form has: a name that comes several times is a list. */
export function readAddress(request: Request): RuleFields {
  const { searchParams } = new URL(request.url)
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const all = searchParams.getAll(name)
      return [name, all.length === 1 ? (all[0] ?? '') : all]
    }),
  )
}

export function addressOf(fields: RuleFields) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) query.append(name, one)
  return query
}
