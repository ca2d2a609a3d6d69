import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDate } from '#app/core/time.ts'
import {
  describeIdentifier,
  funderKindNames,
  type FunderKind,
} from '#app/domain/organisations/funder.ts'
import { Facts } from './lists.tsx'
import { Empty } from './notice.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'

/** What shows that there is such a body; of the first funders here nobody has noted it. */
export function KnownBy({ identifier }: { identifier: string | null }) {
  if (identifier === null) return <>Not given</>
  const { name, href } = describeIdentifier(identifier)
  return href ? (
    <a href={href} rel="noreferrer">
      {name}
    </a>
  ) : (
    <>{name}</>
  )
}

type Pot = { slug: string; name: string; isRun: boolean; putInPence: Pence }

/** The pots of a funder in a line, in a list of funders. */
export const PotLinks = ({ pots }: { pots: Pot[] }) =>
  pots.length === 0 ? (
    <>None yet</>
  ) : (
    <span>
      {pots.map(({ slug, name }, place) => (
        <span key={slug}>
          {place > 0 && ', '}
          <a href={`/pots/${slug}`}>{name}</a>
        </span>
      ))}
    </span>
  )

type Funder = {
  kind: FunderKind
  identifier: string | null
  registeredAt: Date | null
  pots: Pot[]
}

/** What everybody may know of a funder. */
export const FunderFacts = ({ funder }: { funder: Funder }) => (
  <>
    <Facts
      facts={[
        { name: 'What it is', value: funderKindNames[funder.kind] },
        { name: 'Known by', value: <KnownBy identifier={funder.identifier} /> },
        ...(funder.registeredAt
          ? [{ name: 'On the register since', value: formatDate(funder.registeredAt) }]
          : []),
      ]}
    />
    <Section id="pots" title="Pots">
      <DataTable
        rows={funder.pots}
        keyOf={({ slug }) => slug}
        label="Pots it has money in"
        empty={
          <Empty title="No pot yet" action={<a href="/pots">See all pots</a>}>
            It has put no money into a pot so far.
          </Empty>
        }
        columns={[
          { name: 'Pot', show: ({ slug, name }) => <a href={`/pots/${slug}`}>{name}</a> },
          {
            name: 'Part in it',
            show: ({ isRun }) => (isRun ? 'Runs it and its rule' : 'Puts money in'),
          },
          {
            name: 'Put in',
            isNumeric: true,
            show: ({ slug, putInPence }) => (
              <a href={`/pots/${slug}/funders`}>{formatPounds(putInPence)}</a>
            ),
          },
        ]}
      />
    </Section>
  </>
)
