import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { canWriteTo, MessageInput, MOST_WORDS } from '#app/domain/directory/message.ts'
import { getListedPerson } from '#app/domain/directory/person-queries.server.ts'
import { describeStop } from '#app/domain/directory/report.ts'
import { sendMessage } from '#app/domain/directory/send-message.server.ts'
import { findOwnStop } from '#app/domain/directory/stop-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DirectoryNav, PersonCard } from '#app/ui/directory.tsx'
import { TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Write to ${data.person.name}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { personId, ...person } = await getListedPerson(actor, idParam(params, 'listingId'))
    const isSent = new URL(request.url).searchParams.has('sent')
    const { personName, organisationName } = actor
    const mayWrite = canWriteTo(actor, { ...person, personId })
    const stop = await findOwnStop(actor)
    return { person, mayWrite, stop, isSent, personName, organisationName, operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const listingId = idParam(params, 'listingId')
  return submit(request, MessageInput, async (input) => {
    await sendMessage(actor, listingId, input)
    return redirect(`/directory/people/${listingId}/message?sent`)
  })
}

export default function WriteMessage() {
  const { person, mayWrite, stop, isSent } = useLoaderData<typeof loader>()
  return (
    <Page back="/directory/people" subnav={<DirectoryNav />}>
      {isSent && (
        <Notice tone="ok" isAnswer title="Your message is sent.">
          <p>If {person.name} answers, it comes to your own email.</p>
        </Notice>
      )}
      <PageTitle title={isSent ? person.name : `Write to ${person.name}`} />
      <PersonCard person={{ ...person, isOwn: false }} isPreview />
      {!isSent && mayWrite && (stop ? <Stopped /> : <MessageForm />)}
      {!isSent && !mayWrite && <NotHere />}
    </Page>
  )
}

function Stopped() {
  const { stop } = useLoaderData<typeof loader>()
  return (
    <Notice tone="warn" title={describeStop(stop?.endsAt ?? null)}>
      <p>
        A message you sent was reported, and the operators of this site say: “{stop?.reason}” If you
        think this is wrong, <a href="/contact">ask them</a>.
      </p>
    </Notice>
  )
}

function NotHere() {
  const { person } = useLoaderData<typeof loader>()
  return person.isOwn ? (
    <Notice title="This is you.">
      <p>
        <a href="/your-listing">Your place in the directory</a>
      </p>
    </Notice>
  ) : (
    <Notice title="They take no messages here.">
      <p>Their organisation’s own website says how to reach it.</p>
    </Notice>
  )
}

function MessageForm() {
  const { personName, organisationName, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Form result={result}>
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <TextField
        name="subject"
        label="What is it about?"
        maxLength={100}
        error={errorOf(result, 'subject')}
        defaultValue={valueOf(result, 'subject')}
      />
      <TextArea
        name="words"
        label="Your message"
        rows={8}
        limit={`At most ${MOST_WORDS} characters.`}
        error={errorOf(result, 'words')}
        defaultValue={valueOf(result, 'words')}
      />
      <p className="measure">
        It goes by email, with your name ({personName}), your organisation ({organisationName}) and
        your email address, so that they can answer you. You do not see their address. You may write
        to the same person once a day, and to ten people.
      </p>
      <Buttons>
        <Button>Send the message</Button>
      </Buttons>
    </Form>
  )
}
