import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { addFrameworkPlace } from '#app/domain/profiles/add-framework-place.server.ts'
import { listFrameworks } from '#app/domain/profiles/framework-queries.server.ts'
import { describeEnd, FrameworkPlaceInput, NOT_LISTED } from '#app/domain/profiles/framework.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { DateField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'Add a framework'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return show(async () => ({ frameworks: await listFrameworks(), operationKey: newId() }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FrameworkPlaceInput, async (input) => {
    await addFrameworkPlace(actor, input)
    return redirect('/suppliers/profile/frameworks?saved')
  })
}

export default function NewFramework() {
  const { operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const field = (name: string) => ({
    name,
    defaultValue: valueOf(result, name),
    error: errorOf(result, name),
  })
  return (
    <Page back="/suppliers/profile/frameworks" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle title={heading} />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <Which result={result} />
        <TextField {...field('lot')} label="Lot" hint="Such as 2b" width="short" isOptional />
        <DateField
          {...field('expiresOn')}
          label="Your last day on it"
          hint="Leave it empty if you stay as long as it runs."
          isOptional
        />
        <Buttons>
          <Button>Add this framework</Button>
          <a href="/suppliers/profile/frameworks">Cancel</a>
        </Buttons>
      </Form>
    </Page>
  )
}

function Which({ result }: { result: FormResult | undefined }) {
  const { frameworks } = useLoaderData<typeof loader>()
  const field = (name: string) => ({
    name,
    defaultValue: valueOf(result, name),
    error: errorOf(result, name),
  })
  return (
    <RadioGroup
      {...field('framework')}
      label="Which framework?"
      choices={[
        ...frameworks.map(({ slug, name, reference, owner, toOn }) => ({
          value: slug,
          label: name,
          hint: `${reference}, ${owner}, ${describeEnd(toOn)}`,
        })),
        {
          value: NOT_LISTED,
          label: 'Another one',
          isApart: true,
          follow: (
            <>
              <TextField {...field('name')} label="Its name" width="mid" />
              <TextField {...field('reference')} label="Its reference" width="short" />
            </>
          ),
        },
      ]}
    />
  )
}
