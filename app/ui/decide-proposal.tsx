import { Button, Buttons } from './button.tsx'
import { TextArea } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Form } from './form.tsx'
import { Panel } from './notice.tsx'

type Props = {
  result: FormResult | undefined
  /** For the second person; to others `otherwise` says who that is. */
  accept: { decision: string; note: string; button: string } | undefined
  otherwise: string
  /** For whoever may put the proposal aside, and say why. */
  end: End | undefined
  /** What each of its forms sends beside the decision. */
  hidden?: Record<string, string>
}
type End = { summary: string; label: string; hint: string; button: string }

/** What somebody may do with a proposal that waits for a second person. */
export function DecideProposal({ result, accept, otherwise, end, hidden = {} }: Props) {
  return (
    <Panel title="Decide">
      {accept ? (
        <Form result={result?.values.decision === accept.decision ? result : undefined}>
          <Hidden fields={{ decision: accept.decision, ...hidden }} />
          <p className="small">{accept.note}</p>
          <Buttons>
            <Button>{accept.button}</Button>
          </Buttons>
        </Form>
      ) : (
        <p className="small">{otherwise}</p>
      )}
      {end && (
        <EndProposal
          result={result?.values.decision === 'end' ? result : undefined}
          hidden={hidden}
          {...end}
        />
      )}
    </Panel>
  )
}

const Hidden = ({ fields }: { fields: Record<string, string> }) =>
  Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))

type EndProps = End & Pick<Props, 'result'> & { hidden: Record<string, string> }

function EndProposal({ result, hidden, summary, label, hint, button }: EndProps) {
  return (
    <details open={result !== undefined}>
      <summary>{summary}</summary>
      <Form result={result}>
        <Hidden fields={{ decision: 'end', ...hidden }} />
        <TextArea
          name="reason"
          label={label}
          hint={hint}
          rows={3}
          error={errorOf(result, 'reason')}
          defaultValue={valueOf(result, 'reason')}
        />
        <Buttons>
          <Button look="second">{button}</Button>
        </Buttons>
      </Form>
    </details>
  )
}
