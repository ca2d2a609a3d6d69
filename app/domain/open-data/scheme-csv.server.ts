import { poundsForInput } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import { listSchemeMembers } from '../organisations/import-scheme.server.ts'
import type { SchemeMember } from '../organisations/scheme-change.ts'
import { schemeColumns } from '../organisations/scheme-file.ts'
import { csvLine } from './csv.ts'

/**
 * A council's limits on a day as a file that can be changed and read in again: a line for each, and an empty one for who
 * has none.
 */
export async function* schemeCsv(actor: Actor, on: string) {
  yield csvLine(schemeColumns)
  for (const member of await listSchemeMembers(actor)) yield linesOf(member, on)
}

function linesOf({ email, name, limits }: SchemeMember, on: string) {
  const held = limits.filter(({ from, to }) => from <= on && (to === undefined || to > on))
  if (held.length === 0) return ''
  return held
    .map(({ spend, limitPence, yearLimitPence }) =>
      csvLine([
        ...[email, name, spend ?? 'any', poundsForInput(limitPence)],
        yearLimitPence === undefined ? '' : poundsForInput(yearLimitPence),
      ]),
    )
    .join('')
}
