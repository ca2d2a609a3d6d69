import { formatPounds } from '#app/core/money.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { Checkbox, RadioGroup } from '#app/ui/choices.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { HiddenOperationKey } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'

type DecisionProps = { milestone: Milestone; result: FormResult | undefined }
type Keyed = { operationKey: string }

/** What this person does next: claim, accept or approve. Nothing when it is somebody else's turn. */
export function Decision({ milestone, operationKey, result }: DecisionProps & Keyed) {
  const { decision, claim } = milestone
  if (decision.kind === 'none')
    return decision.why ? (
      <Section id="your-decision" title="Your decision">
        <Notice>{decision.why}</Notice>
      </Section>
    ) : null
  return (
    <Section id="your-decision" title={decision.kind === 'claim' ? 'Your claim' : 'Your decision'}>
      {decision.kind === 'claim' || !claim ? (
        <ClaimLink milestone={milestone} />
      ) : (
        <form className="form" method="post" noValidate>
          <input type="hidden" name="step" value={decision.kind} />
          <input type="hidden" name="claimId" value={claim.id} />
          {decision.kind === 'approval' && (
            <>
              <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
              <input type="hidden" name="seal" value={valueOf(result, 'seal', claim.sealSha256)} />
            </>
          )}
          <Fields milestone={milestone} result={result} />
        </form>
      )}
    </Section>
  )
}

const ClaimLink = ({ milestone }: { milestone: Milestone }) => (
  <div className="stack">
    <p className="measure">When the work is done, send your invoice number and the evidence.</p>
    <Buttons>
      <ButtonLink href={`/milestones/${milestone.id}/claim`}>
        Claim {formatPounds(milestone.pricePence)}
      </ButtonLink>
    </Buttons>
  </div>
)

function Fields({ milestone, result }: DecisionProps) {
  const { pricePence, project } = milestone
  const isAcceptance = milestone.decision.kind === 'acceptance'
  const sum = formatPounds(pricePence)
  return (
    <>
      <RadioGroup
        name="decision"
        label="Has this milestone been met?"
        defaultValue={valueOf(result, 'decision')}
        error={errorOf(result, 'decision')}
        choices={[
          isAcceptance
            ? { value: 'accepted', label: 'Yes, accept the work' }
            : { value: 'approved', label: `Yes, approve the payment of ${sum}` },
          {
            value: 'sent-back',
            label: 'No, send it back',
            hint: 'Say which test was not met. The supplier can claim again.',
          },
        ]}
      />
      <TextArea
        name="reason"
        label="Reason"
        hint="Needed if you send it back. The supplier reads it."
        rows={3}
        defaultValue={valueOf(result, 'reason')}
        error={errorOf(result, 'reason')}
      />
      {!isAcceptance && (
        <Checkbox
          name="hasNoInterest"
          label={`I have read the evidence and have no interest in ${project.supplierName}`}
          isChecked={valueOf(result, 'hasNoInterest') === 'yes'}
          error={errorOf(result, 'hasNoInterest')}
        />
      )}
      <Buttons>
        <Button>
          <span className="if-yes">
            {isAcceptance ? `Accept the ${sum} milestone` : `Approve ${sum} payment`}
          </span>
          <span className="if-no">Send the claim back</span>
        </Button>
      </Buttons>
    </>
  )
}
