import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { listOwnFrameworks } from '#app/domain/profiles/framework-queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Expiry } from '#app/ui/credential.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Frameworks you are on'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    places: await listOwnFrameworks(actor),
    today: londonDay(clock.now()),
    hasSaved: new URL(request.url).searchParams.has('saved'),
  }))
}

export default function Frameworks() {
  const { places, today, hasSaved } = useLoaderData<typeof loader>()
  return (
    <Page back="/suppliers/profile" subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Saved.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="A council that may buy from a framework finds you by it. After its last day nobody is shown it any more."
      />
      <DataTable
        rows={places}
        keyOf={({ id }) => id}
        label={heading}
        empty={
          <Empty level={2} title="You have entered none">
            Councils then see that you have given none.
          </Empty>
        }
        columns={[
          { name: 'Framework', show: ({ name }) => name },
          { name: 'Reference', show: ({ reference }) => reference },
          { name: 'Lot', show: ({ lot }) => lot || 'Not given' },
          { name: 'Until', show: (place) => <Expiry {...place} today={today} /> },
          {
            name: 'Change',
            show: ({ id, name }) => (
              <a href={`/suppliers/profile/frameworks/${id}/removal`}>
                Take it off<span className="visually-hidden">: {name}</span>
              </a>
            ),
          },
        ]}
      />
      <p className="btns">
        <ButtonLink href="/suppliers/profile/frameworks/new">Add a framework</ButtonLink>
      </p>
    </Page>
  )
}
