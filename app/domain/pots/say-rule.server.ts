import { formatDateTime } from '#app/core/time.ts'
import type { Said } from '../audit/proofs.ts'
import { readRuleNames } from './rule-names.server.ts'
import type { RuleTerms } from './rule-terms.ts'
import { describeRule } from './rule-words.ts'

type Terms = { terms: RuleTerms; inForceFrom: Date; reason: string }
type Proposed = Terms & { potName: string; version: number }

/** What the second person signs: every term of the rule in words, from when, and why. */
export async function sayRule({ potName, version, ...rule }: Proposed): Promise<Said[]> {
  return [
    {
      name: 'You sign',
      value: `Version ${version} of the rule of ${potName}, as its second person`,
    },
    ...(await sayTerms(rule)),
  ]
}

type NewPot = Terms & { name: string; slug: string; purpose: string }

/** What the second person signs of a new pot: what it is, and its first rule. */
export async function sayPot({ name, slug, purpose, ...rule }: NewPot): Promise<Said[]> {
  return [
    { name: 'You sign', value: `The pot ${name} with its first rule, as its second person` },
    { name: 'Its address', value: `/pots/${slug}` },
    { name: 'What it is for', value: purpose },
    ...(await sayTerms(rule)),
  ]
}

async function sayTerms({ terms, inForceFrom, reason }: Terms): Promise<Said[]> {
  const around = { askedAfter: [], closesOn: undefined, names: await readRuleNames([terms]) }
  const { headline, rows } = describeRule(terms, around)
  return [
    { name: 'The rule', value: headline },
    ...rows.map(({ term, text }) => ({ name: term, value: text })),
    { name: 'In force from', value: formatDateTime(inForceFrom) },
    { name: 'Why', value: reason },
  ]
}
