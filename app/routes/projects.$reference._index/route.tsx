import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { progressOf } from '#app/domain/delivery/milestone.ts'
import { getPublicProject } from '#app/domain/delivery/project-queries.server.ts'
import { findHandingOver } from '#app/domain/successions/novation-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Facts } from '#app/ui/lists.tsx'
import { Notice, Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { StageBits } from '#app/ui/timeline.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { Milestones } from './milestones.tsx'
import { WhoPaid } from './who-paid.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.challenge.title ?? 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const project = await getPublicProject(param(params, 'reference'), actor)
    return { ...project, handedOver: await findHandingOver(actor, project) }
  })
}

export default function Project() {
  const project = useLoaderData<typeof loader>()
  const { challenge, milestones, supplierName, leadCouncilName } = project
  const paid = milestones.filter((milestone) => milestone.state === 'paid')
  return (
    <Page
      crumbs={[{ href: '/projects', name: 'Projects' }]}
      crumbTitle={challenge.shortTitle ?? challenge.title}
    >
      <div className="with-side">
        <div className="stack-7">
          <PageTitle
            kicker={project.reference}
            title={challenge.title}
            lead={`Built by ${supplierName}, led by ${leadCouncilName}. Started ${formatDay(project.startedAt)}.`}
          />
          <Stop project={project} />
          {project.handedOver.waits && <NewFirm reference={project.reference} />}
          <Section
            id="milestones"
            title="Milestones"
            aside={`${paid.length} of ${milestones.length} paid`}
          >
            <Milestones project={project} />
          </Section>
          <Section id="who-paid" title="Who paid what">
            <WhoPaid project={project} />
          </Section>
        </div>
        <Side project={project} />
      </div>
    </Page>
  )
}

/** What everybody with a part in the project has to know first: that it may stop, or has. */
function Stop({ project: { stop, leadCouncilName, reference } }: { project: Shown }) {
  if (!stop || stop.endedAt) return null
  const page = `/projects/${reference}/stop`
  if (stop.agreedAt)
    return (
      <Notice tone="warn" title={`This project was stopped on ${formatDay(stop.agreedAt)}.`}>
        <p>
          {leadCouncilName} says: “{stop.reason}” <a href={page}>What that means</a>
        </p>
      </Notice>
    )
  return (
    <Notice tone="warn" title={`${leadCouncilName} proposes that this project stops.`}>
      <p>
        “{stop.reason}” It waits for a funder to agree. <a href={page}>See the proposal</a>
      </p>
    </Notice>
  )
}

/** For those it is about: another firm is to take the contract over. */
const NewFirm = ({ reference }: { reference: string }) => (
  <Notice tone="warn" title="Another firm is to take this contract over.">
    <p>
      It does so only if the lead council agrees.{' '}
      <a href={`/projects/${reference}/novation`}>See who takes over</a>
    </p>
  </Notice>
)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

function Side({ project }: { project: Shown }) {
  const { challenge, milestones } = project
  const paid = milestones.filter((milestone) => milestone.state === 'paid')
  return (
    <aside className="stack-5" aria-label="Project summary">
      <Panel title={`${formatPounds(project.paidPence)} paid`} tone="match">
        <Facts
          facts={[
            { name: 'Price', value: formatPounds(project.pricePence) },
            {
              name: project.stop?.agreedAt ? 'Cancelled' : 'Still to pay',
              value: formatPounds(project.pricePence - project.paidPence),
            },
            { name: 'Supplier', value: project.supplierName },
            { name: 'Lead council', value: project.leadCouncilName },
          ]}
        />
        <p>
          <a href={`/challenges/${challenge.slug}/statement?book=paid`}>
            See every payment’s journal
          </a>
        </p>
        <p>
          <a href={`/projects/${project.reference}/give-back`}>Money left over</a>
        </p>
        {project.handedOver.isNovated && (
          <p>
            <a href={`/projects/${project.reference}/novation`}>Firms that built it before</a>
          </p>
        )}
        {paid.length < milestones.length && (
          <p>
            <a href={`/projects/${project.reference}/stop`}>
              {project.stop?.agreedAt ? 'Why it was stopped' : 'If it has to stop'}
            </a>
          </p>
        )}
        <p>
          <StageBits
            states={milestones.map((milestone) => progressOf(milestone.state))}
            label={`${paid.length} of ${milestones.length} milestones paid`}
          />
        </p>
      </Panel>
      <Panel title="Where it came from">
        <ul className="plain stack-2">
          <li>
            <a href={`/challenges/${challenge.slug}`}>The challenge, {challenge.reference}</a>
          </li>
          <li>
            <a href={`/challenges/${challenge.slug}/award`}>Why this supplier was chosen</a>
          </li>
        </ul>
      </Panel>
    </aside>
  )
}
