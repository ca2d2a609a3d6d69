import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { getAreaHistory } from '#app/domain/pots/area-queries.server.ts'
import { AreaEntryFacts, SignedBy } from '#app/ui/area-entry.tsx'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = (area: string, pot: string) => `${area} on the register of the ${pot}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.area.name, data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    return { ...opened, ...(await getAreaHistory(opened.pot.id, param(params, 'area'))) }
  })
}

export default function AreaHistory() {
  const { pot, waiting, area, entries } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}/areas`
  const canPropose = waiting !== undefined
  const propose = (
    <ButtonLink href={`${href}/proposals/new?area=${area.slug}`}>Propose a new entry</ButtonLink>
  )
  return (
    <PotPage pot={pot} waiting={waiting} title="Areas register">
      <PageTitle
        title={headingFor(area.name, pot.name)}
        lead="The entry that began last holds. An entry counts for what is signed after its approval, and is never edited."
      />
      {entries.length === 0 && (
        <Empty
          level={2}
          title="Nothing has been entered for this area"
          action={canPropose && propose}
        >
          Its councils earn no match that asks for the register.
        </Empty>
      )}
      {canPropose && entries.length > 0 && <Buttons>{propose}</Buttons>}
      {entries.map((entry) => (
        <Section key={entry.id} id={entry.id} title={`From ${formatDate(entry.fromOn)}`}>
          <AreaEntryFacts
            entry={entry}
            file={entry.proposal ? `${href}/evidence/${entry.proposal.id}` : undefined}
          />
          <SignedBy {...entry} />
        </Section>
      ))}
      <p>
        <a href={href}>All areas</a>
      </p>
    </PotPage>
  )
}
