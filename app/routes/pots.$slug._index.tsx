import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ComponentProps } from 'react'
import { formatPoundsShort } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDate, formatDateTime, formatDay, londonDay } from '#app/core/time.ts'
import { availableIn } from '#app/domain/pots/pot.ts'
import { readPotOutlook } from '#app/domain/pots/forecast-queries.server.ts'
import { listAllocations, listAreas, type LastReplay } from '#app/domain/pots/queries.server.ts'
import { RuleCard } from '#app/ui/approval.tsx'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty, Notice, Panel } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { PotForecast } from '#app/ui/pot-forecast.tsx'
import { PotGauge } from '#app/ui/pot-gauge.tsx'
import { Allocations, AreaTag, PotFiles, PotPage } from '#app/ui/pot-page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.pot.name ?? 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const { pot, waiting } = await openPot(actor, param(params, 'slug'))
    const [areas, { allocations, next }, outlook] = await Promise.all([
      pot.rule?.terms.who.areaRegister ? listAreas(pot.id) : [],
      listAllocations(pot.id, { limit: 6 }),
      readPotOutlook(pot.id, availableIn(pot)),
    ])
    return { pot, waiting, areas, outlook, allocations, hasMore: next !== undefined }
  })
}

export default function PotOverview() {
  const { pot, waiting, outlook, allocations, hasMore } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}`
  const total = formatPoundsShort(pot.allocatedPence)
  return (
    <PotPage pot={pot} waiting={waiting}>
      <div className="headline headline--pot">
        <div className="stack">
          <p className="kicker">Matched-funding pot</p>
          <h1>{pot.name}</h1>
          <div className="lead">
            <Prose text={pot.purpose} />
          </div>
          <p className="measure">It follows one rule, and every pound is listed here.</p>
        </div>
        <Buttons>
          {waiting !== undefined && waiting > 0 && (
            <ButtonLink href="/payments">Review {countOf(waiting, 'payment')}</ButtonLink>
          )}
          <a href="#download">Download its data</a>
        </Buttons>
      </div>
      <Section
        id="gauge"
        title={`Where the ${total} is`}
        aside={`At ${formatDateTime(pot.workedOutAt)}`}
      >
        <PotGauge {...pot} availablePence={availableIn(pot)} statement={`${href}/statement`} />
        <p className="small muted after-form">
          {countOf(pot.committedChallenges, 'funded challenge')} and{' '}
          {countOf(pot.reservedChallenges, 'live challenge')}.{' '}
          {pot.isEqualToLedger
            ? 'The ledger agrees with every figure.'
            : 'These figures are being compared with the ledger.'}
        </p>
        <Replayed {...pot} />
      </Section>
      <Section id="forecast" title="How long it lasts">
        <PotForecast {...outlook} />
      </Section>
      <Rule />
      <Section
        id="allocations"
        title="Allocations"
        aside={hasMore ? <a href={`${href}/allocations`}>See all</a> : undefined}
      >
        <Allocations allocations={allocations} />
      </Section>
      <PotFiles href={href} />
    </PotPage>
  )
}

/** Each night's proof, or that it failed: whoever pays in may know either. */
function Replayed({ lastReplay }: { lastReplay: LastReplay | null }) {
  if (!lastReplay) return null
  const { at, matchCount, differenceCount } = lastReplay
  if (differenceCount === 0)
    return (
      <p className="small muted">
        Worked out again from every event at {formatDateTime(at)}:{' '}
        {countOf(matchCount, 'match', 'matches')}, the same to the penny.
      </p>
    )
  return (
    <div className="after-form">
      <Notice tone="warn" title="Not the same when worked out again.">
        {`At ${formatDateTime(at)}, ${countOf(differenceCount, 'figure')} did not follow from this pot’s events. The operators have been told and are looking at it.`}
      </Notice>
    </div>
  )
}

const SHOWN_AREAS = 8

function Rule() {
  const { pot, areas, waiting } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}`
  const { rule } = pot
  if (!rule && pot.opensOn > londonDay(pot.workedOutAt))
    return (
      <Empty
        title={`This pot opens on ${formatDate(pot.opensOn)}`}
        level={2}
        action={<a href={`${href}/rules`}>Read its first rule</a>}
      >
        It adds nothing before.
      </Empty>
    )
  if (!rule)
    return (
      <Empty
        title="This pot has no rule in force"
        level={2}
        action={
          waiting !== undefined && (
            <ButtonLink href={`${href}/proposals/new`}>Propose a rule</ButtonLink>
          )
        }
      >
        It adds nothing until two people have published one.
      </Empty>
    )
  return (
    <div className={areas.length > 0 ? 'with-side' : undefined}>
      <Section
        id="rule"
        title="The rule"
        aside={`Version ${rule.version}, in force since ${formatDay(rule.inForceFrom)}`}
      >
        <RuleCard
          sentence={rule.words.headline}
          terms={rule.words.rows.map(({ term, text }) => ({ name: term, value: text }))}
          actions={
            <>
              {waiting !== undefined && (
                <ButtonLink look="second" href={`${href}/proposals/new`}>
                  Propose a change
                </ButtonLink>
              )}
              {rule.terms.quadratic && <a href={`${href}/sharing`}>How it would be shared out</a>}
              <a href={`${href}/rules`}>
                {rule.version > 1 ? `Compare with version ${rule.version - 1}` : 'Read its history'}
              </a>
            </>
          }
        />
      </Section>
      <Register href={href} areas={areas} />
    </div>
  )
}

type RegisterProps = { href: string; areas: { areaId: string; name: string; status: AreaRow }[] }
type AreaRow = ComponentProps<typeof AreaTag>['status']

function Register({ href, areas }: RegisterProps) {
  if (areas.length === 0) return null
  return (
    <Panel title="Areas register" tone="match">
      <DataTable
        rows={areas.slice(0, SHOWN_AREAS)}
        keyOf={({ areaId }) => areaId}
        columns={[
          { name: 'Mayoral area', show: ({ name }) => name },
          { name: 'Status', show: ({ status }) => <AreaTag status={status} /> },
        ]}
      />
      <p className="small">
        <a href={`${href}/areas`}>See all {areas.length} areas</a>
      </p>
    </Panel>
  )
}
