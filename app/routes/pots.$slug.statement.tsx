import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { potBooks } from '#app/domain/ledger/book.ts'
import { readPotStatement } from '#app/domain/reporting/statement.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { Statement, StatementSums } from '#app/ui/statement.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'
import { statementPage } from '#app/web/statement.server.ts'

const headingFor = (name: string) => `Statement of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const reader = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(reader, param(params, 'slug'))
    const search = new URL(request.url).searchParams
    const statement = await readPotStatement(opened.pot.id, { reader, search })
    return { ...opened, ...statementPage(statement) }
  })
}

export default function PotStatement() {
  const { pot, waiting, ...statement } = useLoaderData<typeof loader>()
  return (
    <PotPage pot={pot} waiting={waiting} title="Statement">
      <PageTitle
        title={headingFor(pot.name)}
        lead="Every sum that went into the pot and out of it, as the ledger holds it."
      />
      <StatementSums {...statement} />
      <Statement {...statement} href={`/pots/${pot.slug}/statement`} books={potBooks} />
      <p>
        <a href={`/pots/${pot.slug}/accruals`}>What the pot owes, at the end of a day</a>
      </p>
    </PotPage>
  )
}
