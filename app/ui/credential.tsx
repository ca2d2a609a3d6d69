import { formatPounds } from '#app/core/money.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import {
  describeExpiry,
  describeProvenance,
  expiresSoon,
  nameOfCredential,
  type HeldCredential,
  type Provenance,
} from '#app/domain/profiles/credential.ts'
import { DataTable, type Column } from './table.tsx'
import { Tag, type Tone } from './tag.tsx'

const provenanceTags: Record<Provenance, { tone: Tone; word: string }> = {
  seen: { tone: 'ok', word: 'Document seen' },
  document: { tone: 'info', word: 'Document attached' },
  said: { tone: 'quiet', word: 'Said by the firm' },
}

export const ProvenanceTag = ({ provenance }: { provenance: Provenance }) => (
  <Tag tone={provenanceTags[provenance].tone}>{provenanceTags[provenance].word}</Tag>
)

/** Until when it holds, as a sentence would say it; loud where that is soon or past. */
export function Expiry({ expiresOn, today }: { expiresOn: Day | null; today: Day }) {
  const words = describeExpiry(expiresOn, today)
  if (expiresOn === null) return <span className="muted">{upper(words)}</span>
  if (!expiresSoon(expiresOn, today)) return upper(words)
  return <Tag tone={expiresOn < today ? 'bad' : 'warn'}>{upper(words)}</Tag>
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** What it is, for how much, under which number and whose. */
export function CredentialName({ credential }: { credential: HeldCredential }) {
  const { coverPence, number, issuer } = credential
  return (
    <div>
      {nameOfCredential(credential)}
      {coverPence !== null && `, ${formatPounds(coverPence)}`}
      {number && issuer && (
        <div className="small muted">
          {number}, {issuer}
        </div>
      )}
    </div>
  )
}

type HeldCredentialsProps = {
  credentials: HeldCredential[]
  today: Day
  /** The first day on which the work can be done: what ends before it is said. */
  earliestEndOn?: Day
  /** Where a reader opens the document of one. */
  documentHref?: (id: string) => string
  empty: string
}

/** What a firm holds, with who says so and until when. */
export function HeldCredentials(props: HeldCredentialsProps) {
  const { credentials, today, earliestEndOn, documentHref, empty } = props
  const columns: Column<HeldCredential>[] = [
    { name: 'Held', show: (credential) => <CredentialName credential={credential} /> },
    {
      name: 'Until',
      show: ({ expiresOn }) => (
        <div>
          <Expiry expiresOn={expiresOn} today={today} />
          {earliestEndOn && expiresOn && expiresOn < earliestEndOn && (
            <div className="small">
              Before the work can be done, {formatDay(earliestEndOn)} at the earliest
            </div>
          )}
        </div>
      ),
    },
    {
      name: 'Who says so',
      show: (credential) => (
        <div>
          <ProvenanceTag provenance={credential.provenance} />
          <div className="small muted">{describeProvenance(credential)}</div>
          {documentHref && credential.provenance !== 'said' && (
            <a href={documentHref(credential.id)}>
              Open the document
              <span className="visually-hidden"> of {nameOfCredential(credential)}</span>
            </a>
          )}
        </div>
      ),
    },
  ]
  return (
    <DataTable
      rows={credentials}
      keyOf={({ id }) => id}
      label="What is held"
      columns={columns}
      empty={<p className="muted">{empty}</p>}
    />
  )
}
