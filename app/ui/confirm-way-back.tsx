import { formatDateTime } from '#app/core/time.ts'
import { Button, Buttons } from './button.tsx'
import { Checkbox, RadioGroup } from './choices.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Form } from './form.tsx'

export type WayBackToConfirm = {
  id: string
  name: string
  email: string
  works: string[]
  askedAt: Date
  dueAt: Date | null
  isConfirmed: boolean
}

type Props = { ways: WayBackToConfirm[]; result: FormResult | undefined }

/** Who asks to be let back in, with the form that says they were asked in person. */
export function ConfirmWayBack({ ways, result }: Props) {
  const open = ways.filter(({ isConfirmed, dueAt }) => !isConfirmed && !dueAt)
  return (
    <>
      {ways
        .filter((way) => !open.includes(way))
        .map((way) => (
          <p key={way.id}>
            {way.name}:{' '}
            {way.dueAt
              ? `confirmed. They can get in again on ${formatDateTime(way.dueAt)}, unless they stop it.`
              : 'you have confirmed it. One more person has to.'}
          </p>
        ))}
      {open.length > 0 && (
        <Form result={result}>
          <RadioGroup
            name="which"
            label="Who asks to be let back in?"
            hint="They say they have lost their phone, their passkeys and their recovery codes."
            error={errorOf(result, 'which')}
            defaultValue={valueOf(result, 'which', open.length === 1 ? (open[0]?.id ?? '') : '')}
            choices={open.map(({ id, name, email, works, askedAt }) => ({
              value: id,
              label: name,
              hint: `${works.join('; ')}. ${email}. Asked on ${formatDateTime(askedAt)}`,
            }))}
          />
          <Checkbox
            name="isAsked"
            label="I asked them in person, or on a phone number I knew before, and it was them"
            hint="Never by email: whoever asks may be somebody else who reads theirs."
            isChecked={valueOf(result, 'isAsked') === 'yes'}
            error={errorOf(result, 'isAsked')}
          />
          <Buttons>
            <Button>Confirm it was them</Button>
          </Buttons>
        </Form>
      )}
    </>
  )
}
