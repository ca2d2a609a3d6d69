import { formatDay, type Day } from '#app/core/time.ts'
import {
  nameOfCredential,
  type EndedAs,
  type OwnCredential,
} from '#app/domain/profiles/credential.ts'
import { formatSize } from '#app/domain/files/stored-file.ts'
import { CredentialName, Expiry, ProvenanceTag } from './credential.tsx'
import { Empty } from './notice.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'
import { Tag } from './tag.tsx'

type OwnCredentialsProps = { credentials: OwnCredential[]; today: Day; label: string }

/** What a firm's own people see of what it says it holds, each with what they may do about it. */
export const OwnCredentials = ({ credentials, today, label }: OwnCredentialsProps) => (
  <DataTable
    rows={credentials}
    keyOf={({ id }) => id}
    label={label}
    empty={<Empty title="None entered">You can send a pitch without; assessors see that.</Empty>}
    columns={[
      { name: 'What', show: (credential) => <CredentialName credential={credential} /> },
      {
        name: 'Until',
        show: ({ expiresOn, validFrom, standing }) => (
          <div>
            <Expiry expiresOn={expiresOn} today={today} />
            {standing === 'not-yet' && validFrom && (
              <div className="small">From {formatDay(validFrom)}</div>
            )}
          </div>
        ),
      },
      { name: 'Who says so', show: (credential) => <Behind credential={credential} /> },
      { name: 'Change', show: (credential) => <Deeds credential={credential} /> },
    ]}
  />
)

function Behind({ credential }: { credential: OwnCredential }) {
  const { id, provenance, file, enteredBy, enteredOn, seenOn, sentBackReason } = credential
  return (
    <div>
      {sentBackReason ? <Tag tone="bad">Sent back</Tag> : <ProvenanceTag provenance={provenance} />}
      <div className="small muted">
        {seenOn && `Seen on ${formatDay(seenOn)}. `}
        {enteredOn
          ? `Entered by ${enteredBy ?? 'somebody'} on ${formatDay(enteredOn)}.`
          : 'From your earlier profile.'}
      </div>
      {sentBackReason && <div className="small">“{sentBackReason}”</div>}
      {file && (
        <div>
          <a href={`/suppliers/credentials/${id}/document`}>{file.name}</a>{' '}
          <span className="small muted">{formatSize(file.sizeBytes)}</span>
        </div>
      )}
    </div>
  )
}

/** What was said before without its days is put right, not renewed. */
function Deeds({ credential }: { credential: OwnCredential }) {
  const { id, expiresOn } = credential
  const at = `/suppliers/profile/credentials/${id}`
  const of = <span className="visually-hidden"> {nameOfCredential(credential)}</span>
  return (
    <ul className="plain stack-2">
      {expiresOn && (
        <li>
          <a href={`${at}/renewal`}>Renew{of}</a>
        </li>
      )}
      <li>
        <a href={`${at}/correction`}>
          {expiresOn ? 'Put right' : 'Say until when'}
          {of}
        </a>
      </li>
      <li>
        <a href={`${at}/withdrawal`}>Take back{of}</a>
      </li>
    </ul>
  )
}

const endings: Record<EndedAs, string> = {
  renewed: 'Renewed',
  corrected: 'Put right',
  withdrawn: 'Taken back',
}

/** What was said before and holds no more, or has been renewed; nothing where there is none. */
export const EarlierCredentials = ({ credentials }: { credentials: OwnCredential[] }) =>
  credentials.length > 0 && (
    <Section id="earlier" title="Earlier ones">
      <DataTable
        rows={credentials}
        keyOf={({ id }) => id}
        label="What was said before"
        columns={[
          { name: 'What', show: (credential) => <CredentialName credential={credential} /> },
          {
            name: 'First and last day',
            show: ({ validFrom, expiresOn }) =>
              validFrom && expiresOn
                ? `${formatDay(validFrom)} to ${formatDay(expiresOn)}`
                : 'Not given',
          },
          {
            name: 'What became of it',
            show: ({ endedAs, endedAt }) =>
              endedAs && endedAt && `${endings[endedAs]} on ${formatDay(endedAt)}`,
          },
        ]}
      />
    </Section>
  )
