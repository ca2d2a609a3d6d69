import { formatPounds } from '#app/core/money.ts'
import { formatDate, formatDay } from '#app/core/time.ts'
import type { LookedAt } from '#app/domain/profiles/credential.ts'
import { formatSize } from '#app/domain/files/stored-file.ts'
import type { DocumentState } from '#app/domain/profiles/document-filters.ts'
import { Facts, FileRow, Files } from './lists.tsx'
import { Notice } from './notice.tsx'

export const documentStateNames: Record<DocumentState, string> = {
  waiting: 'Waiting',
  seen: 'Seen',
  'sent-back': 'Sent back',
}

/** What a firm says, for an operator to hold against the document. */
export const DocumentFacts = ({ document }: { document: LookedAt }) => (
  <>
    <Facts
      facts={[
        {
          name: 'Firm',
          value: <a href={`/organisations/${document.firm.slug}`}>{document.firm.name}</a>,
        },
        { name: 'Number', value: document.number ?? 'Not given' },
        { name: 'Issued by', value: document.issuer ?? 'Not given' },
        ...(document.coverPence === null
          ? []
          : [{ name: 'Sum insured', value: formatPounds(document.coverPence) }]),
        { name: 'First day', value: document.validFrom ? formatDay(document.validFrom) : '' },
        { name: 'Last day', value: document.expiresOn ? formatDay(document.expiresOn) : '' },
        {
          name: 'Entered',
          value: `By ${document.enteredBy ?? 'somebody'}, ${formatDate(document.enteredAt)}`,
        },
      ]}
    />
    {document.file && (
      <Files>
        <FileRow
          href={`/suppliers/credentials/${document.id}/document`}
          kind={document.file.name.split('.').at(-1)?.toUpperCase() ?? ''}
          name={document.file.name}
          detail={formatSize(document.file.sizeBytes)}
        />
      </Files>
    )}
  </>
)

/** What became of a document that waits no more. */
export function DocumentDecided({ document }: { document: LookedAt }) {
  const { seenAt, seenBy, sentBackAt, sentBackBy, sentBackReason } = document
  if (seenAt)
    return (
      <Notice tone="ok" title="Seen.">
        {`By ${seenBy ?? 'an operator'}, ${formatDate(seenAt)}.`}
      </Notice>
    )
  if (sentBackAt)
    return (
      <Notice tone="warn" title="Sent back.">
        {`By ${sentBackBy ?? 'an operator'}, ${formatDate(sentBackAt)}: ${sentBackReason ?? ''}`}
      </Notice>
    )
  return <Notice>The firm has renewed it, put it right or taken it back.</Notice>
}
