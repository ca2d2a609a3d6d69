import type { ReactNode } from 'react'
import { formatTime } from '#app/core/time.ts'
import { SlotClock } from './running-order.tsx'

export type OnStage = { title: string; detail?: ReactNode; startsAt: Date; endsAt: Date }

type NowNextProps = {
  now: (OnStage & { gone: number; minutes: number }) | undefined
  next: OnStage | undefined
  /** What somebody can do about what is on now. */
  actions: ReactNode
  /** Who is here. */
  note: ReactNode
}

/** The top of a market day while it is on. Works as it is; a script asks for it anew each minute. */
export const NowNext = ({ now, next, actions, note }: NowNextProps) => (
  <div className="nownext">
    <div className="now on-band">
      {now ? (
        <>
          <h2 className="livebit">On now, until {formatTime(now.endsAt)}</h2>
          <p className="display">{now.title}</p>
          {now.detail && <p className="muted">{now.detail}</p>}
          <SlotClock gone={now.gone} minutes={now.minutes} />
          <p className="small muted num">
            {now.gone} of {now.minutes} minutes gone
          </p>
        </>
      ) : (
        <>
          <h2>Between two slots</h2>
          <p className="display">Nothing is on at this moment</p>
        </>
      )}
      <div className="btns nownext__actions">{actions}</div>
    </div>
    <div>
      {next ? (
        <>
          <h2>Next, at {formatTime(next.startsAt)}</h2>
          <p className="display">{next.title}</p>
          {next.detail && <p>{next.detail}</p>}
        </>
      ) : (
        <>
          <h2>Next</h2>
          <p className="display">That was the last one</p>
        </>
      )}
      <p className="small muted nownext__note">{note}</p>
    </div>
  </div>
)
