import { formatPounds, formatPoundsShort } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { linesOf } from '#app/domain/challenges/draft.ts'
import type { NationalCost } from '#app/domain/challenges/national-cost.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'

export function Problem({ challenge, sharing }: ChallengePage) {
  return (
    <Section id="problem" title="The problem">
      <div className="stack measure">
        <Prose text={challenge.problem} />
        {challenge.quote && (
          <figure className="stack-2">
            <blockquote className="quote">“{challenge.quote}”</blockquote>
            {challenge.quoteBy && (
              <figcaption className="small muted">{challenge.quoteBy}</figcaption>
            )}
          </figure>
        )}
        <h3>What good looks like</h3>
        <ul className="stack-2">
          {linesOf(challenge.outcome).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h3>What it costs today</h3>
        <Prose text={challenge.costToday} headings="h4" />
        <CostTogether cost={sharing.cost} />
        <h3>How councils will take it up</h3>
        <Prose text={challenge.adoptionRoute} headings="h4" />
        {(challenge.standards || challenge.dataNotes) && (
          <>
            <h3>Standards and data</h3>
            <Prose
              text={[challenge.standards, challenge.dataNotes].filter(Boolean).join('\n\n')}
              headings="h4"
            />
          </>
        )}
      </div>
    </Section>
  )
}

/** The stated sum is exact; the range is an estimate and says how it was made. */
function CostTogether({ cost }: { cost: NationalCost }) {
  if (cost.stated === 0) return null
  return (
    <div className="stack-2">
      <p>
        <strong>{formatPounds(cost.statedPence)} a year</strong> is what{' '}
        {countOf(cost.stated, 'council')} of the {cost.coSigners} that share this{' '}
        {cost.stated === 1 ? 'says' : 'say'} it costs them.
        {cost.range && (
          <>
            {' '}
            Across the UK it may cost{' '}
            <strong>
              {formatPoundsShort(cost.range.lowPence)} to {formatPoundsShort(cost.range.highPence)}
            </strong>{' '}
            a year.
          </>
        )}
      </p>
      {cost.range && (
        <details className="small">
          <summary>How this range is worked out</summary>
          <ul className="stack-2">
            <li>
              For each type of council, the stated costs are divided by the residents of the
              councils that stated them.
            </li>
            <li>
              Low end: that cost for every resident of the councils that share the problem, those
              that gave no figure included.
            </li>
            <li>
              High end: that cost for every resident of all councils of the same types, whether or
              not they have said that they share it.
            </li>
            <li>
              Types of council of which none gave a figure are left out. Populations are mid-year
              estimates from the register. Both ends are rounded to whole thousands of pounds.
            </li>
          </ul>
        </details>
      )}
    </div>
  )
}
