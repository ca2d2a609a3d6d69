import type { ReactNode } from 'react'
import { formatTime } from '#app/core/time.ts'

export type OrderItem = {
  id: string
  startsAt: Date
  minutes: number
  title: ReactNode
  detail?: ReactNode
  /** A tag, a link or a button. */
  aside?: ReactNode
  kind?: 'talk' | 'pause' | 'free'
  isNow?: boolean
}

/** A market day from first to last. */
export function RunningOrder({ items }: { items: OrderItem[] }) {
  if (items.length === 0) return <p className="muted">The running order is not published yet.</p>
  return (
    <ol className="order">
      {items.map((item) => (
        <li key={item.id} className={classOf(item)} aria-current={item.isNow ? 'time' : undefined}>
          <p className="time">
            {formatTime(item.startsAt)}
            <small>{item.minutes} minutes</small>
          </p>
          <div className="what">
            <h3>{item.title}</h3>
            {item.detail && <p className="small muted">{item.detail}</p>}
          </div>
          <div>{item.aside}</div>
        </li>
      ))}
    </ol>
  )
}

const classOf = ({ isNow, kind }: OrderItem) =>
  isNow ? 'is-now' : kind === 'pause' || kind === 'free' ? kind : undefined

/** How much of a slot has gone. It moves once a minute, with the page. */
export const SlotClock = ({ gone, minutes }: { gone: number; minutes: number }) => (
  <div className="clock" role="img" aria-label={`${gone} of ${minutes} minutes gone`}>
    <svg width="100%" height="100%" aria-hidden="true" focusable="false">
      <rect
        className="clock__gone"
        width={`${Math.min(100, (gone * 100) / minutes)}%`}
        height="100%"
      />
    </svg>
  </div>
)
