import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { formatPoundsShort } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDateTime } from '#app/core/time.ts'
import { availableIn } from '#app/domain/pots/pot.ts'
import { listPots } from '#app/domain/pots/queries.server.ts'
import { canProposePot, canSeeProposedPots } from '#app/domain/pots/proposed-pot.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PotGaugeSmall } from '#app/ui/pot-gauge.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Funding pots'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => ({
    pots: await listPots(),
    asAt: clock.now(),
    seesProposed: canSeeProposedPots(actor),
    mayPropose: actor !== undefined && canProposePot(actor),
  }))
}

export default function Pots() {
  const { pots, asAt, seesProposed, mayPropose } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title={heading}
        lead="Pots add match to councils’ pledges. Each follows one rule, and every pound is listed."
      />
      {seesProposed && (
        <p className="btns">
          {mayPropose && <ButtonLink href="/pots/new">Propose a pot</ButtonLink>}
          <a href="/pots/proposed">Proposed pots</a>
        </p>
      )}
      {pots.length === 0 && (
        <Empty level={2} title="No pots yet" action={<a href="/challenges">Look at challenges</a>}>
          Funders open pots here.
        </Empty>
      )}
      <div className="stack-6">
        {pots.map((pot) => (
          <section key={pot.id} className="panel panel--match stack" aria-labelledby={pot.slug}>
            <h2 id={pot.slug}>
              <a href={`/pots/${pot.slug}`}>{pot.name}</a>
            </h2>
            <Prose text={pot.purpose} />
            {pot.rule && <p className="lead measure">{pot.rule.words.headline}</p>}
            <PotGaugeSmall {...pot} availablePence={availableIn(pot)} />
            <p className="small muted">
              {formatPoundsShort(pot.allocatedPence)} from {pot.funderName}
              {pot.otherFunders > 0 && ` and ${countOf(pot.otherFunders, 'other funder')}`}.
            </p>
          </section>
        ))}
      </div>
      <p>
        <a href="/funders">See who funds the pots</a>
      </p>
      <p className="small muted">At {formatDateTime(asAt)}.</p>
    </Page>
  )
}
