import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'

/** Every match says which rule gave it, which version and why; and why another gave nothing. */
export function WhyMatch({ matches, figures }: ChallengePage) {
  if (matches.groups.length === 0) return null
  const pots = new Set(
    matches.groups.filter(({ amountPence }) => amountPence > 0n).map(({ potSlug }) => potSlug),
  ).size
  return (
    <section aria-labelledby="match">
      <div className="why stack">
        <h2 id="match">Why this match</h2>
        <p>
          {pots === 0
            ? 'No pot adds money to this challenge yet.'
            : `${countOf(pots, 'pot adds', 'pots add')} money to this challenge.`}{' '}
          Each follows a published rule, and nobody chooses who gets it.
        </p>
        <div>
          {matches.groups.map((group) => (
            <div className="sumline" key={`${group.potSlug} ${group.areaName} ${group.sentence}`}>
              <strong>{[group.potName, group.areaName].filter(Boolean).join(': ')}</strong>
              <b>{formatPounds(group.amountPence)}</b>
              <p>
                {group.sentence}{' '}
                <a href={`/pots/${group.potSlug}`}>
                  Rule, version {group.ruleVersion}
                  <span className="visually-hidden"> of {group.potName}</span>
                </a>
              </p>
            </div>
          ))}
          <div className="sumline sumline--total">
            <strong>
              {figures.stage === 'pooling'
                ? 'Total match, held until the challenge closes'
                : 'Total match'}
            </strong>
            <b>{formatPounds(matches.totalPence)}</b>
          </div>
        </div>
      </div>
    </section>
  )
}
