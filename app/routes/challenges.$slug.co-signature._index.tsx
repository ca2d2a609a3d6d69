import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { coSignChallenge } from '#app/domain/challenges/co-sign-challenge.server.ts'
import { canCoSign } from '#app/domain/challenges/challenge.ts'
import {
  canBeCoSigned,
  canWithdrawCoSignature,
  CoSignInput,
  isLive,
} from '#app/domain/challenges/co-signature.ts'
import { findOwnCoSignature, getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { listOfficers } from '#app/domain/organisations/queries.server.ts'
import { formatCount } from '#app/core/number.ts'
import { poundsForInput } from '#app/core/money.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { MoneyField, TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
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
    const mayCoSign = canCoSign(actor)
    const [own, officers] = await Promise.all([
      findOwnCoSignature(actor, challenge.id),
      mayCoSign ? [] : listOfficers(actor),
    ])
    return { challenge, actor, mayCoSign, own, officers }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, CoSignInput, async (input) => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    const { isNew } = await coSignChallenge(actor, id, input)
    return redirect(`/challenges/${slug}?${isNew ? 'joined' : 'changed'}#who`)
  })
}

const usualHeading = 'We have this problem too'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data) : usualHeading) },
]

type Asked = Pick<Awaited<ReturnType<typeof loader>>, 'mayCoSign' | 'own' | 'challenge'>

function headingOf({ mayCoSign, own, challenge }: Asked) {
  if (!mayCoSign) return usualHeading
  if (!canBeCoSigned(challenge.stage)) return 'This problem is solved'
  return isLive(own) ? 'Change your council’s figures' : usualHeading
}

export default function CoSignature() {
  const { challenge, actor, mayCoSign, officers, own } = useLoaderData<typeof loader>()
  const heading = headingOf({ challenge, mayCoSign, own })
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      {!mayCoSign ? (
        <NoPermission
          title={heading}
          organisationKind={actor.organisationKind}
          organisationName={actor.organisationName}
          deed="say that a council has a problem"
          officers={officers}
        />
      ) : canBeCoSigned(challenge.stage) ? (
        <CoSignForm />
      ) : (
        <>
          <PageTitle title={heading} kicker={challenge.shortTitle} />
          <Notice>
            <p>
              Its solution is in use. Your council can take it up instead.{' '}
              <a href={`/challenges/${challenge.slug}`}>See its challenge</a>
            </p>
          </Notice>
        </>
      )}
    </Page>
  )
}

function CoSignForm() {
  const { challenge, actor, own } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const hasSigned = isLive(own)
  const volume = own?.volumePerYear
  return (
    <>
      <Form result={result}>
        <PageTitle
          title={headingOf({ challenge, mayCoSign: true, own })}
          kicker={challenge.shortTitle}
          lead={`You say it for ${actor.organisationName}, in public. It costs nothing and commits you to nothing, and you can take it back.`}
        />
        <TextField
          name="volumePerYear"
          label="How many cases a year does your council have?"
          hint="For example, applications handled or requests answered. If you leave this out, the page says “not given”."
          inputMode="numeric"
          width="short"
          isOptional
          defaultValue={valueOf(result, 'volumePerYear', volume ? formatCount(volume) : '')}
          error={errorOf(result, 'volumePerYear')}
        />
        <MoneyField
          name="yearlyCostPence"
          label="What does it cost your council a year?"
          hint="An estimate will do: staff time, licences, contractors. If you leave this out, the national cost is worked out without you."
          isOptional
          defaultValue={valueOf(
            result,
            'yearlyCostPence',
            own?.yearlyCostPence == null ? '' : poundsForInput(own.yearlyCostPence),
          )}
          error={errorOf(result, 'yearlyCostPence')}
        />
        <TextArea
          name="note"
          label="Anything that is different where you are?"
          hint="Public. The lead council and suppliers read it."
          rows={3}
          isOptional
          limit="At most 500 characters"
          defaultValue={valueOf(result, 'note', own?.note ?? '')}
          error={errorOf(result, 'note')}
        />
        <Buttons>
          <Button>{hasSigned ? 'Save your figures' : 'Say we have this problem too'}</Button>
        </Buttons>
      </Form>
      {hasSigned && canWithdrawCoSignature(challenge, actor.organisationId) && (
        <p>
          <a href={`/challenges/${challenge.slug}/co-signature/withdrawal`}>
            Take back that we have this problem
          </a>
        </p>
      )}
    </>
  )
}
