import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDateTime } from '#app/core/time.ts'
import { askWayBack } from '#app/domain/auth/ask-way-back.server.ts'
import { findHalfWayBack } from '#app/domain/auth/way-back-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { allowAnyone, tokenOf } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'You have lost your second factor'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

/** For half a session alone: whoever has shown no mailbox is sent to do so, and learns nothing of anybody. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const half = await findHalfWayBack(tokenOf(request))
    if (!half) throw redirect(actor ? '/second-factor' : '/sign-in')
    return half
  })
}

export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, z.object({}), async () => {
    await askWayBack(tokenOf(request))
    return redirect('/sign-in/way-back')
  })
}

export default function WayBack() {
  const { way } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return <Page back="/sign-in/second-factor">{way ? <Asked /> : <Ask result={result} />}</Page>
}

function Asked() {
  const { way } = useLoaderData<typeof loader>()
  return (
    <>
      <PageTitle
        title="We have asked for you"
        lead={
          way?.dueAt
            ? `It was confirmed. On ${formatDateTime(way.dueAt)} your second factor is removed: sign in again then, with your email alone, and set up a new one.`
            : 'Speak to an administrator of your organisation: they ask you in person whether it was you, and confirm it. After a day you set up a new one.'
        }
      />
      <p>
        You have mail with a link that stops it. If you find your phone, your passkey or a recovery
        code, <a href="/sign-in/second-factor">show it</a>: that stops it, too.
      </p>
    </>
  )
}

const Ask = ({ result }: { result: FormResult | undefined }) => (
  <Form result={result}>
    <PageTitle
      title={heading}
      lead="Your phone, your passkeys and your recovery codes, all of them? Then others have to say that you are you."
    />
    <ol>
      <li>You ask here. We mail you, and those who may confirm it.</li>
      <li>
        An administrator of your organisation asks you in person. If you move money or give roles,
        an operator of this site does, too.
      </li>
      <li>
        A day passes, in which you can stop it. Then you sign in by email and set up a new second
        factor.
      </li>
    </ol>
    <Buttons>
      <Button>Ask to be let back in</Button>
    </Buttons>
  </Form>
)
