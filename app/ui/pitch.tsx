import { formatPounds } from '#app/core/money.ts'
import type { Day } from '#app/core/time.ts'
import { formatWeight } from '#app/domain/pitches/pitch-call.ts'
import { priceOf, type MilestoneDraft } from '#app/domain/pitches/milestones.ts'
import { describeIdentity } from '#app/domain/organisations/legal-identity.ts'
import { describePlace } from '#app/domain/profiles/framework.ts'
import type { SupplierProfile } from '#app/domain/profiles/profile.ts'
import { HeldCredentials } from './credential.tsx'
import { Facts } from './lists.tsx'
import { Prose } from './prose.tsx'
import { DataTable } from './table.tsx'

type Weight = { name: string; weightBasisPoints: number }

/** What is scored, with its share of the score. */
export const Weights = ({ criteria }: { criteria: Weight[] }) => (
  <Facts
    facts={criteria.map(({ name, weightBasisPoints }) => ({
      name,
      value: formatWeight(weightBasisPoints),
    }))}
  />
)

type MilestoneRow = Omit<MilestoneDraft, 'acceptanceTest'> & {
  acceptanceTest?: string
  position: number
}

/** The priced steps of a pitch, with their sum. */
export function MilestoneTable({ milestones }: { milestones: MilestoneRow[] }) {
  const hasTests = milestones.some(({ acceptanceTest }) => acceptanceTest)
  return (
    <DataTable
      caption="Milestones and price"
      rows={milestones}
      keyOf={({ position }) => String(position)}
      columns={[
        { name: 'Milestone', show: ({ position, title }) => `${position}. ${title}` },
        ...(hasTests
          ? [
              {
                name: 'Done when',
                show: ({ acceptanceTest }: MilestoneRow) => acceptanceTest ?? '',
              },
            ]
          : []),
        { name: 'By', show: ({ weeksFromStart }) => `Week ${weeksFromStart}` },
        { name: 'Price', isNumeric: true, show: ({ pricePence }) => formatPounds(pricePence) },
      ]}
      total={{ name: 'Price', values: [formatPounds(priceOf(milestones))] }}
    />
  )
}

/** An answer of a pitch, at a width that reads well. */
export const TypedText = ({ text }: { text: string }) => (
  <div className="measure">
    <Prose text={text} />
  </div>
)

const yes = (value: boolean) => (value ? 'Yes' : 'No')

type ProfileFactsProps = {
  profile: SupplierProfile
  today: Day
  earliestEndOn: Day
  /** For whoever scores the pitch: where the document of a credential is. */
  documentHref?: (id: string) => string
}

/** What a supplier says about itself, and who stands behind it. */
export const ProfileFacts = ({ profile, ...rest }: ProfileFactsProps) => (
  <>
    <div className="measure">
      <Facts
        facts={[
          {
            name: 'Registered as',
            value: describeIdentity({ ...profile, legalName: profile.name }),
          },
          { name: 'Town', value: profile.town ?? 'Not given' },
          { name: 'Serves', value: profile.serves.join(', ') || 'Not given' },
          { name: 'People', value: profile.staffCount ?? 'Not given' },
          { name: 'Small or medium-sized', value: yes(profile.isSmeDeclaredAt !== null) },
          {
            name: 'Works on',
            value: profile.services.map(({ name }) => name).join(', ') || 'Not given',
          },
          {
            name: 'On frameworks',
            value: profile.frameworks.map(describePlace).join(', ') || 'None given',
          },
        ]}
      />
    </div>
    <HeldCredentials
      {...rest}
      credentials={profile.credentials}
      empty="No certificate and no insurance given."
    />
  </>
)
