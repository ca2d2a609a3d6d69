import type { MetaFunction } from '@remix-run/node'
import { keptClasses } from '#app/core/data-map.ts'
import { keptFor } from '#app/domain/privacy/data-map.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

const basisOf: Record<(typeof keptClasses)[number], string> = {
  account: 'Public task, or contract for suppliers',
  record: 'Legal obligation and public task',
  session: 'Public task',
  'sign-in': 'Public task',
  invitation: 'Public task',
  listing: 'Your consent, which you withdraw in one press',
  message: 'Public task',
  mail: 'Public task',
  register: 'Public task',
  'worked-out': 'Public task',
}

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

const held = keptClasses.map((name) => ({ name, ...keptFor[name], basis: basisOf[name] }))

const Held = () => (
  <Section id="held" title="What we hold">
    <DataTable
      label="What we keep about you"
      rows={held}
      keyOf={(row) => row.name}
      columns={[
        { name: 'What', show: (row) => row.what },
        { name: 'Why', show: (row) => row.why },
        { name: 'Lawful basis', show: (row) => row.basis },
        { name: 'How long', show: (row) => row.until },
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
        Who is in the <a href="/directory">directory</a> put themselves there, and only people who
        are signed in see them. Whoever writes to them gives their own address and is not told
        theirs.
      </p>
      <p>
        Email addresses, bank details, drafts, sealed pitches and pitches that did not win are never
        published. One organisation never sees another’s drafts, approvals or pitches.
      </p>
    </div>
  </Section>
)

const cookies = [
  {
    name: '__Host-session',
    what: 'Keeps you signed in',
    until: 'You sign out, or are signed out for not using it',
  },
  {
    name: '__Host-preauth',
    what: 'Ties a sign-in link to the browser that asked for it, so that nobody else can use it',
    until: '10 minutes',
  },
  {
    name: '__Host-browser',
    what: 'Says that you have signed in with this browser before, so that we email you about any other',
    until: 'A year after you last signed in with it',
  },
  { name: 'theme', what: 'Remembers the colours you chose, if you chose any', until: 'A year' },
]

const Cookies = () => (
  <Section id="cookies" title="Cookies">
    <div className="stack">
      <p className="measure">
        We use only cookies this site cannot work without, so we do not ask for consent. There are
        no analytics, advertising or other companies’ cookies. Beside them your browser notes how
        far down each page you were, until you close its tab, and tells nobody.
      </p>
      <DataTable
        label="Cookies of this site"
        rows={cookies}
        keyOf={(row) => row.name}
        columns={[
          { name: 'Cookie', show: (row) => <code>{row.name}</code> },
          { name: 'What for', show: (row) => row.what },
          { name: 'How long', show: (row) => row.until },
        ]}
      />
    </div>
  </Section>
)

const Rights = () => (
  <Section id="rights" title="Your rights">
    <div className="stack measure">
      <p>
        <a href="/your-data">See what we hold about you</a>: take a copy at any time, or have
        yourself erased. Your name, address, emails and sign-ins are then gone. What you did with
        public money stays, under a number instead of your name: we cannot remove entries from that
        record, and the law does not let us.
      </p>
      <p>
        A court or a regulator may have us keep what is about you for longer. While there is such a
        legal hold nothing about you is deleted, and you are told so when you ask to be erased.
      </p>
      <p>
        If something about you is wrong, if you cannot sign in, or if you object to how we use it,{' '}
        <a href="/contact">contact us</a>. We answer within one month.
      </p>
      <p>
        If you are not happy with our answer, you can complain to the{' '}
        <a href="https://ico.org.uk/make-a-complaint/">Information Commissioner</a>.
      </p>
    </div>
  </Section>
)
