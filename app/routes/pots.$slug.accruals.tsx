import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readBefore, readDay, readPotAccruals } from '#app/domain/reporting/accruals.server.ts'
import { Accruals } from '#app/ui/accruals.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = (name: string) => `What the ${name} owes`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const reader = await allowAnyone(request)
  const search = new URL(request.url).searchParams
  return show(async () => {
    const opened = await openPot(reader, param(params, 'slug'))
    const page = { before: readBefore(search) }
    return { ...opened, accruals: await readPotAccruals(opened.pot.id, readDay(search), page) }
  })
}

export default function PotAccruals() {
  const { pot, waiting, accruals } = useLoaderData<typeof loader>()
  return (
    <PotPage pot={pot} waiting={waiting} title="Statement">
      <PageTitle
        title={headingFor(pot.name)}
        lead="What was committed and not spent, and what was approved and not paid, at the end of a day."
      />
      <Accruals {...accruals} href={`/pots/${pot.slug}/accruals`} isPot />
      <p>
        <a href={`/pots/${pot.slug}/statement`}>Back to the statement</a>
      </p>
    </PotPage>
  )
}
