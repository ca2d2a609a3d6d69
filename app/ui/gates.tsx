import { formatDayAndMonth } from '#app/core/time.ts'
import { factWords } from '#app/domain/pledges/gate-fact.ts'
import { listOpen, type Gate } from '#app/domain/pledges/gate.ts'
import { lockLaws, type SpendingLock } from '#app/domain/organisations/spending-lock.ts'
import { TaskList } from './lists.tsx'
import { Notice } from './notice.tsx'
import { Section } from './page.tsx'
import type { Tone } from './tag.tsx'

const tones: Record<Gate['state'], Tone> = { clear: 'ok', waiting: 'warn', blocked: 'bad' }

function statusOf({ state, by, who }: Gate) {
  if (state === 'clear') return 'Clear'
  if (state === 'blocked') return 'Blocked'
  if (!by) return 'Waiting'
  return who ? `By ${formatDayAndMonth(by)}` : `Clears ${formatDayAndMonth(by)}`
}

type GatesProps = {
  gates: Gate[]
  /** Where facts about the gates are recorded, for whoever may. */
  recordAt?: string | undefined
}

/** What a pledge must clear before it counts: where each stands, who must act and by when. */
export function Gates({ gates, recordAt }: GatesProps) {
  const open = listOpen(gates)
  const count = open.length === 1 ? 'One thing is' : `${open.length} things are`
  return (
    <Section id="gates" title="Before it counts" className="stack">
      <p className="measure">
        {open.length === 0
          ? 'Everything your council must do for this pledge is done.'
          : `${count} still to come. Until then the money is shown as waiting, and counts for nothing.`}
      </p>
      <TaskList
        tasks={gates.map((gate) => ({
          title: gate.title,
          detail: <Detail gate={gate} recordAt={recordAt} />,
          status: statusOf(gate),
          tone: tones[gate.state],
        }))}
      />
    </Section>
  )
}

function Detail({ gate, recordAt }: { gate: Gate; recordAt: string | undefined }) {
  const { state, sentence, who, link, records = [] } = gate
  return (
    <>
      {sentence}
      {state !== 'clear' && who && (
        <>
          <br />
          <strong>Who: </strong>
          {who}.
        </>
      )}
      {link && (
        <>
          <br />
          <a href={link} rel="noreferrer">
            Read the notice<span className="visually-hidden"> about: {gate.title}</span>
          </a>
        </>
      )}
      {recordAt &&
        records.map((kind) => (
          <span key={kind}>
            <br />
            <a href={`${recordAt}/${kind}`}>
              Record: {factWords[kind].done.charAt(0).toLowerCase() + factWords[kind].done.slice(1)}
            </a>
          </span>
        ))}
    </>
  )
}

/** What people of a council read while a spending lock is on it. */
export const LockNotices = ({ locks }: { locks: SpendingLock[] }) =>
  locks.map(({ id, kind, sourceUrl }) => (
    <Notice key={id} tone="warn" title={`${lockLaws[kind].name} in force.`}>
      <p>
        While it is, {lockLaws[kind].effect} ({lockLaws[kind].law}). What your council has committed
        stands. <a href={sourceUrl}>Read it</a>
      </p>
    </Notice>
  ))
