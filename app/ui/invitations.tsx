import { saidOf } from '#app/core/said.ts'
import { formatDateTime, formatShortDate } from '#app/core/time.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { listRoleNames } from '#app/domain/organisations/role-words.ts'
import type { InvitationState } from '#app/domain/joining/invitation.ts'
import { Empty, Notice } from './notice.tsx'
import { DataTable } from './table.tsx'
import { Tag, type Tone } from './tag.tsx'

export type ListedInvitation = {
  id: string
  organisationName: string
  email: string | null
  roles: Role[]
  invitedBy: string
  acceptedBy?: string | undefined
  sentAt: Date
  expiresAt: Date
  state: InvitationState
}

const said: Record<string, string> = {
  invited: 'The invitation is on its way. You see here when it is accepted.',
  sent: 'Sent again. The link sent before no longer works.',
  withdrawn: 'Withdrawn. Its link no longer works.',
}

export function InvitationSaved({ saved }: { saved: string | null }) {
  const answer = saidOf(said, saved)
  return answer ? (
    <Notice tone="ok" isAnswer>
      {answer}
    </Notice>
  ) : null
}

const tones: Record<InvitationState, Tone> = {
  open: 'wait',
  accepted: 'ok',
  withdrawn: 'quiet',
  ended: 'warn',
}
const names: Record<InvitationState, string> = {
  open: 'Open',
  accepted: 'Accepted',
  withdrawn: 'Withdrawn',
  ended: 'Ended',
}

type ListProps = {
  invitations: ListedInvitation[]
  /** Where there are those of several organisations. */
  hasOrganisation?: boolean
}

/** Whom somebody invited and what came of it. */
export const InvitationList = ({ invitations, hasOrganisation }: ListProps) => (
  <DataTable
    rows={invitations}
    keyOf={({ id }) => id}
    label="Invitations"
    empty={
      <Empty title="Nobody has been invited yet" level={2}>
        Whoever you invite is listed here, with what came of it.
      </Empty>
    }
    columns={[
      { name: 'Who', show: (one) => one.acceptedBy ?? one.email },
      ...(hasOrganisation
        ? [{ name: 'Organisation', show: (one: ListedInvitation) => one.organisationName }]
        : []),
      { name: 'Roles', show: ({ roles }) => listRoleNames(roles) },
      { name: 'State', show: ({ state }) => <Tag tone={tones[state]}>{names[state]}</Tag> },
      { name: 'Sent', show: (one) => <Sent invitation={one} /> },
      { name: 'Change', isNumeric: true, show: (one) => <Changes invitation={one} /> },
    ]}
  />
)

const Sent = ({ invitation: { sentAt, expiresAt, state, invitedBy } }: Props) => (
  <>
    {formatShortDate(sentAt)}, by {invitedBy}
    {state === 'open' && (
      <>
        <br />
        <span className="small muted">ends {formatDateTime(expiresAt)}</span>
      </>
    )}
  </>
)

type Props = { invitation: ListedInvitation }

function Changes({ invitation: { id, email, state } }: Props) {
  if (state === 'accepted' || state === 'withdrawn') return null
  const whose = <span className="visually-hidden"> to {email}</span>
  return (
    <span className="links">
      <a href={`/workspace/people/invitations/${id}/sending`}>Send again{whose}</a>
      <a href={`/workspace/people/invitations/${id}/withdrawal`}>Withdraw{whose}</a>
    </span>
  )
}
