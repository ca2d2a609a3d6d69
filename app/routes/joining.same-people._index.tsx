import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { saidOf } from '#app/core/said.ts'
import { formatDay } from '#app/core/time.ts'
import { listSameHumans } from '#app/domain/organisations/same-human-queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const title = 'Two accounts of one person'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    saved: new URL(request.url).searchParams.get('saved'),
    ...(await listSameHumans(actor, cursorOf(request, 'page'))),
  }))
}

const answers: Record<string, string> = {
  recorded: 'On record. From now on the two accounts count as one person.',
  ended: 'Ended. From now on the two accounts count as two people.',
}

export default function SamePeople() {
  const { saved, records, page, pages } = useLoaderData<typeof loader>()
  const answer = saidOf(answers, saved)
  return (
    <Page back="/joining" subnav={<WorkspaceNav />}>
      {answer && (
        <Notice tone="ok" isAnswer>
          {answer}
        </Notice>
      )}
      <PageTitle
        title={title}
        lead="Wherever two people have to agree, two accounts that are one person’s count once. What they signed before stays signed."
      />
      <p className="btns">
        <ButtonLink href="/joining/same-people/new">Record two accounts as one person</ButtonLink>
      </p>
      {records.length === 0 ? (
        <Empty title="Nobody is known to have two accounts" level={2}>
          Record it here when you find out, before both are used to sign one thing.
        </Empty>
      ) : (
        <Records records={records} />
      )}
      <Pager page={page} pages={pages} hrefOf={(number) => `/joining/same-people?page=${number}`} />
    </Page>
  )
}

type RecordsProps = { records: Awaited<ReturnType<typeof listSameHumans>>['records'] }

const Records = ({ records }: RecordsProps) => (
  <DataTable
    rows={records}
    keyOf={({ id }) => id}
    label="Accounts that are one person’s"
    columns={[
      {
        name: 'Accounts',
        show: ({ id, person, other }) => (
          <a href={`/joining/same-people/${id}`}>
            {person.name} and {other.name}
          </a>
        ),
      },
      { name: 'How we know', show: ({ reason }) => reason },
      {
        name: 'Recorded',
        show: ({ recordedBy, recordedAt }) => `${recordedBy.name}, ${formatDay(recordedAt)}`,
      },
      {
        name: 'Now',
        show: ({ endedAt }) =>
          endedAt ? <Tag>Two people</Tag> : <Tag tone="wait">Counts as one</Tag>,
      },
    ]}
  />
)
