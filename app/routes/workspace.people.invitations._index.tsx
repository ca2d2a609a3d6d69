import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listInvitations } from '#app/domain/joining/queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { InvitationList, InvitationSaved } from '#app/ui/invitations.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Invitations') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    organisationName: actor.organisationName,
    saved: new URL(request.url).searchParams.get('saved'),
    ...(await listInvitations(actor, cursorOf(request, 'page'))),
  }))
}

export default function Invitations() {
  const { organisationName, saved, invitations, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page back="/workspace/people" subnav={<WorkspaceNav />}>
      <InvitationSaved saved={saved} />
      <PageTitle
        kicker={organisationName}
        title="Invitations"
        lead="Only whoever reads mail at the invited address can accept, once, within seven days."
      />
      <p className="btns">
        <ButtonLink href="/workspace/people/invitations/new">Invite somebody</ButtonLink>
      </p>
      <InvitationList invitations={invitations} />
      <Pager
        page={page}
        pages={pages}
        hrefOf={(number) => `/workspace/people/invitations?page=${number}`}
      />
    </Page>
  )
}
