import type { Role } from '#app/domain/organisations/actor.ts'
import { movesMoney } from '#app/domain/organisations/people.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
import { Notice } from './notice.tsx'

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' })

type Props = { roles: Role[]; hasTwo: boolean }

/** Before the boxes: which of these roles nobody can be given yet, and what to do first. */
export function NeedsTwo({ roles, hasTwo }: Props) {
  const names = roles.filter(movesMoney).map((role) => roleNames[role].toLowerCase())
  if (hasTwo || names.length === 0) return null
  return (
    <Notice tone="warn" title="You need a second administrator first.">
      <p>
        Nobody can be made {list.format(names)} while you are the only one: no one person decides
        who may sign. <a href="/workspace/people/invitations/new">Invite a second administrator</a>{' '}
        or make a colleague one. Whoever has such a role already keeps it.
      </p>
    </Notice>
  )
}
