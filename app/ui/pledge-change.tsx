import { formatPounds, poundsForInput, type Pence } from '#app/core/money.ts'
import { AGREEMENT_VERSION } from '#app/domain/pledges/pledge.ts'
import { Button, Buttons } from './button.tsx'
import { Checkbox } from './choices.tsx'
import { DateField, SelectField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Form, HiddenOperationKey } from './form.tsx'
import { Notice } from './notice.tsx'
import { SumBox } from './sum-box.tsx'

type Approver = { personId: string; name: string; jobTitle: string; limitPence: Pence }
type Signing =
  { needed: false } | { needed: true; approvers: Approver[]; signByOn: string | undefined }
type MatchChange = { potName: string; pence: Pence; working: string[] }
type Change = {
  toPence: Pence
  isLower: boolean
  matches: MatchChange[]
  funding: { pledgedPence: Pence; matchedPence: Pence; targetPence: Pence } | undefined
  signing: Signing | undefined
}
type PledgeChangeProps = {
  pledge: { number: number }
  isSigned: boolean
  mayRaise: boolean
  fromPence: Pence
  answers: { operationKey: string }
  change: Change
  result: FormResult | undefined
}

/** What another sum changes, pot by pot with the working, and the form that confirms it. */
export function PledgeChange({ pledge, change, result, ...props }: PledgeChangeProps) {
  const { fromPence, answers, mayRaise, isSigned } = props
  const { toPence, isLower, signing } = change
  const href = `/pledges/PL-${pledge.number}`
  const again = <a href={`${href}/change`}>Enter another sum</a>
  if (!isLower && !mayRaise)
    return (
      <Notice tone="warn" title="An officer of your council raises a pledge.">
        You can lower it, or withdraw it. {again}
      </Notice>
    )
  if (signing?.needed && signing.approvers.length === 0)
    return (
      <Notice tone="warn" title={`Nobody of your council may sign for ${formatPounds(toPence)}.`}>
        Ask your administrator to set the limits, or {again}.
      </Notice>
    )
  return (
    <div className="with-side with-side--wide">
      <Form result={result}>
        <HiddenOperationKey value={valueOf(result, 'operationKey', answers.operationKey)} />
        <input type="hidden" name="amount" value={poundsForInput(toPence)} />
        <input type="hidden" name="fromPence" value={String(fromPence)} />
        <p className="measure">
          {whatHappens({ isLower, isSigned, needsSigning: signing?.needed })}
        </p>
        {signing?.needed && <SigningFields signing={signing} result={result} />}
        {signing && <Agreement result={result} />}
        <Buttons>
          <Button>
            {isLower ? 'Lower' : 'Raise'} the pledge to {formatPounds(toPence)}
          </Button>
          {again}
        </Buttons>
      </Form>
      {isSigned && (
        <aside aria-label="What changes">
          <MatchChanges change={change} fromPence={fromPence} />
        </aside>
      )}
    </div>
  )
}

type Happening = { isLower: boolean; isSigned: boolean; needsSigning: boolean | undefined }

function whatHappens({ isLower, isSigned, needsSigning }: Happening) {
  if (!isSigned)
    return 'The pledge has not been signed yet. It goes back to you as a draft with this sum, to be sent and signed again.'
  if (isLower)
    return 'It counts at once. The match of other councils stays as it is. Raising the pledge later may bring less match, because it then comes after others.'
  return needsSigning
    ? 'The pledge of today stays as it is. The rest counts, and its match is worked out, once it is signed.'
    : 'It counts at once. The match of other councils stays as it is.'
}

function MatchChanges({ change, fromPence }: { change: Change; fromPence: Pence }) {
  const { toPence, isLower, matches } = change
  const sign = isLower ? -1n : 1n
  const pence = isLower ? fromPence - toPence : toPence - fromPence
  const matchPence = matches.reduce((sum, match) => sum + match.pence, 0n)
  const own = { kind: 'signed' as const, name: 'Your pledge', pence: sign * pence }
  const rows = matches.map((match) => ({
    kind: 'match' as const,
    name: match.potName,
    detail: match.working.join(' '),
    pence: sign * match.pence,
  }))
  return (
    <SumBox
      title={isLower ? 'What it takes away' : 'What it brings in'}
      rows={[own, ...rows]}
      empty=""
      total={{ name: 'The challenge changes by', pence: sign * (pence + matchPence) }}
    >
      <Afterwards change={change} addedPence={sign * (pence + matchPence)} />
    </SumBox>
  )
}

function Afterwards({ change, addedPence }: { change: Change; addedPence: Pence }) {
  const { funding } = change
  if (!funding) return null
  const before = funding.pledgedPence + funding.matchedPence
  return (
    <p className="small">
      The total goes from {formatPounds(before)} to{' '}
      <strong className="num">{formatPounds(before + addedPence)}</strong> of{' '}
      {formatPounds(funding.targetPence)}.
    </p>
  )
}

type SigningProps = {
  signing: Extract<Signing, { needed: true }>
  result: FormResult | undefined
}

function SigningFields({ signing, result }: SigningProps) {
  const choices = signing.approvers.map(({ personId, name, jobTitle, limitPence }) => ({
    value: personId,
    label: `${name}, ${jobTitle.toLowerCase()}, limit ${formatPounds(limitPence)}`,
  }))
  return (
    <section className="stack" aria-labelledby="who-signs">
      <h2 id="who-signs">Who signs</h2>
      <p className="measure">The signature is for the whole sum, so the limit must cover it.</p>
      <SelectField
        name="signById"
        label="Finance approver"
        choices={choices}
        error={errorOf(result, 'signById')}
        defaultValue={valueOf(result, 'signById', choices[0]?.value)}
      />
      <DateField
        name="signByOn"
        label="Sign by"
        error={errorOf(result, 'signByOn')}
        defaultValue={valueOf(result, 'signByOn', signing.signByOn)}
      />
    </section>
  )
}

const Agreement = ({ result }: { result: FormResult | undefined }) => (
  <Checkbox
    name="agreement"
    value="accepted"
    label={`My council accepts the model pledge agreement, version ${AGREEMENT_VERSION}, for the whole sum`}
    error={errorOf(result, 'agreement')}
    isChecked={valueOf(result, 'agreement') === 'accepted'}
  />
)
