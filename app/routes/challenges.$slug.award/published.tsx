import { formatPounds } from '#app/core/money.ts'
import { formatDate } from '#app/core/time.ts'
import type { PublicAward } from '#app/domain/evaluation/award-queries.server.ts'
import { formatScore, formatShare } from '#app/domain/evaluation/result.ts'
import { formatWeight } from '#app/domain/pitches/pitch-call.ts'
import { Facts } from '#app/ui/lists.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { MilestoneTable } from '#app/ui/pitch.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const stateWords: Record<PublicAward['state'], { tone: Tone; words: string }> = {
  decided: { tone: 'wait', words: 'Decided' },
  standstill: { tone: 'wait', words: 'In standstill' },
  'ready to confirm': { tone: 'info', words: 'Standstill over' },
  confirmed: { tone: 'ok', words: 'Confirmed' },
}

type PublishedProps = {
  challenge: { shortTitle: string; leadCouncilName: string }
  award: PublicAward
}

/** The award as everybody sees it: the winner’s scores, nobody else’s. */
export function Published({ challenge, award }: PublishedProps) {
  const { tone, words } = stateWords[award.state]
  return (
    <>
      <PageTitle
        kicker={`Award by ${challenge.leadCouncilName}`}
        title={`The award for ${challenge.shortTitle}`}
        lead={`${award.supplierName}${award.supplierTown ? ` of ${award.supplierTown}` : ''} is chosen, at ${formatPounds(award.pricePence)}.`}
      />
      <div className="measure">
        <Facts
          facts={[
            { name: 'State', value: <Tag tone={tone}>{words}</Tag> },
            { name: 'Published', value: formatDate(award.publishedAt) },
            { name: 'Last day of the standstill', value: formatDate(award.standstillEndsOn) },
            ...(award.confirmedAt
              ? [{ name: 'Confirmed', value: formatDate(award.confirmedAt) }]
              : []),
            { name: 'Pitches scored', value: award.pitchCount },
          ]}
        />
      </div>
      <Section id="why" title="Why this pitch">
        <p className="measure">{award.reason}</p>
      </Section>
      <Section id="scores" title="How it scored">
        <ScoreTable award={award} />
      </Section>
      <Section id="milestones" title="What is paid for">
        <MilestoneTable milestones={award.milestones} />
      </Section>
    </>
  )
}

const ScoreTable = ({ award }: { award: PublicAward }) => (
  <DataTable
    rows={award.scores}
    keyOf={({ position }) => String(position)}
    label="Scores of the awarded pitch"
    columns={[
      { name: 'Criterion', show: ({ name }) => name },
      { name: 'Score', isNumeric: true, show: ({ points }) => `${points} of 5` },
      {
        name: 'Weight',
        isNumeric: true,
        show: ({ weightBasisPoints }) => formatWeight(weightBasisPoints),
      },
      { name: 'Brings', isNumeric: true, show: formatShare },
    ]}
    total={{ name: 'Weighted score', values: [formatScore(award.score)] }}
  />
)
