import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDate, formatDateTime, formatDay } from '#app/core/time.ts'
import { canPitch } from '#app/domain/pitches/pitch.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

/** What suppliers can do now: show it at a market day, pitch, or read who was chosen. */
export function Pitches(page: ChallengePage) {
  const { pitchCall, nextDay, award } = page
  if (!pitchCall && !nextDay) return null
  return (
    <Section id="pitches" title="Pitches" aside={pitchCall && closingOf(pitchCall)}>
      <div className="stack">
        {award && <Award {...page} />}
        {pitchCall ? <Call {...page} /> : <p>Pitching has not opened yet.</p>}
        <NextSteps {...page} />
      </div>
    </Section>
  )
}

const closingOf = ({ isOpen, closesAt }: { isOpen: boolean; closesAt: Date }) =>
  `${isOpen ? 'Open until' : 'Closed at'} ${formatDateTime(closesAt)}`

function Award({ award, challenge, project }: ChallengePage) {
  if (!award) return null
  return (
    <p>
      <strong>{award.supplierName}</strong> is chosen for {formatPounds(award.pricePence)}.{' '}
      {!award.confirmedAt &&
        `The standstill runs until the end of ${formatDate(award.standstillEndsOn)}. `}
      <a href={`/challenges/${challenge.slug}/award`}>See the award and its scores</a>
      {project && (
        <>
          {' or '}
          <a href={`/projects/${project.reference}`}>follow the project</a>
        </>
      )}
    </p>
  )
}

const supplied = (count: number) => countOf(count, 'supplier has', 'suppliers have')

function Call({ pitchCall }: ChallengePage) {
  if (!pitchCall) return null
  const { startedCount, sentCount, isOpen, criteria } = pitchCall
  return (
    <>
      <p>
        {isOpen
          ? `${supplied(startedCount)} started a pitch and ${sentCount} ${sentCount === 1 ? 'has' : 'have'} sent one. `
          : `${supplied(sentCount)} sent a pitch. `}
        Pitches stay sealed until pitching closes, from everyone. Contributing councils then score
        them against the published weights.
      </p>
      <DataTable
        label="What pitches are scored on"
        rows={criteria}
        keyOf={({ id }) => id}
        columns={[
          { name: 'What is scored', show: ({ name }) => name },
          {
            name: 'Weight',
            isNumeric: true,
            show: ({ weightBasisPoints }) => `${weightBasisPoints / 100}%`,
          },
        ]}
      />
    </>
  )
}

function NextSteps({ challenge, pitchCall, nextDay, own }: ChallengePage) {
  const mayPitch = pitchCall?.isOpen && (!own || canPitch(own.actor))
  if (!mayPitch && !nextDay) return null
  return (
    <p>
      {mayPitch && (
        <a href={`/challenges/${challenge.slug}/pitch`}>
          {own?.pitchId ? 'Go on with your pitch' : 'Start a pitch'}
        </a>
      )}
      {mayPitch && nextDay && ' or '}
      {nextDay && (
        <a href={`/market-days/${nextDay.slug}`}>
          {mayPitch ? 'book' : 'Book'} a demo slot on {formatDay(nextDay.startsAt)}
        </a>
      )}
    </p>
  )
}
