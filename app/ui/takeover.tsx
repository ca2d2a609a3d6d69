import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { purseLabel, type Purse } from '#app/domain/pots/purse.ts'
import type { Part } from '#app/domain/successions/succession.ts'
import { Section } from './page.tsx'
import { OrganisationLink, sayPeople } from './succession.tsx'
import { DataTable } from './table.tsx'

type Named = { id: string; name: string; slug: string }

/** Firm by firm, or funder by funder: who would go on in the successor. */
export const TheirPeople = ({ parts, predecessors }: { parts: Part[]; predecessors: Named[] }) => (
  <Section id="parts" title="Who would move">
    <DataTable
      rows={predecessors}
      label="Their people"
      keyOf={({ id }) => id}
      columns={[
        { name: 'Who ends', show: (each) => <OrganisationLink {...each} /> },
        {
          name: 'People',
          show: ({ id }) => {
            const part = parts.find((each) => each.id === id)
            return part && sayPeople(part)
          },
        },
      ]}
    />
  </Section>
)

type Stake = {
  funderId: string
  potId: string
  potName: string
  potSlug: string
  purse: Purse
  leftPence: Pence
}
type StakesProps = { stakes: Stake[]; predecessors: Named[]; hasHappened: boolean }

/** What funders that end have in pots, purse by purse: it stays where it is, in their name. */
export const TheirStakes = ({ stakes, predecessors, hasHappened }: StakesProps) => (
  <Section
    id="stakes"
    title={hasHappened ? 'What it had in pots by then' : 'What they have in pots'}
  >
    <DataTable
      rows={stakes}
      label="Money that is neither spent nor taken back"
      keyOf={({ funderId, potId, purse }) => funderId + potId + purse}
      empty={<p className="muted">They have no money in a pot.</p>}
      columns={[
        {
          name: 'Funder',
          show: ({ funderId }) => predecessors.find(({ id }) => id === funderId)?.name,
        },
        {
          name: 'Pot',
          show: ({ potSlug, potName }) => <a href={`/pots/${potSlug}/funders`}>{potName}</a>,
        },
        { name: 'For', show: ({ purse }) => purseLabel[purse] },
        { name: 'Left', isNumeric: true, show: ({ leftPence }) => formatPounds(leftPence) },
      ]}
    />
  </Section>
)

type Project = {
  id: string
  reference: string
  title: string
  lead: string
  novation: { agreement: string; agreedAt: Date } | undefined
}

/** Running contracts of firms that end, with whose yes each waits for. */
export const Contracts = ({ projects }: { projects: Project[] }) => (
  <Section id="contracts" title="Running contracts">
    <DataTable
      rows={projects}
      label="Contracts and the councils that lead them"
      keyOf={({ id }) => id}
      empty={<p className="muted">They build nothing at present.</p>}
      columns={[
        {
          name: 'Project',
          show: ({ reference, title }) => (
            <a href={`/projects/${reference}/novation`}>
              {reference}, {title}
            </a>
          ),
        },
        { name: 'Led by', show: ({ lead }) => lead },
        {
          name: 'Novation',
          show: ({ novation }) =>
            novation ? `Agreed on ${formatDay(novation.agreedAt)}` : 'Not agreed yet',
        },
      ]}
    />
  </Section>
)

/** What happens on the day with firms or funders, and what the law leaves to others. */
export const WhatTheyMove = ({ kind }: { kind: 'supplier' | 'funder' }) => (
  <Section id="what" title="What happens on the day">
    <ul className="stack-2">
      <li>
        People go on in the successor with the same roles. A role that moves money waits until the
        successor has two administrators.
      </li>
      {kind === 'supplier' ? <OfFirms /> : <OfFunders />}
      <li>
        It begins nothing new and keeps its page, under its old name. Whoever finishes something in
        that name chooses it in the menu.
      </li>
    </ul>
  </Section>
)

const OfFirms = () => (
  <>
    <li>
      A running contract goes to the successor only where the council that leads it agrees (
      <a href="https://www.legislation.gov.uk/ukpga/2023/54/section/74">
        Procurement Act 2023, section 74
      </a>{' '}
      and{' '}
      <a href="https://www.legislation.gov.uk/ukpga/2023/54/schedule/8">Schedule 8, paragraph 9</a>
      ). Until each has agreed, or is built or stopped, nothing happens. The council publishes the
      change of its contract.
    </li>
    <li>
      What is claimed by then is settled with the firm that claimed it. From then on the successor
      claims, and is paid to its own bank details.
    </li>
    <li>
      A pitch that was sent to a call which is still open is withdrawn: the successor may pitch
      itself. Awards keep whom they were made to.
    </li>
  </>
)

const OfFunders = () => (
  <li>
    Pots, rules and what was put in keep the funder that gave. The successor’s fund managers and
    payment approvers run them in its name, and give one approval of a payment between them: the
    second comes from another funder. What waits for a second person by then ends; whoever proposed
    it may propose it again. New money is the successor’s own: invited to the pot, it joins in its
    own name.
  </li>
)
