import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ListingInput, listingQuery } from '#app/domain/directory/listing.ts'
import { previewListing } from '#app/domain/directory/person-queries.server.ts'
import { saveListing } from '#app/domain/directory/save-listing.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { PersonCard } from '#app/ui/directory.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'What others will see'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const typed = Object.fromEntries(new URL(request.url).searchParams)
    const parsed = ListingInput.safeParse(typed)
    if (!parsed.success) throw redirect('/your-listing')
    const sent = listingQuery(parsed.data)
    const person = await previewListing(actor, parsed.data)
    return { person, sent: Object.fromEntries(sent), form: `/your-listing?${sent}` }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ListingInput, async (input) => {
    await saveListing(actor, input)
    return redirect('/your-listing?saved=listed')
  })
}

export default function CheckListing() {
  const { person, sent, form } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={form}>
      <div>
        <StepLine>Your place in the directory. Step 2 of 2</StepLine>
        <h1>{heading}</h1>
      </div>
      <PersonCard person={person} isPreview />
      <Form result={result}>
        {Object.entries(sent).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p className="measure">
          Anybody signed in to Solve Once for a council, a firm or a funder can find you by this.
          Others see only how many people lead a service. By pressing the button you agree to that;
          you take it back with one press on the page you come from, and it ends by itself when you
          leave {person.organisationName} or do not confirm it for 12 months.
        </p>
        <Buttons>
          <Button>Put me in the directory</Button>
          <a href={form}>Change it first</a>
        </Buttons>
      </Form>
    </Page>
  )
}
