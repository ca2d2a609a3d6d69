import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refusal } from '#app/core/refusal.ts'
import { findPeopleToTry } from '#app/domain/auth/queries.server.ts'
import { tryAs, TryAsInput } from '#app/domain/auth/try-as.server.ts'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { PeopleToTry } from '#app/ui/people-to-try.tsx'
import { allowAnyone, redirectStarted } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Choose a person') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const people = await findPeopleToTry()
    if (!people) throw new Refusal('not-found', 'Page not found')
    return { people }
  })
}

/** Demonstration only: signs in as the person chosen. */
export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, TryAsInput, async ({ person, next }) => {
    const session = await tryAs(person, request.headers.get('User-Agent') ?? undefined)
    return redirectStarted(session, safeNext(next))
  })
}

export default function ChooseAPerson() {
  const { people } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page>
      {result && <ErrorSummary result={result} />}
      <PageTitle title="Choose a person" />
      <Section id="people" title="People of the demonstration">
        <PeopleToTry
          people={people}
          next={valueOf(result, 'next', '/workspace')}
          error={errorOf(result, 'person')}
        />
      </Section>
    </Page>
  )
}
