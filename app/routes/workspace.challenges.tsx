import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { textOfPlace } from '#app/core/list-place.ts'
import { formatShortDate } from '#app/core/time.ts'
import { listDrafts } from '#app/domain/challenges/draft-queries.server.ts'
import { stageLabel, type Stage } from '#app/domain/challenges/stage.ts'
import { listLedChallenges } from '#app/domain/reporting/waiting.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { readPlace } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Your challenges') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const after = readPlace(request, 'after')
    const [drafts, led] = await Promise.all([
      listDrafts(actor),
      listLedChallenges(actor, { after }),
    ])
    return { drafts, ...led, isFirst: after === undefined }
  })
}

const href = '/workspace/challenges'

export default function OwnChallenges() {
  const { drafts, led, next, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle title="Your challenges" />
      <Buttons>
        <ButtonLink href="/challenges/new">Post a challenge</ButtonLink>
      </Buttons>
      <Section id="drafts" title="Drafts">
        <DataTable
          label="Table of drafts"
          rows={drafts}
          keyOf={({ id }) => id}
          columns={[
            {
              name: 'Challenge',
              show: ({ id, title }) => <a href={`/challenges/drafts/${id}`}>{title}</a>,
            },
            { name: 'Started by', show: ({ createdBy }) => createdBy.name },
            { name: 'Changed', show: ({ changedAt }) => formatShortDate(changedAt) },
          ]}
          empty={<p className="muted">Nobody at your council is writing a challenge.</p>}
        />
      </Section>
      <Section id="led" title="Challenges you lead">
        <DataTable
          label="Table of challenges you lead"
          rows={led}
          keyOf={({ id }) => id}
          columns={[
            {
              name: 'Challenge',
              show: ({ slug, title }) => <a href={`/challenges/${slug}`}>{title}</a>,
            },
            { name: 'Stage', show: ({ stage }) => <Tag>{stageLabel[stage as Stage]}</Tag> },
            { name: 'Councils that share it', isNumeric: true, show: ({ sharers }) => sharers },
          ]}
          empty={
            <Empty
              title="Your council leads no challenge"
              action={<a href="/challenges/new">Post a challenge</a>}
            >
              A challenge is a problem that other councils have too.
            </Empty>
          }
        />
        <PageByPage
          first={!isFirst && href}
          next={next !== undefined && `${href}?after=${textOfPlace(next)}`}
        />
      </Section>
    </Page>
  )
}
