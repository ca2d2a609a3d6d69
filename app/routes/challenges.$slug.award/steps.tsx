import { useActionData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import type { AwardResult } from '#app/domain/evaluation/queries.server.ts'
import { heaviest } from '#app/domain/evaluation/result.ts'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** With the key of the form on the page. */
export type Keyed<Result> = Result & { operationKey: string }

/** Which pitch, and why. More than one choice only when nothing parts them. */
export function Decide({ result }: { result: Keyed<AwardResult> }) {
  const answer = useActionData<FormResult>()
  const open = result.ranked.filter(({ pitchId }) => result.choices.includes(pitchId))
  if (open.length === 0)
    return <Notice tone="warn">Every pitch costs more than was raised. None can be awarded.</Notice>
  const isOpenTie = open.length > 1
  const wasTied = !isOpenTie && open[0]?.isTied
  return (
    <Form>
      <HiddenOperationKey value={valueOf(answer, 'operationKey', result.operationKey)} />
      {wasTied && (
        <p>
          The tie is decided by “{heaviest(result.criteria)?.name}”, which weighs most, as the call
          says.
        </p>
      )}
      <RadioGroup
        name="pitchId"
        label={isOpenTie ? 'These pitches are tied. Which is awarded?' : 'The pitch to award'}
        choices={open.map(({ pitchId, supplierName, pricePence }) => ({
          value: pitchId,
          label: `${supplierName}, ${formatPounds(pricePence)}`,
        }))}
        defaultValue={valueOf(answer, 'pitchId', isOpenTie ? '' : open[0]?.pitchId)}
        error={errorOf(answer, 'pitchId')}
      />
      <TextArea
        name="reason"
        label={isOpenTie ? 'Why this one of the tied pitches?' : 'Why this pitch?'}
        hint="Published with the award"
        rows={4}
        defaultValue={valueOf(answer, 'reason')}
        error={errorOf(answer, 'reason')}
      />
      <p>
        Deciding sends every supplier its scores and reasons. It is not public until you publish it.
      </p>
      <Button name="step" value="decide">
        Decide the award and send scores
      </Button>
    </Form>
  )
}

type Step = { step: 'publish' | 'confirm'; title: string; text: string; button: string }

/** One press of a button, with what it brings about. */
export function StepForm({ step, title, text, button, operationKey }: Keyed<Step>) {
  return (
    <Form>
      <HiddenOperationKey value={operationKey} />
      <p>
        <strong>{title}</strong> {text}
      </p>
      <Button name="step" value={step}>
        {button}
      </Button>
    </Form>
  )
}
