import { useSearchParams } from '@remix-run/react'
import { Notice } from '#app/ui/notice.tsx'

const answers = {
  joined: 'Your council now counts among those that share this problem.',
  changed: 'Your council’s figures are up to date.',
  left: 'Your council no longer counts among those that share this problem.',
  asked: 'Your question has gone to the lead council. It appears here with its answer.',
  answered: 'Your answer is public.',
  updated: 'Your update is public.',
  follows: 'You follow this challenge. You get an email when there is news.',
  unfollowed: 'You no longer follow this challenge.',
}

/** Says once, after somebody did something, that it happened. */
export function Answer() {
  const [search] = useSearchParams()
  const [, answer] = Object.entries(answers).find(([name]) => search.has(name)) ?? []
  if (!answer) return null
  return (
    <Notice tone="ok" isAnswer>
      {answer}
    </Notice>
  )
}
