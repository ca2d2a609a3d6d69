import { formatDate, formatDateTime } from '#app/core/time.ts'
import type { Cause, VerificationState } from '#app/domain/joining/verification.ts'
import { kindOf } from '#app/domain/organisations/company-number.ts'
import {
  describeIdentity,
  legalFormNames,
  registerOf,
  type LegalIdentity,
} from '#app/domain/organisations/legal-identity.ts'
import { Facts } from './lists.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'
import { causeNames, VerificationTag } from './verification.tsx'

type Firm = LegalIdentity & {
  organisation: { slug: string; name: string; supplier: { town: string | null } | null }
  askedBy: { name: string; email: string } | null
  state: VerificationState
  moreAsked: string | null
  moreAskedAt: Date | null
  answer: string | null
  answeredAt: Date | null
}

/** All that a firm has said of itself, with where to look it up. */
export function VerificationFacts({ firm }: { firm: Firm }) {
  const register = registerOf(firm)
  return (
    <Facts
      facts={[
        { name: 'State', value: <VerificationTag state={firm.state} /> },
        { name: 'Form', value: legalFormNames[firm.legalForm] },
        {
          name: 'Registered as',
          value: [describeIdentity(firm), firm.companyNumber && describeNumber(firm.companyNumber)]
            .filter(Boolean)
            .join(', '),
        },
        {
          name: 'Register',
          value: register ? (
            <a href={register.href} rel="noreferrer">
              Look it up at {register.name}
            </a>
          ) : (
            'None: ask for proof of address and tax registration'
          ),
        },
        { name: 'Town', value: firm.organisation.supplier?.town ?? 'Not given' },
        {
          name: 'Page',
          value: <a href={`/organisations/${firm.organisation.slug}`}>{firm.organisation.name}</a>,
        },
        {
          name: 'Asked by',
          value: firm.askedBy
            ? `${firm.askedBy.name}, ${firm.askedBy.email}`
            : 'Nobody: it is here because of what the register says',
        },
        ...said('We asked', firm.moreAsked, firm.moreAskedAt),
        ...said('It says', firm.answer, firm.answeredAt),
      ]}
    />
  )
}

/** "limited liability partnership, Scotland": what has such numbers, where it is no plain company, and where. */
function describeNumber(companyNumber: string) {
  const { kind, jurisdiction } = kindOf(companyNumber)
  return kind === 'company' ? jurisdiction : `${kind}, ${jurisdiction}`
}

const said = (name: string, text: string | null, at: Date | null) =>
  text && at ? [{ name, value: `“${text}” ${formatDateTime(at)}` }] : []

type Alike = { id: string; slug: string; name: string; isVerified: boolean; isSameName: boolean }

/** Others that may be the same firm. */
export const AlikeFirms = ({ alike }: { alike: Alike[] }) => (
  <Section id="alike" title="Others that may be the same firm">
    <DataTable
      rows={alike}
      keyOf={({ id }) => id}
      label="Others that may be the same firm"
      empty={<p className="muted">No firm here has such a name or such addresses.</p>}
      columns={[
        { name: 'Firm', show: ({ slug, name }) => <a href={`/organisations/${slug}`}>{name}</a> },
        {
          name: 'Alike in',
          show: ({ isSameName }) => (isSameName ? 'Name' : 'Where its people read mail'),
        },
        { name: 'Verified', show: ({ isVerified }) => (isVerified ? 'Yes' : 'No') },
      ]}
    />
  </Section>
)

type Earlier = LegalIdentity & {
  id: string
  state: VerificationState
  cause: Cause
  askedAt: Date
  decidedAt: Date | null
}

/** What was decided about this firm before. Nothing for one that is new. */
export function EarlierVerifications({ earlier }: { earlier: Earlier[] }) {
  if (earlier.length === 0) return null
  return (
    <Section id="earlier" title="Before">
      <DataTable
        rows={earlier}
        keyOf={({ id }) => id}
        label="What was decided about this firm before"
        columns={[
          {
            name: 'As',
            show: ({ id, legalName }) => <a href={`/joining/verification/${id}`}>{legalName}</a>,
          },
          { name: 'Registered as', show: (firm) => describeIdentity(firm) },
          { name: 'Why', show: ({ cause }) => causeNames[cause] },
          {
            name: 'Decided',
            show: ({ decidedAt }) => (decidedAt ? formatDate(decidedAt) : 'Not yet'),
          },
          { name: 'State', show: ({ state }) => <VerificationTag state={state} /> },
        ]}
      />
    </Section>
  )
}
