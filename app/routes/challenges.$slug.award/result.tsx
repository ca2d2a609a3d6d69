import { formatPounds } from '#app/core/money.ts'
import { formatDate } from '#app/core/time.ts'
import type { AwardResult } from '#app/domain/evaluation/queries.server.ts'
import { formatScore } from '#app/domain/evaluation/result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Decide, StepForm, type Keyed } from './steps.tsx'

type Ranked = AwardResult['ranked'][number]

/** For the lead council: every pitch by its weighted score, and the next step of the award. */
export function Result({ result }: { result: Keyed<AwardResult> }) {
  return (
    <Section id="result" title="The result" aside="Only the lead council sees this part">
      <div className="stack">
        {result.isModerated ? (
          <Ranking {...result} />
        ) : (
          <Notice>
            <p>
              Scores are not agreed yet.{' '}
              <a href={`/challenges/${result.challenge.slug}/moderation`}>Agree the scores</a>
            </p>
          </Notice>
        )}
        <NextStep result={result} />
      </div>
    </Section>
  )
}

const Ranking = ({ ranked, criteria, raisedPence }: AwardResult) => (
  <DataTable
    rows={ranked}
    keyOf={({ pitchId }) => pitchId}
    label="Pitches by weighted score"
    columns={[
      {
        name: 'Pitch',
        show: (row) => (
          <>
            {row.supplierName}, {row.reference}{' '}
            {!row.isAffordable && <Tag tone="warn">Costs more than was raised</Tag>}
          </>
        ),
      },
      { name: 'Place', show: ({ place, isTied }) => `${place}${isTied ? ', tied' : ''}` },
      ...criteria.map(({ name, position }) => ({
        name,
        isNumeric: true,
        show: ({ scores }: Ranked) =>
          `${scores.find((each) => each.position === position)?.points ?? 0}`,
      })),
      { name: 'Weighted', isNumeric: true, show: ({ score }) => formatScore(score) },
      { name: 'Price', isNumeric: true, show: ({ pricePence }) => formatPounds(pricePence) },
    ]}
    caption={`Councils and pots raised ${formatPounds(raisedPence)}`}
  />
)

function NextStep({ result }: { result: Keyed<AwardResult> }) {
  const { award, isModerated, isFunded, operationKey } = result
  if (award?.state === 'confirmed') return null
  if (award?.state === 'decided')
    return (
      <StepForm
        step="publish"
        operationKey={operationKey}
        title="Every supplier has its scores and reasons."
        text="Publishing makes the award public and begins the standstill."
        button="Publish the award"
      />
    )
  if (award?.state === 'standstill' && award.standstillEndsOn)
    return (
      <Notice title="The standstill is running.">
        {`You can confirm the award after ${formatDate(award.standstillEndsOn)}.`}
      </Notice>
    )
  if (award)
    return (
      <StepForm
        step="confirm"
        operationKey={operationKey}
        title="The standstill is over."
        text="Confirming makes the award final, and the work can start."
        button={`Confirm the award at ${formatPounds(award.pricePence)}`}
      />
    )
  if (!isModerated) return null
  if (!isFunded)
    return <Notice tone="warn">Nothing can be awarded before the round reaches its target.</Notice>
  return <Decide result={result} />
}
