import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDateTime, formatDay, type Day } from '#app/core/time.ts'
import type { Forecast } from '#app/domain/pots/forecast.ts'
import { purseLabel, ringFenceLabel, ringFenceOf, type Purse } from '#app/domain/pots/purse.ts'
import { DataTable } from './table.tsx'

type Trimmed = { at: Date; purse: Purse; amountPence: Pence; wantedPence: Pence }
type Funding = { journalId: bigint; at: Date; funder: string; purse: Purse; pence: Pence }
type Props = { forecast: Forecast; trimmed: Trimmed | undefined; fundings: Funding[] }

/** When the pot would be used up, how that is worked out, and what came into it. */
export function PotForecast({ forecast, trimmed, fundings }: Props) {
  const isEmpty = forecast.kind === 'used-up'
  return (
    <div className="stack">
      <p className="lead">{sentenceOf(forecast, trimmed)}</p>
      {!isEmpty && trimmed && (
        <p className="measure">
          {whatWasUsedUp(trimmed)} used up before: at {formatDateTime(trimmed.at)} the last match
          was {formatPounds(trimmed.amountPence)} of {formatPounds(trimmed.wantedPence)} wanted.
        </p>
      )}
      {'paces' in forecast && <Paces paces={forecast.paces} />}
      {fundings.length > 0 && (
        <DataTable
          label="Table of what came into the pot"
          rows={fundings}
          keyOf={({ journalId, funder }) => `${journalId}/${funder}`}
          columns={[
            {
              name: 'Came in, and could be matched at once',
              show: ({ journalId, at }) => (
                <a href={`/ledger/journals/${journalId}`}>{formatDateTime(at)}</a>
              ),
            },
            { name: 'From', show: ({ funder }) => funder },
            ...(fundings.some(({ purse }) => ringFenceOf(purse))
              ? [{ name: 'What for', show: ({ purse }: Funding) => purseLabel[purse] }]
              : []),
            { name: 'Sum', isNumeric: true, show: ({ pence }) => formatPounds(pence) },
          ]}
        />
      )}
    </div>
  )
}

const whatWasUsedUp = ({ purse }: Trimmed) => {
  const ringFence = ringFenceOf(purse)
  return ringFence ? `Its money for ${ringFenceLabel[ringFence]} was` : 'It was'
}

function sentenceOf(forecast: Forecast, trimmed: Trimmed | undefined) {
  switch (forecast.kind) {
    case 'used-up':
      return trimmed
        ? `Used up at ${formatDateTime(trimmed.at)}. The last match was ${formatPounds(trimmed.amountPence)} of ${formatPounds(trimmed.wantedPence)} wanted.`
        : 'Nothing is left in the pot.'
    case 'too-little':
      return `Too soon to say when it is used up: it has been open for ${forecast.days} of the ${forecast.needed} days a pace needs.`
    case 'not-falling':
      return 'At the pace so far it is not used up within ten years.'
    case 'range':
      return rangeInWords(forecast)
  }
}

function rangeInWords({ earliestOn, latestOn }: { earliestOn: Day; latestOn: Day | undefined }) {
  if (latestOn === earliestOn)
    return `At the pace so far it is used up about ${formatDay(earliestOn)}.`
  return latestOn
    ? `At the pace so far it is used up between ${formatDay(earliestOn)} and ${formatDay(latestOn)}.`
    : `At its fastest pace so far it is used up about ${formatDay(earliestOn)}; at its slowest, not within ten years.`
}

type Pace = Extract<Forecast, { paces: unknown }>['paces'][number]

const Paces = ({ paces }: { paces: Pace[] }) => (
  <DataTable
    label="Table of the paces of the forecast"
    rows={paces}
    keyOf={({ days }) => String(days)}
    columns={[
      { name: 'Pace of', show: ({ days }) => `the last ${days} days` },
      {
        name: 'Reserved, less what came back',
        isNumeric: true,
        show: ({ usedPence }) => formatPounds(usedPence),
      },
      {
        name: 'Used up about',
        show: ({ usedUpOn }) => (usedUpOn ? formatDay(usedUpOn) : 'Not within ten years'),
      },
    ]}
  />
)
