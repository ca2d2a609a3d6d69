import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { nameOfType } from '#app/domain/organisations/council-words.ts'
import { listRoleNames } from '#app/domain/organisations/role-words.ts'
import type { Part } from '#app/domain/successions/succession.ts'
import { Facts } from './lists.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'

type Named = { id: string; name: string; slug: string }

type Described = { newGss: string | null; newType: string | null; newRegion: string | null }

type OrderProps = {
  succession: Described & {
    predecessors: Named[]
    successorName: string
    successorSlug: string | undefined
    isSplit: boolean
    others: (Described & { id: string; name: string; slug: string | undefined })[]
    vestsOn: Day
    source: string
    sourceUrl: string | null
  }
}

/** What the order says. */
export const Order = ({ succession }: OrderProps) => (
  <div className="measure">
    <Facts
      facts={[
        {
          name: succession.isSplit ? 'It ends' : 'They end',
          value: <Links named={succession.predecessors} />,
        },
        {
          name: succession.isSplit ? 'Answers for what it signed and led' : 'Their successor',
          value: (
            <Heir {...succession} name={succession.successorName} slug={succession.successorSlug} />
          ),
        },
        ...succession.others.map((other) => ({
          name: 'Another successor',
          value: <Heir {...other} />,
        })),
        { name: 'Vesting day', value: formatDay(succession.vestsOn) },
        {
          name: 'By',
          value: succession.sourceUrl ? (
            <a href={succession.sourceUrl}>{succession.source}</a>
          ) : (
            succession.source
          ),
        },
      ]}
    />
  </div>
)

type HeirProps = Described & { name: string; slug: string | undefined }

const Heir = ({ name, slug, newGss, newType, newRegion }: HeirProps) =>
  slug ? (
    <OrganisationLink name={name} slug={slug} />
  ) : (
    `${name}, a new council: ${nameOfType(newType ?? '').toLowerCase()} in ${newRegion}, code ${newGss}`
  )

export const OrganisationLink = ({ slug, name }: { slug: string; name: string }) => (
  <a href={`/organisations/${slug}`}>{name}</a>
)

const Links = ({ named }: { named: Named[] }) =>
  named.map((each, place) => (
    <span key={each.id}>
      {place > 0 && ', '}
      <OrganisationLink {...each} />
    </span>
  ))

type Balance = { councilId: string; kind: BalanceKind; pence: Pence }
export type BalanceKind = 'pledged' | 'called' | 'received' | 'refundable'

type PartsProps = { title: string; predecessors: Named[]; parts: Part[]; balances: Balance[] }

/** Council by council: its people, what it has going, and what stands on its accounts. */
export function SuccessionParts({ title, predecessors, parts, balances }: PartsProps) {
  const nameOf = (id: string) => predecessors.find((each) => each.id === id)?.name
  return (
    <Section id="parts" title={title}>
      <DataTable
        rows={parts}
        label={`${title}, by council`}
        keyOf={({ id }) => id}
        columns={[
          { name: 'Council', show: ({ id }) => nameOf(id) },
          { name: 'People', show: sayPeople },
          { name: 'Pledges', show: sayPledges },
          { name: 'Challenges', show: sayChallenges },
          {
            name: 'On its accounts',
            show: ({ id }) => (
              <Balances balances={balances.filter(({ councilId }) => councilId === id)} />
            ),
          },
        ]}
      />
      <Ends parts={parts} />
    </Section>
  )
}

export const sayPeople = ({ people, administrators, signers }: Part) =>
  people === 0
    ? 'Nobody'
    : `${countOf(people, 'person', 'people')}: ${countOf(administrators, 'administrator')}, ${signers} who may sign`

const sayPledges = ({ signedPledges, waitingPledges, collections, inKind }: Part) =>
  [
    `${signedPledges} signed`,
    ...(waitingPledges > 0 ? [`${waitingPledges} to be signed`] : []),
    ...(collections > 0 ? [`${countOf(collections, 'collection')} due`] : []),
    ...(inKind > 0 ? [`${inKind} in kind`] : []),
  ].join(', ')

