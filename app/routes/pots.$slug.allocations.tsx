import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatDateTime } from '#app/core/time.ts'
import { listAllocationChoices } from '#app/domain/pots/allocation-choices.server.ts'
import { allocationsHref, readAllocationFilters } from '#app/domain/pots/allocation-filters.ts'
import { listAllocations } from '#app/domain/pots/queries.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DateField, SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { Allocations, PotPage } from '#app/ui/pot-page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = (name: string) => `Allocations of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const { searchParams } = new URL(request.url)
    const opened = await openPot(actor, param(params, 'slug'))
    const only = readAllocationFilters(searchParams)
    const after = searchParams.get('after') ?? undefined
    const [page, choices] = await Promise.all([
      listAllocations(opened.pot.id, { after, only }),
      listAllocationChoices(opened.pot.id),
    ])
    return { ...opened, ...page, only, choices, isFirst: after === undefined }
  })
}

export default function PotAllocations() {
  const { pot, waiting, allocations, next, only, isFirst, givenBackPence } =
    useLoaderData<typeof loader>()
  const { slug } = pot
  const isNarrowed = allocationsHref(slug, only) !== allocationsHref(slug, {})
  return (
    <PotPage pot={pot} waiting={waiting} title="Allocations">
      <PageTitle title={headingFor(pot.name)} lead={`At ${formatDateTime(pot.workedOutAt)}.`} />
      <Narrow />
      {isNarrowed && allocations.length === 0 ? (
        <Empty
          level={2}
          title="No allocation fits"
          action={<a href={allocationsHref(slug, {})}>See all allocations</a>}
        >
          Choose fewer, or another day.
        </Empty>
      ) : (
        <Allocations allocations={allocations} level={2} />
      )}
      {givenBackPence > 0n && (
        <p className="small muted">
          {formatPounds(givenBackPence)} of all matches came back to the pot, because projects did
          not need it.
        </p>
      )}
      <PageByPage
        first={!isFirst && allocationsHref(slug, only)}
        next={next !== undefined && allocationsHref(slug, only, next)}
      >
        <a href={`/pots/${slug}/allocations.csv`}>Download CSV of all</a>
      </PageByPage>
    </PotPage>
  )
}

/** By council, version of the rule and day of the last match; it works without JavaScript. */
function Narrow() {
  const { pot, only, choices } = useLoaderData<typeof loader>()
  const href = allocationsHref(pot.slug, {})
  return (
    <form method="get" action={href} className="period">
      <SelectField
        name="council"
        label="Council"
        placeholder="Every council"
        choices={choices.councils.map(({ id, name }) => ({ value: id, label: name }))}
        {...(only.council && { defaultValue: only.council })}
      />
      <SelectField
        name="version"
        label="Version of the rule"
        placeholder="Every version"
        choices={choices.versions.map((version) => ({
          value: String(version),
          label: `Version ${version}`,
        }))}
        {...(only.version && { defaultValue: String(only.version) })}
      />
      <DateField name="on" label="Last matched on" {...(only.on && { defaultValue: only.on })} />
      <Button look="second">Show</Button>
      {allocationsHref(pot.slug, only) !== href && <a href={href}>Show all</a>}
    </form>
  )
}
