import { describeRule, noNames, type RuleNames, type RuleRow } from './rule-words.ts'
import type { RuleTerms } from './rule-terms.ts'

export type RuleChange = { term: string; before: string | undefined; after: string | undefined }

/** What a version of a rule changed, term by term, in the words of both. */
export function rulesDiffer(
  before: RuleTerms,
  after: RuleTerms,
  names: RuleNames = noNames,
): RuleChange[] {
  const [old, changed] = [rowsOf(before, names), rowsOf(after, names)]
  const terms = [...new Set([...old, ...changed].map(({ term }) => term))]
  const textOf = (rows: RuleRow[], term: string) => rows.find((row) => row.term === term)?.text
  return terms
    .map((term) => ({ term, before: textOf(old, term), after: textOf(changed, term) }))
    .filter((change) => change.before !== change.after)
}

function rowsOf(terms: RuleTerms, names: RuleNames): RuleRow[] {
  const { headline, rows } = describeRule(terms, { askedAfter: [], closesOn: undefined, names })
  return [{ term: 'The rule', text: headline }, ...rows]
}
