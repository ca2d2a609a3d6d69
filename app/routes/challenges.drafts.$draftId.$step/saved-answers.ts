import { poundsForInput, formatPounds, type Pence } from '#app/core/money.ts'
import { formatCount } from '#app/core/number.ts'
import type { DraftStep } from '#app/domain/challenges/draft.ts'
import type { Draft } from '#app/domain/challenges/draft-queries.server.ts'
import { isTheme, themeLabel } from '#app/domain/challenges/theme.ts'
import type { SavedAnswer } from '#app/ui/saved-now.tsx'

const text = (name: string, label: string, saved: string | null): SavedAnswer => ({
  name,
  label,
  saved: saved ?? '',
})

const money = (name: string, label: string, pence: Pence | null): SavedAnswer => ({
  name,
  label,
  saved: pence === null ? '' : poundsForInput(pence),
  ...(pence !== null && { shown: formatPounds(pence) }),
})

const fieldsOf: Record<DraftStep, (draft: Draft) => SavedAnswer[]> = {
  title: (draft) => [
    text('title', 'Title', draft.title),
    text('shortTitle', 'Short title', draft.shortTitle),
  ],
  problem: (draft) => [
    text('summary', 'Summary', draft.summary),
    text('problem', 'The problem', draft.problem),
    text('quote', 'Quote', draft.quote),
    text('quoteBy', 'Who said it', draft.quoteBy),
  ],
  service: serviceFields,
  cost: (draft) => [
    text('costToday', 'What it costs today', draft.costToday),
    {
      name: 'leadVolumePerYear',
      label: 'Your cases a year',
      saved: draft.leadVolumePerYear === null ? '' : formatCount(draft.leadVolumePerYear),
    },
    money('leadYearlyCostPence', 'Your cost a year', draft.leadYearlyCostPence),
    money('typicalCostPence', 'Cost for one council to go alone', draft.typicalCostPence),
  ],
  outcome: (draft) => [text('outcome', 'What good looks like', draft.outcome)],
  adoption: (draft) => [
    text('adoptionRoute', 'How councils will take it up', draft.adoptionRoute),
    money('runningCostYearlyPence', 'Running cost after', draft.runningCostYearlyPence),
  ],
  standards: (draft) => [
    text('standards', 'Standards', draft.standards),
    text('dataNotes', 'Data', draft.dataNotes),
  ],
}

function serviceFields({ serviceFunctionId, serviceFunction, service, theme }: Draft) {
  const area = [serviceFunction?.parent?.name, serviceFunction?.name].filter(Boolean).join(': ')
  return [
    {
      name: 'serviceFunctionId',
      label: 'Service area',
      saved: serviceFunctionId === null ? '' : String(serviceFunctionId),
      shown: area,
    },
    text('serviceName', 'Service', service?.name ?? null),
    {
      name: 'theme',
      label: 'Theme',
      saved: theme ?? '',
      shown: isTheme(theme) ? themeLabel[theme] : 'None of these',
    },
  ]
}

/** What the draft holds for one question, as its fields show it and as people read it. */
export const savedAnswers = (draft: Draft, step: DraftStep) => fieldsOf[step](draft)
