import { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { readTrial } from '#app/domain/pledges/trial-queries.server.ts'
import { compareTrials, forecastPence } from '#app/domain/pots/compare-trials.ts'
import { fieldsOfTerms, RuleForm, type RuleFields } from '#app/domain/pots/rule-form.ts'
import type { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { simulate } from '#app/domain/pots/simulate.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import { addressOf, openProposals } from './rule-form.server.ts'

/** The rule in force and another one on the same pledges; another than asked when the form is wrong. */
export async function openTrial(actor: Actor, slug: string, asked: RuleFields) {
  const { pot, waiting, canPropose } = await openProposals(actor, slug)
  const { rule } = pot
  if (!rule) throw new Refusal('not-found', 'This pot has no rule to compare with.')
  const typed = 'way' in asked ? asked : fieldsOfTerms(rule.terms)
  // Everybody of the funder may try a rule, and only who runs the pot proposes one.
  const proposal = canPropose ? `/pots/${slug}/proposals/new?${addressOf(typed)}` : undefined
  const file = `/pots/${slug}/simulation.csv?${addressOf(typed)}`
  const opened = { pot, waiting, typed, proposal, file, version: rule.version }
  const parsed = RuleForm.safeParse(typed)
  if (!parsed.success) {
    const { fieldErrors } = z.flattenError(parsed.error)
    const result: FormResult = { error: 'Check your answers', fields: fieldErrors, values: typed }
    return { ...opened, tried: undefined, result }
  }
  const terms = { before: rule.terms, after: parsed.data }
  const tried = await tryRules(pot.id, rule.inForceFrom, terms)
  return { ...opened, tried: { ...tried, version: rule.version }, result: undefined }
}

const SHOWN = 20

/** A trial as its page shows it: what moves most, and how many move in all. */
export function shownTrial({ pairs: _, moved, ...tried }: Tried) {
  return { ...tried, moved: moved.slice(0, SHOWN), movedCount: moved.length }
}

async function tryRules(potId: string, since: Date, terms: Record<'before' | 'after', RuleTerms>) {
  const trial = await readTrial(since)
  const compared = compareTrials(
    simulate(trial, { potId, terms: terms.before }),
    simulate(trial, { potId, terms: terms.after }),
  )
  const today = londonDay(clock.now())
  const days = { since: londonDay(since), today, until: endOfFinancialYear(today) }
  return {
    ...compared,
    since: days.since,
    until: days.until,
    forecast: {
      today: forecastPence(compared.today.inUsePence, days),
      changed: forecastPence(compared.changed.inUsePence, days),
    },
  }
}

/** The last day of March that is still to come. */
const endOfFinancialYear = (today: Day) => {
  const year = Number(today.slice(0, 4))
  const thisYear = `${year}-03-31`
  return today <= thisYear ? thisYear : addDays(`${year + 1}-04-01`, -1)
}
type Tried = NonNullable<Awaited<ReturnType<typeof openTrial>>['tried']>
