import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { AwardStepInput } from '#app/domain/evaluation/award.ts'
import { getAwardPage } from '#app/domain/evaluation/queries.server.ts'
import { confirmAward } from '#app/domain/evaluation/confirm-award.server.ts'
import { decideAward } from '#app/domain/evaluation/decide-award.server.ts'
import { publishAward } from '#app/domain/evaluation/publish-award.server.ts'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { Published } from './published.tsx'
import { Result } from './result.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `The award for ${data.challenge.shortTitle}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => ({
    ...(await getAwardPage(actor, param(params, 'slug'))),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, AwardStepInput, async (input) => {
    const slug = param(params, 'slug')
    if (input.step === 'decide') await decideAward(actor, slug, input)
    else if (input.step === 'publish') await publishAward(actor, slug, input)
    else await confirmAward(actor, slug, input)
    return redirect(`/challenges/${slug}/award`)
  })
}

export default function Award() {
  const { challenge, award, result, operationKey } = useLoaderData<typeof loader>()
  const answer = useActionData<FormResult>()
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href: `/challenges/${challenge.slug}`, name: challenge.shortTitle },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle="Award">
      {answer && <ErrorSummary result={answer} />}
      {award ? (
        <Published challenge={challenge} award={award} />
      ) : (
        <h1>The award for {challenge.shortTitle}</h1>
      )}
      {result && <Result result={{ ...result, operationKey }} />}
    </Page>
  )
}
