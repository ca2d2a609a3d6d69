import { formatDateTime } from '#app/core/time.ts'
import type { Said } from '../audit/proofs.ts'
import { readRuleNames } from './rule-names.server.ts'
import type { RuleTerms } from './rule-terms.ts'
import { describeRule } from './rule-words.ts'

type Proposed = {
  potName: string
  version: number
  terms: RuleTerms
  inForceFrom: Date
  reason: string
}

/** What the second person signs: every term of the rule in words, from when, and why. */
export async function sayRule({
  potName,
  version,
  terms,
  inForceFrom,
  reason,
}: Proposed): Promise<Said[]> {
  const around = { askedAfter: [], closesOn: undefined, names: await readRuleNames([terms]) }
  const { headline, rows } = describeRule(terms, around)
  return [
    {
      name: 'You sign',
      value: `Version ${version} of the rule of ${potName}, as its second person`,
    },
    { name: 'The rule', value: headline },
    ...rows.map(({ term, text }) => ({ name: term, value: text })),
    { name: 'In force from', value: formatDateTime(inForceFrom) },
    { name: 'Why', value: reason },
  ]
}
