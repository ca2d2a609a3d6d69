import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { saidOf } from '#app/core/said.ts'
import { formatDay } from '#app/core/time.ts'
import { listServiceAreas } from '#app/domain/challenges/draft-queries.server.ts'
import { lastListedDay, ListingInput, listingQuery } from '#app/domain/directory/listing.ts'
import { findOwnListing } from '#app/domain/directory/person-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { PersonCard } from '#app/ui/directory.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { ListingFields } from '#app/ui/listing-fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { typedListing } from '#app/web/listing-form.ts'

const heading = 'Your place in the directory'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const [own, headings] = await Promise.all([findOwnListing(actor), listServiceAreas()])
    const { organisationName } = actor
    const { searchParams } = new URL(request.url)
    const [saved, typed] = [searchParams.get('saved'), typedListing(searchParams)]
    return { own: own ?? null, headings, organisationName, saved, typed }
  })
}

/** Nothing is kept here: first they see what others would see. */
export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request)
  return submit(request, ListingInput, (input) =>
    Promise.resolve(redirect(`/your-listing/check?${listingQuery(input)}`)),
  )
}

const answers: Record<string, string> = {
  listed: 'You are in the directory.',
  confirmed: 'Thank you. You are listed for another year.',
  removed: 'You are not in the directory any more.',
  unblocked: 'They may write to you again.',
}

export default function YourListing() {
  const { own, saved } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const answer = result ? undefined : saidOf(answers, saved)
  return (
    <Page>
      {answer && (
        <Notice tone="ok" isAnswer>
          {answer}
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="Let people who are signed in find you by the services you lead: councils with the same problem, and small firms that could solve it."
      />
      {own ? <Listed /> : <NotListed />}
      <Change />
      <p>
        <a href="/your-listing/unblocking">Organisations you have blocked</a>
      </p>
    </Page>
  )
}

function NotListed() {
  const { organisationName } = useLoaderData<typeof loader>()
  return (
    <Notice title="You are not in the directory.">
      <p>
        Only you can put yourself there, for {organisationName}. You see what others will see before
        anything is kept, you leave with one press, and we ask again every 12 months.
      </p>
    </Notice>
  )
}

function Listed() {
  const { own } = useLoaderData<typeof loader>()
  if (!own) return null
  return (
    <Section id="shown" title="What others see of you">
      <div className="stack">
        <PersonCard person={own} level={3} isPreview />
        <p>
          You stay listed until {formatDay(lastListedDay(own.confirmedAt))}. We write to you a month
          before.
        </p>
        <div className="btns">
          <form method="post" action="/your-listing/confirmation">
            <Button look="second">This still holds</Button>
          </form>
          <form method="post" action="/your-listing/removal">
            <Button look="second">Take me off the directory</Button>
          </form>
        </div>
      </div>
    </Section>
  )
}

function Change() {
  const { own, headings, typed } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const kept = own && { ...own, services: own.services.map(({ id }) => String(id)) }
  return (
    <Section id="change" title={own ? 'Change it' : 'Join the directory'}>
      <Form result={result}>
        <p className="measure">
          Your name, job title and organisation are shown with what you say here. Your email address
          never is.
        </p>
        <ListingFields result={result} headings={headings} kept={typed ?? kept ?? undefined} />
        <Buttons>
          <Button>See how it looks</Button>
        </Buttons>
      </Form>
    </Section>
  )
}
