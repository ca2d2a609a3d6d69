import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import { listOwnPitches } from '#app/domain/evaluation/award-queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PitchTag } from '#app/ui/pitch-tag.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Your pitches'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ pitches: await listOwnPitches(actor) }))
}

export default function Pitches() {
  const { pitches } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle title={heading} />
      <DataTable
        label={heading}
        rows={pitches}
        keyOf={({ id }) => id}
        empty={
          <Empty
            level={2}
            title="You have not started a pitch"
            action={<ButtonLink href="/challenges">Find a challenge</ButtonLink>}
          >
            Challenges that ask for pitches say so on their page.
          </Empty>
        }
        columns={[
          {
            name: 'Challenge',
            show: (pitch) => (
              <a href={`/challenges/${pitch.challengeSlug}/pitch`}>{pitch.challengeTitle}</a>
            ),
          },
          { name: 'Pitch', show: ({ reference }) => reference },
          { name: 'Closes', show: ({ closesAt }) => formatShortDate(closesAt) },
          { name: 'Price', isNumeric: true, show: ({ pricePence }) => formatPounds(pricePence) },
          { name: 'State', show: (pitch) => <PitchTag {...pitch} /> },
        ]}
      />
    </Page>
  )
}
