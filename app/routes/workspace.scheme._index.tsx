import { withCapital } from '#app/core/sentence.ts'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDay } from '#app/core/time.ts'
import { financeLawOf } from '#app/domain/organisations/finance-law.ts'
import { getCouncil } from '#app/domain/organisations/queries.server.ts'
import {
  listScheme,
  readKeyDecisionRules,
} from '#app/domain/organisations/scheme-queries.server.ts'
import { canKeepScheme, lockKindsOf, lockLaws } from '#app/domain/organisations/spending-lock.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { TaskList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Scheme of delegation') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const hasSaved = new URL(request.url).searchParams.has('saved')
  return show(async () => ({ hasSaved, ...(await readPage(actor)) }))
}

async function readPage(actor: Actor) {
  if (actor.organisationKind !== 'council') throw new Refusal('not-found', 'Page not found')
  const { nation, name } = await getCouncil(actor.organisationId)
  const [scheme, rules] = await Promise.all([
    listScheme(actor),
    readKeyDecisionRules({ councilId: actor.organisationId, nation }),
  ])
  const { officer, law } = financeLawOf(nation)
  return {
    ...scheme,
    rules,
    name,
    officer,
    law,
    kinds: lockKindsOf(nation),
    mayKeep: canKeepScheme(actor),
  }
}

export default function Scheme() {
  const { name, mayKeep, hasSaved } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Saved, and on record.
        </Notice>
      )}
      <PageTitle
        kicker={name}
        title="Scheme of delegation"
        lead="Who signs for whom, what locks your spending, and what is a key decision. Each pledge is held against it."
      />
      {!mayKeep && <Notice>Only an administrator of your council can change this.</Notice>}
      <p className="btns">
        <a href="/workspace/people">Limits of each person</a>
        {mayKeep && <a href="/workspace/scheme/import">Read limits from a file</a>}
        {mayKeep && (
          <a href="/workspace/scheme.csv" download>
            Limits as a CSV file
          </a>
        )}
      </p>
      <Officers />
      <Deputies />
      <Locks />
      <KeyDecisions />
    </Page>
  )
}

const during = ({ from, to }: { from: string; to: string | undefined }) =>
  `From ${formatDay(from)}${to ? `, before ${formatDay(to)}` : ''}`

function Officers() {
  const { officers, officer, law, mayKeep } = useLoaderData<typeof loader>()
  const title = withCapital(officer)
  return (
    <Section id="officer" title={title}>
      <TaskList
        tasks={officers.map(({ name, jobTitle, source, ...days }) => ({
          title: name,
          detail: `${jobTitle}. ${during(days)} (${source}).`,
        }))}
        empty={<p className="muted">Nobody is marked. The law asks for one ({law}).</p>}
      />
      {mayKeep && (
        <Buttons>
          <a href="/workspace/scheme/officer">Mark the {officer}</a>
        </Buttons>
      )}
    </Section>
  )
}

function Deputies() {
  const { deputies, mayKeep } = useLoaderData<typeof loader>()
  return (
    <Section id="deputies" title="Deputies">
      <TaskList
        tasks={deputies.map(({ id, name, principalName, from, through, source }) => ({
          title: `${name} stands in for ${principalName}`,
          ...(mayKeep && { href: `/workspace/scheme/deputies/${id}` }),
          detail: `From ${formatDay(from)} to ${formatDay(through)} (${source}).`,
        }))}
        empty={<p className="muted">Nobody stands in for anybody.</p>}
      />
      {mayKeep && (
        <Buttons>
          <a href="/workspace/people">Choose who stands in, from your people</a>
        </Buttons>
      )}
    </Section>
  )
}

function Locks() {
  const { locks, kinds, mayKeep } = useLoaderData<typeof loader>()
  return (
    <Section id="locks" title="Spending locks">
      <TaskList
        tasks={locks.map(({ id, kind, successor, source, sourceUrl, ...days }) => ({
          title: lockLaws[kind].name,
          ...(mayKeep && { href: `/workspace/scheme/locks/${id}` }),
          detail: (
            <>
              {`${during(days)}${successor ? `, successor: ${successor}` : ''}. While it is in force, ${lockLaws[kind].effect} (${lockLaws[kind].law}). `}
              <a href={sourceUrl}>{source}</a>
            </>
          ),
          status: 'Locked',
          tone: 'bad',
        }))}
        empty={
          <p className="muted">
            {kinds.length > 0 ? 'None.' : 'The law of your nation knows none.'}
          </p>
        }
      />
      {mayKeep && kinds.length > 0 && (
        <Buttons>
          <a href="/workspace/scheme/locks/new">Record a spending lock</a>
        </Buttons>
      )}
    </Section>
  )
}

function KeyDecisions() {
  const { rules, thresholds, mayKeep, name } = useLoaderData<typeof loader>()
  const { abovePence, aboveSource, notice, callIn } = rules
  const later = thresholds.filter(({ source }) => source !== aboveSource)
  return (
    <Section id="key-decisions" title="Key decisions">
      <p className="measure">
        {abovePence === undefined
          ? `${name} takes no key decisions (${aboveSource}).`
          : `A pledge above ${formatPounds(abovePence)} is a key decision (${aboveSource}).`}
      </p>
      <ul>
        <li>
          {notice.days > 0
            ? `Notice of ${notice.days} clear days (${notice.source}).`
            : `${notice.source}.`}
        </li>
        <li>
          {callIn.days > 0
            ? `It may be called in for ${callIn.days} working days after it is published (${callIn.source}).`
            : `${callIn.source}.`}
        </li>
        {later.map(({ abovePence: sum, source, ...days }) => (
          <li key={days.from}>
            {during(days)}: {sum === undefined ? 'no key decisions' : `above ${formatPounds(sum)}`}{' '}
            ({source}).
          </li>
        ))}
      </ul>
      {mayKeep && (
        <Buttons>
          <a href="/workspace/scheme/key-decisions">Set what is a key decision</a>
        </Buttons>
      )}
    </Section>
  )
}
