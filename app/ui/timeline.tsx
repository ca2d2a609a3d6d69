import type { ReactNode } from 'react'

export type StepState = 'done' | 'now' | 'later'

const classOf = (state: StepState) => (state === 'later' ? undefined : state)
const words = { done: 'Done: ', now: 'Now: ', later: '' }

type Moment = { when: ReactNode; title: ReactNode; detail?: ReactNode; state?: StepState }

/** What happened and what comes next, oldest first. */
export const Timeline = ({ moments }: { moments: Moment[] }) => (
  <ol className="timeline">
    {moments.map(({ when, title, detail, state = 'later' }, place) => (
      <li
        key={place}
        className={classOf(state)}
        aria-current={state === 'now' ? 'step' : undefined}
      >
        <span className="when">{when}</span>
        <h3>{title}</h3>
        {detail && <p className="small">{detail}</p>}
      </li>
    ))}
  </ol>
)

type RailStep = { title: ReactNode; detail?: ReactNode; state: StepState }

/** The way of one payment, from claim to paid. */
export const MilestoneRail = ({ steps }: { steps: RailStep[] }) => (
  <ol className="rail">
    {steps.map(({ title, detail, state }, place) => (
      <li
        key={place}
        className={classOf(state)}
        aria-current={state === 'now' ? 'step' : undefined}
      >
        <b>
          <span className="visually-hidden">{words[state]}</span>
          {title}
        </b>
        {detail}
      </li>
    ))}
  </ol>
)

/** Milestones of a project as small boxes; say the same in words in `label`. */
export const StageBits = ({ states, label }: { states: StepState[]; label: string }) => (
  <span className="stagebits" role="img" aria-label={label}>
    {states.map((state, place) => (
      <i key={place} className={classOf(state)} />
    ))}
  </span>
)
