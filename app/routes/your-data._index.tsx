import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { eraseOneself, EraseInput } from '#app/domain/privacy/erase-oneself.server.ts'
import { listObstacles } from '#app/domain/privacy/obstacles.server.ts'
import { keptFor, keptOfPeople } from '#app/domain/privacy/data-map.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { redirectSignedOut, requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'What we hold about you'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { personName, organisationName } = actor
    return { personName, organisationName, obstacles: await listObstacles(actor.personId) }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, EraseInput, async () => {
    await eraseOneself(actor)
    return redirectSignedOut('erased')
  })
}

export default function YourData() {
  const { personName, organisationName } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageTitle
        title={heading}
        lead={`${personName}, acting for ${organisationName}. The copy has every record that names you, with what each says about you and what you wrote in it, and nothing about anybody else.`}
      />
      <form method="post" action="/your-data/copy">
        <Buttons>
          <Button>Take a copy</Button>
          <a href="/privacy">How we use it</a>
        </Buttons>
      </form>
      <Section id="held" title="What is in it, and how long we keep it">
        <DataTable
          label="What we hold about you"
          rows={keptOfPeople}
          keyOf={(kept) => kept}
          columns={[
            { name: 'What', show: (kept) => keptFor[kept].what },
            { name: 'How long', show: (kept) => keptFor[kept].until },
          ]}
        />
      </Section>
      <Erasing />
    </Page>
  )
}

function Erasing() {
  const { obstacles } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Section id="erase" title="Have yourself erased">
      <div className="stack measure">
        <p>
          You leave every organisation you act for. Your name, address, emails, sign-ins and what
          you follow are gone at once, and nobody can bring them back. What you did with public
          money stays on record, under a number instead of your name.
        </p>
        {obstacles.length > 0 ? (
          <Notice title="Not yet">
            <ul className="stack-2">
              {obstacles.map((obstacle) => (
                <li key={obstacle}>{obstacle}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <Form result={result}>
            <Checkbox
              name="isSure"
              label="I want to be erased, and know that it cannot be undone"
              error={errorOf(result, 'isSure')}
            />
            <Buttons>
              <Button look="second">Erase me</Button>
            </Buttons>
          </Form>
        )}
      </div>
    </Section>
  )
}
