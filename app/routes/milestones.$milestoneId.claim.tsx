import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { claimMilestone } from '#app/domain/delivery/claim-milestone.server.ts'
import { ClaimInput } from '#app/domain/delivery/milestone.ts'
import { getMilestoneToClaim } from '#app/domain/delivery/claim-queries.server.ts'
import { acceptedEndings } from '#app/domain/files/stored-file.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/button.tsx'
import { FileField, TextArea, TextField } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { readUploads, UploadsInput } from '#app/web/uploads.ts'

const title = 'Claim a milestone'
export const meta: MetaFunction<typeof loader> = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getMilestoneToClaim(actor, idParam(params, 'milestoneId')))
}

const ClaimForm = ClaimInput.extend({ evidence: UploadsInput })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ClaimForm, async ({ evidence, ...input }) => {
    const milestoneId = idParam(params, 'milestoneId')
    await claimMilestone(actor, milestoneId, { ...input, files: await readUploads(evidence) })
    return redirect(`/milestones/${milestoneId}?done=claimed`)
  })
}

export default function ClaimMilestone() {
  const { milestone, claimId, hasBankDetails } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/milestones/${milestone.id}`}>
      <PageTitle
        kicker={`Milestone ${milestone.position}: ${milestone.title}`}
        title={title}
        lead={`You ask for ${formatPounds(milestone.pricePence)} from ${milestone.project.leadCouncilName} for “${milestone.project.title}”.`}
      />
      {milestone.sentBack && (
        <Notice tone="warn" title={`${milestone.sentBack.from} sent the last claim back.`}>
          {milestone.sentBack.reason}
        </Notice>
      )}
      {hasBankDetails ? (
        <ClaimFields milestone={milestone} claimId={claimId} result={result} />
      ) : (
        <Notice tone="warn" title="There are no bank details to pay to.">
          <p>An administrator of your firm adds them before you can claim.</p>
          <ButtonLink look="second" href="/organisation/bank-details">
            Add bank details
          </ButtonLink>
        </Notice>
      )}
    </Page>
  )
}

type ClaimFieldsProps = {
  milestone: { id: string; pricePence: bigint; acceptanceTest: string }
  claimId: string
  result: FormResult | undefined
}

function ClaimFields({ milestone, claimId, result }: ClaimFieldsProps) {
  return (
    <Form result={result} encType="multipart/form-data">
      <input type="hidden" name="claimId" value={valueOf(result, 'claimId', claimId)} />
      <TextField
        name="invoiceNumber"
        label="Your invoice number"
        width="short"
        defaultValue={valueOf(result, 'invoiceNumber')}
        error={errorOf(result, 'invoiceNumber')}
      />
      <TextArea
        name="note"
        label="How was the acceptance test met?"
        isProse
        hint={`What was agreed: ${milestone.acceptanceTest}`}
        limit="Use 4,000 characters or fewer"
        defaultValue={valueOf(result, 'note')}
        error={errorOf(result, 'note')}
      />
      <FileField
        name="evidence"
        label="Evidence"
        hint="One file or several: PDF, ODT, DOCX, CSV, PNG or JPEG, together less than 10MB. If there is a problem you will have to choose them again: browsers do not keep files."
        accept={acceptedEndings.join(',')}
        isMultiple
        error={errorOf(result, 'evidence') ?? (result && 'Choose your files again')}
      />
      <p className="measure">
        The sum, your bank details and these files are sealed together. If any of them changes, you
        will have to claim again.
      </p>
      <Buttons>
        <Button>Claim {formatPounds(milestone.pricePence)}</Button>
        <a href={`/milestones/${milestone.id}`}>Cancel</a>
      </Buttons>
    </Form>
  )
}
