import type { ReactNode } from 'react'

/** Each tone has its own shape as well as its colour; the word comes first. */
export type Tone = 'quiet' | 'ok' | 'warn' | 'bad' | 'info' | 'civic' | 'match' | 'wait'

export const Tag = ({ tone = 'quiet', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={tone === 'quiet' ? 'tag' : `tag tag--${tone}`}>{children}</span>
)

export const Tags = ({ children }: { children: ReactNode }) => <p className="tags">{children}</p>
