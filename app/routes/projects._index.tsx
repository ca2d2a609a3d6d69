import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import { progressOf, stateLabel } from '#app/domain/delivery/milestone.ts'
import {
  listPublicProjects,
  type PublicProject,
} from '#app/domain/delivery/project-queries.server.ts'
import { Empty } from '#app/ui/notice.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Result } from '#app/ui/result.tsx'
import { StageBits } from '#app/ui/timeline.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const title = 'Projects'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  const before = cursorOf(request, 'before')
  return show(async () => ({
    ...(await listPublicProjects({ before })),
    isFirst: before === undefined,
  }))
}

export default function Projects() {
  const { projects, next, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageTitle
        title={title}
        lead="What councils are paying for together: who builds it, what it costs, and what has been paid."
      />
      {projects.length === 0 ? (
        <Empty
          level={2}
          title="No project has started yet"
          action={<ButtonLink href="/challenges?stage=funded">See funded challenges</ButtonLink>}
        >
          A project starts when a challenge is funded and a supplier has been chosen.
        </Empty>
      ) : (
        <div>
          {projects.map((project) => (
            <ProjectResult key={project.id} project={project} />
          ))}
        </div>
      )}
      <PageByPage
        first={!isFirst && '/projects'}
        next={next !== undefined && `/projects?before=${next}`}
      />
    </Page>
  )
}

function ProjectResult({ project }: { project: PublicProject }) {
  const { milestones, supplierName, leadCouncilName } = project
  return (
    <Result
      href={`/projects/${project.reference}`}
      title={project.challenge.title}
      summary={`Built by ${supplierName}, led by ${leadCouncilName}.`}
      meta={[
        <span className="ref" key="reference">
          {project.reference}
        </span>,
        `Started ${formatShortDate(project.startedAt)}`,
      ]}
    >
      <p className="num">
        <strong>{formatPounds(project.paidPence)}</strong>{' '}
        <span className="muted small">of {formatPounds(project.pricePence)} paid</span>
      </p>
      <p>
        <StageBits
          states={milestones.map((milestone) => progressOf(milestone.state))}
          label={milestones
            .map(({ position, state }) => `Milestone ${position}: ${stateLabel[state]}`)
            .join('. ')}
        />
      </p>
    </Result>
  )
}
