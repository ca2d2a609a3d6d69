import type { PitchState } from '#app/domain/pitches/pitch.ts'
import { Tag } from './tag.tsx'

type PitchTagProps = { state: PitchState; isOpen: boolean; hasWon: boolean | undefined }

/** How a supplier's own pitch stands. Whether it won is said only once it may know. */
export function PitchTag({ state, isOpen, hasWon }: PitchTagProps) {
  if (hasWon !== undefined) return hasWon ? <Tag tone="ok">Chosen</Tag> : <Tag>Not chosen</Tag>
  if (state === 'sent') return <Tag tone="ok">Sent</Tag>
  if (state === 'withdrawn') return <Tag>Withdrawn</Tag>
  return isOpen ? <Tag tone="info">In progress</Tag> : <Tag tone="warn">Not sent</Tag>
}
