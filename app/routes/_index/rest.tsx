import { formatPounds, formatPoundsShort } from '#app/core/money.ts'
import type { HomePage } from '#app/domain/reporting/home-page.server.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { PotGaugeSmall } from '#app/ui/pot-gauge.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

const steps = [
  {
    title: 'Post the problem',
    text: 'One council writes down what goes wrong and what it costs. Others say “we have this problem too”.',
  },
  {
    title: 'Pool the money',
    text: 'Councils pledge. Pots add match by published rules. All or nothing by a fixed date.',
  },
  {
    title: 'Hear from suppliers',
    text: 'Small firms demo at a market information day, then pitch. Contributing councils score.',
  },
  {
    title: 'Pay for what works',
    text: 'Money goes out by milestone, after two people have checked the evidence.',
  },
]

export const HowItWorks = () => (
  <Section id="how" title="How it works" aside={<a href="/how-it-works">Read the full rules</a>}>
    <ol className="steps plain">
      {steps.map(({ title, text }) => (
        <li key={title} className="stack-2">
          <h3>{title}</h3>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  </Section>
)

export const Pots = ({ pots }: HomePage) => (
  <Section
    id="pots"
    title="Where the match comes from"
    aside={<a href="/pots">See every allocation</a>}
  >
    {pots.length === 0 ? (
      <Empty title="No pot is open yet">Pots that add money to pledges appear here.</Empty>
    ) : (
      <div className="pots">
        {pots.map((pot) => (
          <div key={pot.id} className="stack-2">
            <h3>
              <a href={`/pots/${pot.slug}`}>
                {pot.name}, {formatPoundsShort(pot.allocatedPence)}
              </a>
            </h3>
            <p>{pot.rule?.words.headline ?? pot.purpose}</p>
            <PotGaugeSmall
              paidPence={pot.paidPence}
              committedPence={pot.committedPence}
              reservedPence={pot.reservedPence}
              availablePence={
                pot.allocatedPence - pot.reservedPence - pot.committedPence - pot.paidPence
              }
            />
          </div>
        ))}
      </div>
    )}
  </Section>
)

const columns: Column<HomePage['solutions'][number]>[] = [
  { name: 'Solution', show: ({ slug, title }) => <a href={`/challenges/${slug}`}>{title}</a> },
  { name: 'Supplier', show: ({ supplier }) => supplier },
  {
    name: 'Pooled cost',
    isNumeric: true,
    show: ({ pooledPence }) => formatPounds(pooledPence),
  },
  {
    name: 'If bought one by one',
    isNumeric: true,
    show: ({ alonePence }) => (alonePence === null ? 'Not known' : formatPounds(alonePence)),
  },
  { name: 'Councils that share it', isNumeric: true, show: ({ sharers }) => String(sharers) },
]

export const Solutions = ({ solutions, figures }: HomePage) =>
  solutions.length > 0 && (
    <Section
      id="use"
      title="Solved once, now in use"
      aside={
        <a href="/challenges?stage=funded&stage=awarded&stage=delivering&stage=completed">
          See all {figures.funded} funded solutions
        </a>
      }
    >
      <DataTable
        label="Table of funded solutions"
        rows={solutions}
        columns={columns}
        keyOf={({ id }) => id}
      />
    </Section>
  )
