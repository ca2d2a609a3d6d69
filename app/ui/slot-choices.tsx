import type { ReactNode } from 'react'
import { formatTime } from '#app/core/time.ts'
import { FieldError, Hint } from './field.tsx'
import { Tag } from './tag.tsx'

export type SlotChoice = {
  id: string
  startsAt: Date
  endsAt: Date
  /** Who has it, or what is so about it. */
  detail: ReactNode
  state: 'free' | 'yours' | 'held' | 'booked'
}

type SlotChoicesProps = {
  heading: string
  hint: ReactNode
  slots: SlotChoice[]
  chosen: string
  error?: string | undefined
}

const tags = {
  free: <Tag tone="ok">Free</Tag>,
  yours: <Tag tone="civic">Yours</Tag>,
  held: <Tag tone="warn">Held</Tag>,
  booked: <Tag>Booked</Tag>,
}

/** Every demo slot of a day; those that are free can be chosen. The first of them has the field's id. */
export function SlotChoices({ heading, hint, slots, chosen, error }: SlotChoicesProps) {
  const first = slots.find((slot) => slot.state === 'free')
  return (
    <fieldset
      className={error ? 'field field--error' : 'field'}
      aria-describedby={error ? 'slotId-hint slotId-error' : 'slotId-hint'}
    >
      <legend className="label--page">
        <h1>{heading}</h1>
      </legend>
      <Hint name="slotId">{hint}</Hint>
      {error && <FieldError name="slotId">{error}</FieldError>}
      <div className="slots">
        {slots.map((slot) =>
          slot.state === 'free' ? (
            <div className="slot choice" key={slot.id}>
              <input
                type="radio"
                name="slotId"
                id={slot === first ? 'slotId' : `slot-${slot.id}`}
                value={slot.id}
                defaultChecked={slot.id === chosen}
              />
              <label htmlFor={slot === first ? 'slotId' : `slot-${slot.id}`}>
                <SlotTime slot={slot} />
                <br />
                <span className="small muted">{slot.detail}</span>
              </label>
              {tags.free}
            </div>
          ) : (
            <div className="slot slot--off" key={slot.id}>
              <span />
              <span>
                <SlotTime slot={slot} />
                <br />
                <span className="small">{slot.detail}</span>
              </span>
              {tags[slot.state]}
            </div>
          ),
        )}
      </div>
    </fieldset>
  )
}

const SlotTime = ({ slot }: { slot: SlotChoice }) => (
  <>
    <b className="num">{formatTime(slot.startsAt)}</b> to {formatTime(slot.endsAt)}
  </>
)
