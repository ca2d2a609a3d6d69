import type { MetaFunction } from '@remix-run/node'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const meta: MetaFunction = () => [{ title: pageTitle('Privacy') }]

export default function Privacy() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Privacy">
      <PageTitle
        title="Privacy"
        lead="What we hold about people, why, and what everyone can see. We hold as little as the work needs."
      />
      <Held />
      <Published />
      <Cookies />
      <Rights />
    </Page>
  )
}

const held = [
  {
    what: 'Your name, work email and organisation',
    why: 'So you can sign in and act for it',
    basis: 'Public task, or contract for suppliers',
  },
  {
    what: 'What you did and when',
    why: 'Public money needs an audit trail that cannot be altered',
    basis: 'Legal obligation and public task',
  },
  {
    what: 'A page or form that was not for you, when you tried it and from which network',
    why: 'To find misuse. It stays in the audit trail; your organisation’s administrators and signers can read it',
    basis: 'Public task',
  },
  {
    what: 'Your sign-in sessions',
    why: 'To keep you signed in and stop misuse',
    basis: 'Public task',
  },
  { what: 'A supplier’s bank details', why: 'To pay for accepted milestones', basis: 'Contract' },
]

const Held = () => (
  <Section id="held" title="What we hold">
    <DataTable
      label="What we keep about you"
      rows={held}
      keyOf={(row) => row.what}
      columns={[
        { name: 'What', show: (row) => row.what },
        { name: 'Why', show: (row) => row.why },
        { name: 'Lawful basis', show: (row) => row.basis },
      ]}
    />
  </Section>
)

const Published = () => (
  <Section id="published" title="What everyone can see, and what nobody can">
    <div className="stack measure">
      <p>
        Published challenges, pledges, matches, questions and answers, awards, milestones and
        payments are public, with the organisations behind them.
      </p>
      <p>
        Email addresses, bank details, drafts, sealed pitches and pitches that did not win are never
        published. One organisation never sees another’s drafts, approvals or pitches.
      </p>
    </div>
  </Section>
)

const Cookies = () => (
  <Section id="cookies" title="Cookies">
    <div className="stack measure">
      <p>
        We use only cookies this site cannot work without, so we do not ask for consent: one that
        keeps you signed in, and one that remembers the colours you chose. There are no analytics,
        advertising or other companies’ cookies.
      </p>
    </div>
  </Section>
)

const Rights = () => (
  <Section id="rights" title="Your rights">
    <div className="stack measure">
      <p>
        You can ask for a copy of what we hold about you, ask us to correct it and, where the law
        does not require us to keep it, ask us to delete it. <a href="/contact">Contact us</a> to do
        so. The audit trail of public spending is kept: we cannot remove entries from it.
      </p>
      <p>
        If you are not happy with our answer, you can complain to the{' '}
        <a href="https://ico.org.uk/make-a-complaint/">Information Commissioner</a>.
      </p>
    </div>
  </Section>
)
