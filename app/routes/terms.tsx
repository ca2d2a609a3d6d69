import type { MetaFunction } from '@remix-run/node'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'

export const meta: MetaFunction = () => [{ title: pageTitle('Terms for public money') }]

export default function Terms() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Terms for public money">
      <PageTitle
        title="Terms for public money"
        lead="The rules everybody accepts who moves, matches or receives public money here."
      />
      {terms.map(({ id, title, points }) => (
        <Section key={id} id={id} title={title}>
          <ul className="stack-2 measure">
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Section>
      ))}
      <p className="measure">
        The <a href="/how-it-works#agreement">model pledge agreement</a> sets out what a council
        agrees to when it pledges.
      </p>
    </Page>
  )
}

const terms = [
  {
    id: 'everyone',
    title: 'Everyone',
    points: [
      'Act only for an organisation that has given you the role.',
      'Declare an interest before you decide anything it touches, and step back.',
      'Everything that moves money is recorded with who, when and why, and published.',
      'A mistake is put right by a new entry that reverses it. Nothing is edited or removed.',
    ],
  },
  {
    id: 'councils',
    title: 'Councils',
    points: [
      'Pledge only money that is set aside and that your scheme of delegation lets you commit.',
      'A pledge binds your council if the round’s terms are met when it closes. If they are not, it lapses and nobody pays.',
      'The lead council follows procurement law for the route it has published, and accepts or returns milestones with reasons.',
      'Money not spent goes back to those who gave it, in the proportions they gave it.',
    ],
  },
  {
    id: 'funders',
    title: 'Funders',
    points: [
      'Match follows the published rule and nothing else. A rule in force is never changed, only followed by a new version.',
      'A pot never promises more than it holds.',
      'Nobody approves a payment alone above the published threshold, and the two people come from two organisations.',
    ],
  },
  {
    id: 'suppliers',
    title: 'Suppliers',
    points: [
      'Say only what is true in a profile, a pitch or a claim, and have the evidence.',
      'Do not agree prices or pitches with another supplier.',
      'Claims are paid after acceptance and approval, to the bank details that were checked. Changing them stops a payment until they are checked again.',
      'Contributing councils can take a full copy of their data at any time.',
    ],
  },
]
