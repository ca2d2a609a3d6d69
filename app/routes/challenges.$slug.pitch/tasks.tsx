import { formatPounds } from '#app/core/money.ts'
import { formatDateTime } from '#app/core/time.ts'
import { answerState, countWords, type PartState } from '#app/domain/pitches/pitch.ts'
import type { OwnPitch } from '#app/domain/pitches/queries.server.ts'
import { TaskList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'

type Task = Parameters<typeof TaskList>[0]['tasks'][number]

const statusOf = {
  done: { status: 'Done', tone: 'ok' },
  'in progress': { status: 'In progress', tone: 'info' },
  'not started': { status: 'Not started', tone: 'wait' },
} as const

/** The parts of a pitch, each with where it stands. */
export function PitchTasks({ pitch, hasFeedback }: { pitch: OwnPitch; hasFeedback: boolean }) {
  const firm = firmTasks(pitch)
  const solution = solutionTasks(pitch)
  const states = [...firm, ...solution].map(({ state }) => state)
  const isSent = pitch.state === 'sent'
  const done = states.filter((state) => state === 'done').length + (isSent ? 1 : 0)
  return (
    <>
      <div className="stack">
        <p className="kicker">
          Pitch {pitch.reference}, {pitch.supplierName}
        </p>
        <h1>Your pitch for {pitch.challenge.title}</h1>
        <p className="lead measure">
          {leadOf(pitch, `${done} of ${states.length + 1} parts done.`)}
        </p>
      </div>
      <Standing pitch={pitch} hasFeedback={hasFeedback} />
      <Group title="About your firm" tasks={firm} />
      <Group title="Your solution" tasks={solution} />
      {pitch.isOpen && <Group title="Check and send" tasks={[checkTask(pitch)]} />}
    </>
  )
}

function leadOf({ state, isOpen, call }: OwnPitch, parts: string) {
  const closes = formatDateTime(call.closesAt)
  if (!isOpen) return `Pitching closed at ${closes}.`
  if (state === 'sent') return `Sent. You can change it until ${closes}.`
  return `${parts} Send it by ${closes}. You can change it until then.`
}

function Standing({ pitch, hasFeedback }: { pitch: OwnPitch; hasFeedback: boolean }) {
  const sentAt = pitch.sentAt && formatDateTime(pitch.sentAt)
  if (!pitch.isOpen && !sentAt)
    return <Notice tone="warn">This pitch was not sent, so it is not scored.</Notice>
  if (!sentAt) return null
  return (
    <Notice tone="ok" title={`Sent at ${sentAt}.`}>
      {hasFeedback ? (
        <p>
          <a href={`/pitches/${pitch.id}/feedback`}>See your scores and the reasons</a>
        </p>
      ) : pitch.isOpen ? (
        <p>
          It is sealed until closing. What you change counts at once.{' '}
          <a href={`/pitches/${pitch.id}/withdrawal`}>Withdraw this pitch</a>
        </p>
      ) : (
        <p>Councils are scoring. You get every score with its reason before anybody else.</p>
      )}
    </Notice>
  )
}

type PartTask = Task & { state: PartState }

const Group = ({ title, tasks }: { title: string; tasks: Task[] }) => (
  <section className="stack">
    <h2>{title}</h2>
    <TaskList tasks={tasks} />
  </section>
)

const firmTasks = ({ firm, isOpen }: OwnPitch): PartTask[] =>
  firm.map(({ href, name, detail, state }) => ({
    ...(isOpen && { href }),
    title: name,
    detail,
    state,
    ...statusOf[state],
  }))

function solutionTasks({ id, questions, milestones, pricePence, isOpen, ...pitch }: OwnPitch) {
  const tasks = questions.map(({ position, text, maximumWords, answer }): PartTask => {
    const state = answerState(answer, maximumWords)
    return {
      ...(isOpen && { href: `/pitches/${id}/questions/${position}` }),
      title: text,
      detail: answer ? `${countWords(answer)} of ${maximumWords} words` : undefined,
      state,
      ...statusOf[state],
    }
  })
  const isOver = pricePence > pitch.call.priceLimitPence
  const state = milestones.length === 0 ? 'not started' : isOver ? 'in progress' : 'done'
  const count = `${milestones.length} ${milestones.length === 1 ? 'milestone' : 'milestones'}`
  tasks.push({
    ...(isOpen && { href: `/pitches/${id}/milestones` }),
    title: 'Milestones and price',
    detail: milestones.length ? `${count}, ${formatPounds(pricePence)} in total` : undefined,
    state,
    ...statusOf[state],
  })
  return tasks
}

function checkTask({ id, missing, state, hasNewerProfile }: OwnPitch): Task {
  const title = 'Check answers and send'
  const href = `/pitches/${id}/check`
  if (state === 'sent' && hasNewerProfile)
    return {
      href,
      title,
      detail: 'Your profile changed since',
      status: 'In progress',
      tone: 'info',
    }
  if (state === 'sent') return { href, title, status: 'Done', tone: 'ok' }
  if (missing.length === 0) return { href, title, status: 'Not started', tone: 'wait' }
  return { title, detail: 'Finish the other parts first', status: 'Cannot start yet', tone: 'wait' }
}
