import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDay } from '#app/core/time.ts'
import { listWaysBack } from '#app/domain/auth/way-back-queries.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { describeLimit } from '#app/domain/organisations/delegation.ts'
import { listColleagues, type Colleague } from '#app/domain/organisations/people-queries.server.ts'
import { canManagePeople, canSetLimit } from '#app/domain/organisations/people.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('People and limits') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const hasSaved = new URL(request.url).searchParams.has('saved')
  return show(async () => ({ hasSaved, ...(await readPage(actor)) }))
}

async function readPage(actor: Actor) {
  const people = await listColleagues(actor)
  return {
    isCouncil: actor.organisationKind === 'council',
    organisationName: actor.organisationName,
    mayManage: canManagePeople(actor),
    administrators: people.filter(({ roles }) => roles.includes('administrator')),
    people: people.map((one) => ({
      ...one,
      maySetLimit: canSetLimit(actor, one.personId),
      isOwn: one.personId === actor.personId,
    })),
    waysBack: canManagePeople(actor) ? await listWaysBack(actor) : [],
  }
}

export default function People() {
  const data = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      {data.hasSaved && (
        <Notice tone="ok" isAnswer>
          Saved. It holds from now on, and the change is on record.
        </Notice>
      )}
      <PageTitle
        kicker={data.organisationName}
        title="People and limits"
        lead={
          data.isCouncil
            ? 'Who may do what for your council, and up to what sum each may sign.'
            : 'Who may do what for your organisation.'
        }
      />
      <Ways {...data} />
      {!data.mayManage && <Administrators people={data.administrators} />}
      <DataTable
        rows={data.people}
        keyOf={({ membershipId }) => membershipId}
        label="People and limits"
        columns={[
          { name: 'Name', show: (person) => <Name person={person} /> },
          { name: 'Roles', show: ({ roles }) => nameRoles(roles) },
          ...(data.isCouncil
            ? [{ name: 'May sign', isNumeric: true, show: (one: Colleague) => limitOf(one) }]
            : []),
          ...(data.mayManage
            ? [{ name: 'Change', isNumeric: true, show: (one: Row) => <Changes person={one} /> }]
            : []),
        ]}
      />
    </Page>
  )
}

type WaysProps = { isCouncil: boolean; mayManage: boolean; waysBack: unknown[] }

/** What else can be done about people, from here. */
const Ways = ({ isCouncil, mayManage, waysBack }: WaysProps) => (
  <>
    {(isCouncil || mayManage) && (
      <p className="btns">
        {mayManage && (
          <ButtonLink href="/workspace/people/invitations/new">Invite somebody</ButtonLink>
        )}
        {mayManage && <a href="/workspace/people/invitations">Invitations</a>}
        {mayManage && isCouncil && <a href="/workspace/people/requests">Who asks to join</a>}
        {isCouncil && <a href="/workspace/scheme">Deputies, spending locks and key decisions</a>}
      </p>
    )}
    {waysBack.length > 0 && (
      <Notice tone="warn" title="Somebody asks to be let back in.">
        <p>
          <a href="/ways-back">See who, and confirm it once you asked them in person</a>
        </p>
      </Notice>
    )}
    {mayManage && waysBack.length === 0 && (
      <p>
        Has somebody lost their phone? <a href="/ways-back">How they get back in</a>
      </p>
    )}
  </>
)

type Row = Colleague & { maySetLimit: boolean; isOwn: boolean }

const nameRoles = (roles: Colleague['roles']) =>
  roles.map((role) => roleNames[role]).join(', ') || 'None: reads only'

const Name = ({ person: { name, jobTitle } }: { person: Colleague }) => (
  <>
    {name}
    <br />
    <span className="small muted">{jobTitle}</span>
  </>
)

const limitOf = ({ limits }: Colleague) =>
  limits.length === 0
    ? 'Nothing'
    : limits.map(({ from, to, ...limit }) => (
        <span key={`${from}-${limit.spend}`}>
          {describeLimit(limit)}
          <br />
          <span className="small muted">
            from {formatDay(from)}
            {to && `, before ${formatDay(to)}`}
          </span>
          <br />
        </span>
      ))

const Changes = ({ person }: { person: Row }) => {
  const { membershipId, name, maySetLimit, isOwn, roles } = person
  return (
    <span className="links">
      <a href={`/workspace/people/${membershipId}`}>
        Roles<span className="visually-hidden"> of {name}</span>
      </a>
      {maySetLimit && (
        <a href={`/workspace/people/${membershipId}/limit`}>
          Limit<span className="visually-hidden"> of {name}</span>
        </a>
      )}
      {maySetLimit && roles.includes('finance-approver') && (
        <a href={`/workspace/people/${membershipId}/deputy`}>
          Stands in<span className="visually-hidden">: {name}</span>
        </a>
      )}
      {!isOwn && (
        <a href={`/workspace/people/${membershipId}/leaving`}>
          Leaves<span className="visually-hidden">: {name}</span>
        </a>
      )}
    </span>
  )
}

const Administrators = ({ people }: { people: Colleague[] }) => (
  <Notice>
    {people.length === 0
      ? 'Nobody is an administrator here. Contact us to name one.'
      : `Only an administrator can change this: ${people.map(({ name }) => name).join(', ')}.`}
  </Notice>
)
