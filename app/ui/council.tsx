import { formatDay, type Day } from '#app/core/time.ts'
import { describePlace, formatCount, nameOfType } from '#app/domain/organisations/council-words.ts'
import { Facts } from './lists.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'

type Named = { name: string; slug: string }
type Area = Named & { role: string; mayor?: { name: string; since: Day } | undefined }
type Council = {
  gss: string
  type: string
  nation: string
  region: string
  population: number | null
  organisationIdentifier: string | null
  websiteDomain: string | null
  county: Named | null
  districts: Named[]
}

/** What the register says of one council. */
export function CouncilFacts({ council, areas }: { council: Council; areas: Area[] }) {
  const others = areas.filter(({ role }) => role !== 'itself')
  const facts = [
    { name: 'Kind', value: nameOfType(council.type) },
    { name: 'Place', value: describePlace(council.region, council.nation) },
    {
      name: 'People living there',
      value: council.population === null ? 'Not known' : formatCount(council.population),
    },
    ...(council.county ? [{ name: 'County', value: <Link {...council.county} /> }] : []),
    ...(council.type === 'combined-authority'
      ? []
      : [{ name: 'Combined authority', value: <Areas areas={others} /> }]),
    ...(council.districts.length
      ? [{ name: 'Districts in it', value: <Links named={council.districts} /> }]
      : []),
    ...(council.websiteDomain
      ? [
          {
            name: 'Website',
            value: <a href={`https://www.${council.websiteDomain}`}>{council.websiteDomain}</a>,
          },
        ]
      : []),
    { name: 'Code', value: council.gss },
    { name: 'Identifier in open data', value: council.organisationIdentifier ?? 'None' },
  ]
  return (
    <div className="measure">
      <Facts facts={facts} />
    </div>
  )
}

function Areas({ areas }: { areas: Area[] }) {
  if (areas.length === 0) return 'None'
  return areas.map((area) => (
    <span key={area.slug}>
      <Link {...area} />
      {area.mayor ? `, mayor ${area.mayor.name}` : ', no mayor in post'}
      <br />
    </span>
  ))
}

const Link = ({ slug, name }: Named) => <a href={`/organisations/${slug}`}>{name}</a>

const Links = ({ named }: { named: Named[] }) =>
  named.map((each, place) => (
    <span key={each.slug}>
      {place > 0 && ', '}
      <Link {...each} />
    </span>
  ))

type MembersProps = {
  members: (Named & { role: string })[]
  pastMembers: (Named & { until: Day })[]
}

export const AreaMembers = ({ members, pastMembers }: MembersProps) => (
  <Section id="members" title="Councils in this area">
    <DataTable
      rows={members}
      keyOf={({ slug }) => slug}
      label="Councils and the part each plays"
      columns={[
        { name: 'Council', show: (member) => <Link {...member} /> },
        {
          name: 'Part it plays',
          show: ({ role }) => (role === 'constituent' ? 'Full member' : 'Inside the area'),
        },
      ]}
    />
    {pastMembers.length > 0 && (
      <p className="small muted">
        Before:{' '}
        {pastMembers.map(({ until, ...member }, place) => (
          <span key={`${member.slug} ${until}`}>
            {place > 0 && ', '}
            <Link {...member} /> until {formatDay(until)}
          </span>
        ))}
        .
      </p>
    )}
  </Section>
)

type Term = { name: string; from: Day; to: Day | null; isInPost: boolean }

export const Mayors = ({ mayors }: { mayors: Term[] }) => (
  <Section id="mayors" title="Mayors">
    <DataTable
      rows={mayors}
      keyOf={({ from }) => from}
      label="Mayors and their days in office"
      columns={[
        { name: 'Mayor', show: ({ name }) => name },
        { name: 'From', show: ({ from }) => formatDay(from) },
        {
          name: 'To',
          show: ({ to, isInPost }) => (to ? formatDay(to) : isInPost ? 'In post' : 'Not known'),
        },
      ]}
    />
  </Section>
)
