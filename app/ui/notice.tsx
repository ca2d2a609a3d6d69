import type { ReactNode } from 'react'

type NoticeTone = 'info' | 'ok' | 'warn'

const icons = {
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1.2 15.5h-2.4V10h2.4v7.5Zm0-9h-2.4V6.2h2.4v2.3Z',
  ok: 'M2 2h20v20H2V2Zm8.6 15.2 8.1-8.3-1.9-1.8-6.3 6.5-3-2.9-1.8 1.9 4.9 4.6Z',
  warn: 'M12 2 1 21.5h22L12 2Zm1.2 16h-2.4v-2.3h2.4V18Zm0-4h-2.4V9h2.4v5Z',
}

type NoticeProps = {
  tone?: NoticeTone
  title?: ReactNode
  /** The page came back after somebody did something: screen readers are told. */
  isAnswer?: boolean
  children?: ReactNode
}

export function Notice({ tone = 'info', title, isAnswer, children }: NoticeProps) {
  return (
    <div
      className={tone === 'info' ? 'notice' : `notice notice--${tone}`}
      role={isAnswer ? 'status' : undefined}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path fill="currentColor" d={icons[tone]} />
      </svg>
      <div className="stack-2">
        {(title || typeof children === 'string') && (
          <p>
            {title && <strong>{title} </strong>}
            {typeof children === 'string' && children}
          </p>
        )}
        {typeof children !== 'string' && children}
      </div>
    </div>
  )
}

type EmptyProps = {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  isSolid?: boolean
  /** 2 when nothing but the page's h1 stands above it. */
  level?: 2 | 3
}

/** Why there is nothing here, and one next action. Solid when something went wrong. */
export function Empty({ title, children, action, isSolid, level = 3 }: EmptyProps) {
  const Heading = `h${level}` as const
  return (
    <div className={`empty stack-2${isSolid ? ' empty--solid' : ''}`}>
      <Heading className="empty__title">{title}</Heading>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action && <div className="btns">{action}</div>}
    </div>
  )
}

/** While the match preview or the simulator works; nothing else waits. */
export function Waiting({ children }: { children: string }) {
  return (
    <div>
      <div className="skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <p className="small muted" role="status">
        {children}
      </p>
    </div>
  )
}

type PanelProps = { title?: ReactNode; tone?: 'civic' | 'match'; children: ReactNode; id?: string }

/** A raised box with a strong top rule. */
export function Panel({ title, tone, children, id }: PanelProps) {
  return (
    <div className={`panel${tone ? ` panel--${tone}` : ''} stack`} id={id}>
      {title && <h2>{title}</h2>}
      {children}
    </div>
  )
}
