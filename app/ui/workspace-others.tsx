import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDate, formatShortDate, formatTimeRange } from '#app/core/time.ts'
import type { PitchState } from '#app/domain/pitches/pitch.ts'
import { ButtonLink } from './button.tsx'
import { Empty } from './notice.tsx'
import { Section } from './page.tsx'
import { PitchTag } from './pitch-tag.tsx'
import { PotGaugeSmall } from './pot-gauge.tsx'
import { DataTable } from './table.tsx'
import { WorkspaceProjects, type WorkspaceProject } from './workspace-tables.tsx'

type SupplierProps = {
  pitches: {
    id: string
    reference: string
    state: PitchState
    isOpen: boolean
    hasWon: boolean | undefined
    closesAt: Date
    pricePence: Pence
    challengeSlug: string
    challengeTitle: string
  }[]
  bookings: {
    id: string
    title: string
    startsAt: Date
    endsAt: Date
    marketDay: { slug: string; title: string }
  }[]
  projects: WorkspaceProject[]
}

/** What a supplier has going: pitches, demo slots and projects. */
export const SupplierParts = ({ pitches, bookings, projects }: SupplierProps) => (
  <>
    <Section id="pitches" title="Your pitches" aside={<a href="/pitches">See all</a>}>
      <DataTable
        label="Table of your pitches"
        rows={pitches.slice(0, 6)}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'Challenge',
            show: ({ challengeSlug, challengeTitle }) => (
              <a href={`/challenges/${challengeSlug}/pitch`}>{challengeTitle}</a>
            ),
          },
          { name: 'Status', show: (pitch) => <PitchTag {...pitch} /> },
          { name: 'Closes', show: ({ closesAt }) => formatShortDate(closesAt) },
          { name: 'Price', isNumeric: true, show: ({ pricePence }) => formatPounds(pricePence) },
        ]}
        empty={
          <Empty
            title="You have not pitched yet"
            action={<a href="/challenges?stage=funded">See funded challenges</a>}
          >
            Funded challenges ask for pitches. Yours stay sealed until closing.
          </Empty>
        }
      />
    </Section>
    <Section id="bookings" title="Your demo slots" aside={<a href="/market-days">Market days</a>}>
      <DataTable
        label="Table of your demo slots"
        rows={bookings}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'Market day',
            show: ({ marketDay }) => (
              <a href={`/market-days/${marketDay.slug}/booking`}>{marketDay.title}</a>
            ),
          },
          { name: 'Demo', show: ({ title }) => title },
          { name: 'Day', show: ({ startsAt }) => formatDate(startsAt) },
          { name: 'UK time', show: ({ startsAt, endsAt }) => formatTimeRange(startsAt, endsAt) },
        ]}
        empty={
          <Empty title="No demo slots" action={<a href="/market-days">Find a market day</a>}>
            Show what you have built to the councils that share a problem.
          </Empty>
        }
      />
    </Section>
    <Section id="projects" title="Your projects" aside={<a href="/workspace/projects">See all</a>}>
      <WorkspaceProjects projects={projects} />
    </Section>
  </>
)

type PotRow = {
  id: string
  slug: string
  name: string
  allocatedPence: Pence
  reservedPence: Pence
  committedPence: Pence
  paidPence: Pence
}

type FunderProps = {
  pots: PotRow[]
  proposedPots: { id: string; name: string }[]
  mayProposePot: boolean
  projects: WorkspaceProject[]
}

/** What a funder has going: its pots and the projects they pay for. */
export const FunderParts = ({ pots, proposedPots, mayProposePot, projects }: FunderProps) => (
  <>
    <Section id="pots" title="Your pots" aside={<a href="/pots">All pots</a>}>
      {pots.length === 0 && <NoPot mayProposePot={mayProposePot} />}
      <ul className="plain stack-5">
        {pots.map((pot) => (
          <li key={pot.id} className="stack-2">
            <h3>
              <a href={`/pots/${pot.slug}`}>{pot.name}</a>
            </h3>
            <PotGaugeSmall
              {...pot}
              availablePence={
                pot.allocatedPence - pot.reservedPence - pot.committedPence - pot.paidPence
              }
            />
          </li>
        ))}
      </ul>
      <p className="after-form">
        {proposedPots.length > 0 ? (
          <a href="/pots/proposed">{countOf(proposedPots.length, 'proposed pot')}</a>
        ) : (
          <a href="/pots/proposed">Proposed pots</a>
        )}
      </p>
    </Section>
    <Section
      id="projects"
      title="Projects you pay for"
      aside={<a href="/workspace/projects">See all</a>}
    >
      <WorkspaceProjects projects={projects} />
    </Section>
  </>
)

const NoPot = ({ mayProposePot }: { mayProposePot: boolean }) => (
  <Empty
    title="Your organisation has no pot yet"
    action={mayProposePot && <ButtonLink href="/pots/new">Propose a pot</ButtonLink>}
  >
    A pot adds match to councils’ pledges by one rule. One fund manager proposes it, another agrees.
  </Empty>
)
