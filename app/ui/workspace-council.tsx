import { formatPounds } from '#app/core/money.ts'
import { formatCount } from '#app/core/number.ts'
import { joinNames } from '#app/domain/pots/rate-words.ts'
import { layOut, smallestShare } from './bar-geometry.ts'
import { Bar, Key } from './bar.tsx'
import { Facts } from './lists.tsx'
import { Panel } from './notice.tsx'
import { Section } from './page.tsx'
import {
  WorkspacePledges,
  WorkspaceProjects,
  type PledgeSums,
  type WorkspacePledge,
  type WorkspaceProject,
} from './workspace-tables.tsx'

type PartsProps = { pledges: WorkspacePledge[]; sums: PledgeSums; projects: WorkspaceProject[] }

/** What a council has going: its pledges and its projects. */
export const CouncilParts = ({ pledges, sums, projects }: PartsProps) => (
  <>
    <Section
      id="pledges"
      title="Your pledges"
      aside={<a href="/challenges?stage=pooling">Find a challenge</a>}
    >
      <WorkspacePledges pledges={pledges} sums={sums} />
      {sums.count > pledges.length && (
        <p className="after-form">
          <a href="/workspace/pledges">See all {formatCount(sums.count)} pledges</a>
        </p>
      )}
    </Section>
    <Section
      id="projects"
      title="Projects you pay for"
      aside={<a href="/workspace/projects">See all</a>}
    >
      <WorkspaceProjects projects={projects} />
    </Section>
  </>
)

type AsideProps = {
  sums: PledgeSums
  match: { slug: string; name: string; headline: string; standing: string | undefined }[]
  near: { slug: string; title: string; councils: string[] }[]
}

/** A council's money and its area. */
export const CouncilAside = ({ sums, match, near }: AsideProps) => (
  <aside className="stack-5" aria-label="Money and area">
    <PledgedMoney {...sums} />
    {match.length > 0 && (
      <Panel title="Match open to you" tone="match">
        {match.map(({ slug, name, headline, standing }) => (
          <p key={slug} className="small">
            <strong>{name}.</strong> {headline} {standing}{' '}
            <a href={`/pots/${slug}`}>Read the rule</a>
          </p>
        ))}
      </Panel>
    )}
    {near.length > 0 && (
      <Panel title="Shared near you">
        <ul className="plain stack-2 small">
          {near.map(({ slug, title, councils }) => (
            <li key={slug}>
              <a href={`/challenges/${slug}`}>{title}</a>
              <br />
              <span className="muted">
                {joinNames(councils)} {councils.length === 1 ? 'has' : 'have'} this problem
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    )}
  </aside>
)

function PledgedMoney({ signedPence: signed, waitingPence: waiting }: PledgeSums) {
  if (signed + waiting === 0n) return null
  const parts = [
    { kind: 'signed' as const, pence: signed },
    { kind: 'await' as const, pence: waiting },
  ]
  return (
    <Panel title="Your council’s money" tone="civic">
      <Bar
        label={`${formatPounds(signed)} signed and ${formatPounds(waiting)} waiting to be signed`}
        parts={layOut(parts, signed + waiting, smallestShare.normal)}
      />
      <Facts
        facts={[
          {
            name: (
              <>
                <Key kind="signed" /> Signed
              </>
            ),
            value: formatPounds(signed),
          },
          {
            name: (
              <>
                <Key kind="await" /> Waiting to be signed
              </>
            ),
            value: formatPounds(waiting),
          },
        ]}
      />
    </Panel>
  )
}
