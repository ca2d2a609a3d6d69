import type { OrganisationKind } from '#app/domain/organisations/actor.ts'
import { Notice } from './notice.tsx'
import { PageTitle } from './page.tsx'

type NoPermissionProps = {
  title: string
  /** "Only officers of a council can …". */
  deed: string
  organisationKind: OrganisationKind
  organisationName: string
  officers: { name: string; jobTitle: string }[]
}

/** Says which role can do it, and who holds it where this person works. */
export function NoPermission(props: NoPermissionProps) {
  const { title, deed, organisationKind, organisationName, officers } = props
  return (
    <>
      <PageTitle title={title} />
      <Notice tone="warn" title={`Only officers of a council can ${deed}`}>
        {organisationKind !== 'council' ? (
          <p>You act for {organisationName}, which is not a council.</p>
        ) : officers.length === 0 ? (
          <p>
            Nobody in {organisationName} is an officer yet. An administrator there can give you the
            role.
          </p>
        ) : (
          <>
            <p>In {organisationName} these people can:</p>
            <ul>
              {officers.map(({ name, jobTitle }) => (
                <li key={name}>
                  {name}, {jobTitle}
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </>
  )
}
