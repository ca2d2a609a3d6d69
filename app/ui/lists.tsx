import type { ReactNode } from 'react'
import { Tag, type Tone } from './tag.tsx'

type SummaryRow = {
  name: string
  value: ReactNode
  /** Where to change it. */
  change?: string
}

/** Answers to check, each with its "Change" link. */
export const SummaryList = ({ rows }: { rows: SummaryRow[] }) => (
  <dl className="summary">
    {rows.map(({ name, value, change }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value || <span className="muted">Not given</span>}</dd>
        <dd className="act">
          {change && (
            <a href={change}>
              Change<span className="visually-hidden"> {name.toLowerCase()}</span>
            </a>
          )}
        </dd>
      </div>
    ))}
  </dl>
)

type Task = { href?: string; title: ReactNode; detail?: ReactNode; status?: string; tone?: Tone }

type TaskListProps = {
  tasks: Task[]
  empty?: ReactNode
  /** Nothing but the page's h1 stands above it. */
  isFirst?: boolean
}

/** Things to do, each with where it stands. */
export function TaskList({ tasks, empty, isFirst }: TaskListProps) {
  if (tasks.length === 0)
    return <>{empty ?? <p className="muted">Nothing is waiting for you.</p>}</>
  return (
    <ul className={isFirst ? 'tasks tasks--first' : 'tasks'}>
      {tasks.map(({ href, title, detail, status, tone }, place) => (
        <li key={href ?? place}>
          <div>
            {href ? <a href={href}>{title}</a> : <strong>{title}</strong>}
            {detail && <p>{detail}</p>}
          </div>
          {status && <Tag tone={tone ?? 'quiet'}>{status}</Tag>}
        </li>
      ))}
    </ul>
  )
}

/** Short facts in a side panel. */
export const Facts = ({ facts }: { facts: { name: ReactNode; value: ReactNode }[] }) => (
  <dl className="facts">
    {facts.map(({ name, value }, place) => (
      <div key={place}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

type FileRowProps = {
  href: string
  kind: string
  name: string
  detail?: ReactNode
  aside?: ReactNode
}

/** A piece of evidence: kind, name, size and who sent it. Rows go inside `Files`. */
export const FileRow = ({ href, kind, name, detail, aside }: FileRowProps) => (
  <li>
    <span className="filetype" aria-hidden="true">
      {kind}
    </span>
    <div>
      <a href={href}>
        {name}
        <span className="visually-hidden"> ({kind})</span>
      </a>
      {detail && <p className="small muted">{detail}</p>}
    </div>
    <div>{aside}</div>
  </li>
)

export const Files = ({ children }: { children: ReactNode }) => (
  <ul className="files">{children}</ul>
)

/** Published questions; an answer may still be on its way. */
export const QuestionAndAnswer = (props: {
  question: ReactNode
  answer?: ReactNode
  /** "Answered by Hertfordshire, 6 September 2027". */
  source?: ReactNode
  isOpen?: boolean
}) => (
  <details open={props.isOpen}>
    <summary>{props.question}</summary>
    <div className="answer stack-2">
      {props.answer ? (
        <div className="stack-2">{props.answer}</div>
      ) : (
        <p className="muted">Waiting for an answer.</p>
      )}
      {props.source && <p className="small muted">{props.source}</p>}
    </div>
  </details>
)