const sayChallenges = ({ coSignatures, led }: Part) => `${coSignatures} shared, ${led} led`

/** What is not finished and does not go on. */
function Ends({ parts }: { parts: Part[] }) {
  const sum = (of: (part: Part) => number) => parts.reduce((all, part) => all + of(part), 0)
  const ends = [
    [sum(({ draftPledges }) => draftPledges), 'drafts of pledges'],
    [sum(({ invitations }) => invitations), 'open invitations'],
  ] as const
  const said = ends.flatMap(([count, name]) => (count > 0 ? [`${name}: ${count}`] : []))
  return said.length > 0 ? <p className="small muted">These end: {said.join('; ')}.</p> : null
}

export const balanceNames: Record<BalanceKind, string> = {
  pledged: 'signed, not called',
  called: 'called, not in',
  received: 'in, not spent',
  refundable: 'to be refunded',
}

export const Balances = ({ balances }: { balances: { kind: BalanceKind; pence: Pence }[] }) =>
  balances.length === 0 ? (
    'Nothing'
  ) : (
    <div>
      {balances.map(({ kind, pence }) => (
        <div key={kind}>
          {formatPounds(pence)} {balanceNames[kind]}
        </div>
      ))}
    </div>
  )

type Move = {
  id: string
  name: string
  jobTitle: string
  councilId: string
  successorName: string
  roles: Role[]
  waitingRoles: Role[]
}

/** How people went on. */
export function SuccessionMoves({ moves, predecessors }: { moves: Move[]; predecessors: Named[] }) {
  return (
    <Section id="moves" title="How people went on">
      <DataTable
        rows={moves}
        label="People and their roles"
        keyOf={({ id }) => id}
        empty={<p className="muted">Nobody belonged to them here.</p>}
        columns={[
          { name: 'Who', show: ({ name }) => name },
          {
            name: 'From',
            show: ({ councilId }) => predecessors.find(({ id }) => id === councilId)?.name,
          },
          { name: 'To', show: ({ successorName }) => successorName },
          { name: 'Roles now', show: ({ roles }) => listRoleNames(roles) },
          {
            name: 'Waits for two administrators',
            show: ({ waitingRoles }) =>
              waitingRoles.length > 0 ? listRoleNames(waitingRoles) : 'Nothing',
          },
        ]}
      />
    </Section>
  )
}

/** What the law passes on, what this site keeps as it was, and what ends. */
export const WhatMoves = ({ isSplit }: { isSplit: boolean }) => (
  <Section id="what" title="What happens on the day">
    <ul className="stack-2">
      {isSplit && <Shares />}
      <li>
        People go on in the successor with the same roles. A role that moves money waits until the
        successor has two administrators.
      </li>
      <li>
        Delegated limits, deputies and who is responsible for the money do not move: the successor
        makes its own scheme of delegation. What waits to be signed is signed under that.
      </li>
      <li>
        Pledges, problems shared, challenges, collections and accounts keep the council’s name, so
        that no figure changes. The successor answers for them: its officers and finance approvers
        act in the old name, which they choose in the menu.
      </li>
      <li>
        Invitations, requests to join and drafts of pledges end. Drafts of challenges go over.
      </li>
      <li>The council begins nothing new. Its page says what it became part of.</li>
    </ul>
  </Section>
)

/** Why what a council that is split signed and led goes to one of its successors whole. */
const Shares = () => (
  <>
    <li>
      One successor answers for all that the council signed and led: pledges, collections, accounts,
      running challenges and their contracts. None of it is cut in parts here, since each is
      promised whole to a challenge. What the successors owe each other for it they agree between
      them (
      <a href="https://www.legislation.gov.uk/ukpga/2007/28/section/16">
        Local Government and Public Involvement in Health Act 2007, section 16
      </a>
      ), or an arbitrator says. The law too has one council answer for what is not shared out yet (
      <a href="https://www.legislation.gov.uk/uksi/2008/2176/regulation/13/made">
        SI 2008/2176, regulation 13
      </a>
      ).
    </li>
    <li>
      People go where the proposal says; whoever it does not name goes to that same successor.
    </li>
  </>
)
