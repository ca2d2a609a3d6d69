import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listFirstInvitations } from '#app/domain/joining/queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { InvitationList, InvitationSaved } from '#app/ui/invitations.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Joining') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    saved: new URL(request.url).searchParams.get('saved'),
    ...(await listFirstInvitations(actor, cursorOf(request, 'page'))),
  }))
}

export default function Joining() {
  const { saved, invitations, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <InvitationSaved saved={saved} />
      <PageTitle
        title="Joining"
        lead="An organisation without an administrator gets its first one from you. That person invites everybody else."
      />
      <p className="btns">
        <a href="/joining/verification">Firms to verify</a>
        <a href="/joining/documents">Documents of firms to look at</a>
        <a href="/workspace/people/requests">Who asks to join a council without an administrator</a>
        <a href="/joining/funders/new">Register a funder</a>
        <a href="/joining/same-people">Two accounts of one person</a>
        <a href="/successions">Organisations that become part of others</a>
        <a href="/directory/reports">Messages that were reported</a>
      </p>
      <Section id="invited" title="First administrators invited">
        <div className="stack-5">
          <p className="btns">
            <ButtonLink href="/joining/administrators/new">Invite a first administrator</ButtonLink>
          </p>
          <InvitationList invitations={invitations} hasOrganisation />
          <Pager page={page} pages={pages} hrefOf={(number) => `/joining?page=${number}`} />
        </div>
      </Section>
    </Page>
  )
}
