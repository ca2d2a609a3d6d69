import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isCouncilOfficer } from '#app/domain/challenges/challenge.ts'
import { canWithdrawCoSignature, isLive } from '#app/domain/challenges/co-signature.ts'
import { findOwnCoSignature, getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { withdrawCoSignature } from '#app/domain/challenges/withdraw-co-signature.server.ts'
import { listOfficers } from '#app/domain/organisations/queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { NoPermission } from '#app/ui/no-permission.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const challenge = await getPublicChallenge(param(params, 'slug'))
    const [own, officers] = await Promise.all([
      findOwnCoSignature(actor, challenge.id),
      isCouncilOfficer(actor) ? [] : listOfficers(actor),
    ])
    const leads = !canWithdrawCoSignature(challenge, actor.organisationId)
    return { actor, challenge, officers, leads, hasSigned: isLive(own) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    await withdrawCoSignature(actor, id)
    return redirect(`/challenges/${slug}?left#who`)
  })
}

const title = 'Take back that we have this problem'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export default function Withdrawal() {
  const { actor, challenge, officers, leads, hasSigned } = useLoaderData<typeof loader>()
  const page = `/challenges/${challenge.slug}`
  if (!isCouncilOfficer(actor))
    return (
      <Page back={page}>
        <NoPermission {...actor} title={title} deed="take this back" officers={officers} />
      </Page>
    )
  return (
    <Page back={hasSigned ? `${page}/co-signature` : page}>
      <PageTitle title={title} kicker={challenge.shortTitle} />
      {leads ? (
        <Notice>Your council leads this challenge, so it always counts.</Notice>
      ) : hasSigned ? (
        <TakeBack />
      ) : (
        <Notice>
          <p>
            Your council does not count among those that share this problem.{' '}
            <a href={`${page}/co-signature`}>Say that you have it too</a>
          </p>
        </Notice>
      )}
    </Page>
  )
}

function TakeBack() {
  const { actor, challenge } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <>
      <p className="measure">
        {actor.organisationName} will no longer count among the councils that share this problem,
        and its figures leave the national cost. A pledge that it made stays as it is. You can say
        it again at any time.
      </p>
      <Form result={result}>
        <Buttons>
          <Button>Take it back</Button>
          <ButtonLink href={`/challenges/${challenge.slug}`} look="second">
            Keep it
          </ButtonLink>
        </Buttons>
      </Form>
    </>
  )
}
