import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { challengeBooks } from '#app/domain/ledger/book.ts'
import { readChallengeStatement } from '#app/domain/reporting/statement.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Statement, StatementSums } from '#app/ui/statement.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { statementPage } from '#app/web/statement.server.ts'

const headingFor = (title: string) => `Statement of “${title}”`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.challenge.title) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const reader = await allowAnyone(request)
  return show(async () => {
    const { id, slug, title } = await getPublicChallenge(param(params, 'slug'))
    const search = new URL(request.url).searchParams
    const statement = await readChallengeStatement(id, { reader, search })
    return { challenge: { slug, title }, ...statementPage(statement) }
  })
}

export default function ChallengeStatement() {
  const { challenge, ...statement } = useLoaderData<typeof loader>()
  const href = `/challenges/${challenge.slug}`
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href, name: challenge.title },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle="Statement">
      <PageTitle
        title={headingFor(challenge.title)}
        lead="Every sum that was promised, matched and paid, as the ledger holds it."
      />
      <StatementSums {...statement} />
      <Statement {...statement} href={`${href}/statement`} books={challengeBooks} />
    </Page>
  )
}
