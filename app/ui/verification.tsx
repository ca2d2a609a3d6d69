import { formatDate } from '#app/core/time.ts'
import type { Finding } from '#app/domain/joining/register-answer.ts'
import type { Cause, VerificationState } from '#app/domain/joining/verification.ts'
import { describeIdentity, type LegalIdentity } from '#app/domain/organisations/legal-identity.ts'
import { Empty, Notice } from './notice.tsx'
import { DataTable } from './table.tsx'
import { FindingTag, noAnswerName } from './register-answer.tsx'
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
  'looked-again': 'Looked up again',
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
  finding: Finding
  askedAt: Date
  /** Since when the register of companies has not answered about it. */
  failingSince: Date | null
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
      {
        name: 'Companies House',
        show: ({ failingSince, ...firm }) => (
          <div>
            <FindingTag {...firm} />
            {failingSince && (
              <p className="muted">
                {noAnswerName} since {formatDate(failingSince)}
              </p>
            )}
          </div>
        ),
      },
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
        {text} Until then you can read, ask questions and{' '}
        {isLinked ? <a href="/suppliers/profile">fill in your profile</a> : 'fill in your profile'},
        but send no pitch and book no demo slot.{' '}
        {isLinked && <a href="/suppliers/registration">See your legal name and number</a>}
      </p>
    </Notice>
  )
}

/** For a firm that is verified and in the queue again, because of what the register says of it. */
export function LookedAgainNotice({ latest }: Pick<OwnStanding, 'latest'>) {
  if (latest?.state !== 'waiting' && latest?.state !== 'asked') return null
  return (
    <Notice tone="warn" title="We are looking at your firm again.">
      <p>
        It stays verified until we have decided.{' '}
        {latest.state === 'asked'
          ? `We asked: “${latest.moreAsked ?? ''}”.`
          : 'If the register is out of date, or what you told us is, say so below.'}
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
