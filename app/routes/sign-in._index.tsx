import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listPeopleToTry } from '#app/domain/auth/queries.server.ts'
import { PeopleToTry } from '#app/ui/people-to-try.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Sign in') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const asked = new URL(request.url).searchParams
    const next = safeNext(asked.get('next'))
    if (actor) throw redirect(next)
    return { next, hasEnded: asked.has('ended'), groups: await listPeopleToTry() }
  })
}

export default function SignIn() {
  const { next, hasEnded, groups } = useLoaderData<typeof loader>()
  return (
    <Page>
      {hasEnded && (
        <Notice tone="ok" isAnswer>
          You have signed out.
        </Notice>
      )}
      <PageTitle title="Sign in" />
      <PeopleToTry groups={groups} next={next} />
    </Page>
  )
}
