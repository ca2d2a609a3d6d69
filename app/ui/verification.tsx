import { formatDate } from '#app/core/time.ts'
import type { Cause, VerificationState } from '#app/domain/joining/verification.ts'
import { describeIdentity, type LegalIdentity } from '#app/domain/organisations/legal-identity.ts'
import { Empty, Notice } from './notice.tsx'
import { DataTable } from './table.tsx'
import { Tag, type Tone } from './tag.tsx'

export const stateNames: Record<VerificationState, string> = {
  waiting: 'Waiting',
  asked: 'Asked for more',
  verified: 'Verified',
  declined: 'Declined',
}

export const causeNames: Record<Cause, string> = {
  registered: 'New firm',
  changed: 'Changed name or number',
  'asked-again': 'Asked again',
}

const tones: Record<VerificationState, Tone> = {
  waiting: 'wait',
  asked: 'info',
  verified: 'ok',
  declined: 'bad',
}

export const VerificationTag = ({ state }: { state: VerificationState }) => (
  <Tag tone={tones[state]}>{stateNames[state]}</Tag>
)

export type ListedVerification = LegalIdentity & {
  id: string
  state: VerificationState
  cause: Cause
  askedAt: Date
}

/** Firms in the queue, whoever has waited longest first. */
export const VerificationList = ({ verifications }: { verifications: ListedVerification[] }) => (
  <DataTable
    rows={verifications}
    keyOf={({ id }) => id}
    label="Firms to verify"
    empty={
      <Empty
        title="No firm fits"
        level={2}
        action={<a href="/joining/verification?state=verified">See those you have verified</a>}
      >
        Whoever registers, or changes its name or number, is listed here until you have decided.
      </Empty>
    }
    columns={[
      {
        name: 'Firm',
        show: ({ id, legalName }) => <a href={`/joining/verification/${id}`}>{legalName}</a>,
      },
      { name: 'Registered as', show: (firm) => describeIdentity(firm) },
      { name: 'Why', show: ({ cause }) => causeNames[cause] },
      { name: 'Since', show: ({ askedAt }) => formatDate(askedAt) },
      { name: 'State', show: ({ state }) => <VerificationTag state={state} /> },
    ]}
  />
)

type OwnStanding = {
  verifiedAt: Date | null
  latest:
    | {
        state: VerificationState
        askedAt: Date
        moreAsked: string | null
        reason: string | null
      }
    | undefined
}

/** What a firm that is not verified waits for; nothing for one that is. */
export function UnverifiedNotice({ firm, isLinked }: { firm: OwnStanding; isLinked?: boolean }) {
  if (firm.verifiedAt) return null
  const { title, text } = standing(firm)
  return (
    <Notice tone="warn" title={title}>
      <p>
        {text} Until then you can read, ask questions and fill in your profile, but send no pitch
        and book no demo slot.{' '}
        {isLinked && <a href="/suppliers/registration">See your legal name and number</a>}
      </p>
    </Notice>
  )
}

function standing({ latest }: OwnStanding) {
  if (latest?.state === 'asked')
    return { title: 'We need more from you.', text: `We asked: “${latest.moreAsked ?? ''}”.` }
  if (latest?.state === 'declined')
    return {
      title: 'Your firm was not verified.',
      text: `Because: “${latest.reason ?? ''}”. Put it right and ask again.`,
    }
  if (latest?.state === 'waiting')
    return {
      title: 'Your firm is being checked.',
      text: `We have had it since ${formatDate(latest.askedAt)} and email your administrators when it is done.`,
    }
  return { title: 'Your firm is not verified.', text: 'Ask us to verify it.' }
}
