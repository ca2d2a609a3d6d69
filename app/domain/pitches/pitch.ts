import { z } from 'zod'
import { hasRole, type Actor } from '../organisations/actor.ts'

/** "SP-2207", as people read and quote it. */
export const pitchReference = (number: number) => `SP-${String(number).padStart(4, '0')}`

/** Anybody of a supplier may work on its pitches: small firms share the writing. */
export const canPitch = (actor: Actor) =>
  actor.organisationKind === 'supplier' && hasRole(actor, 'member', 'administrator')

export type PitchState = 'started' | 'sent' | 'withdrawn'

export function pitchState(pitch: { sentAt: Date | null; withdrawnAt: Date | null }): PitchState {
  if (pitch.withdrawnAt) return 'withdrawn'
  return pitch.sentAt ? 'sent' : 'started'
}

/** Words as a word processor counts them: runs of anything that is not a space. */
export const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length

/** "You have 440 words left", or by how many it is too long. */
export function wordsLeft(text: string, maximumWords: number) {
  const left = maximumWords - countWords(text)
  const words = (count: number) => `${count} ${count === 1 ? 'word' : 'words'}`
  return left < 0 ? `You have ${words(-left)} too many` : `You have ${words(left)} left`
}

/** Far above 1,500 words of any language, and small enough to keep. */
const LONGEST_ANSWER = 20_000

export const AnswerInput = z.object({
  text: z.string().trim().max(LONGEST_ANSWER, 'Use 20,000 characters or fewer').default(''),
  intent: z.enum(['continue', 'later']).default('continue'),
})
export type AnswerInput = z.output<typeof AnswerInput>

/** Why an answer cannot be sent as it is, or nothing. */
export function answerProblem(text: string, maximumWords: number) {
  if (countWords(text) === 0) return 'Enter your answer'
  const words = countWords(text)
  if (words <= maximumWords) return undefined
  return `Your answer has ${words} words. Use ${maximumWords} or fewer`
}

export type PartState = 'done' | 'in progress' | 'not started'

export const answerState = (text: string | undefined, maximumWords: number): PartState =>
  !text || countWords(text) === 0
    ? 'not started'
    : answerProblem(text, maximumWords)
      ? 'in progress'
      : 'done'

type Answered = { text: string; maximumWords: number; answer: string | undefined }

/** What still keeps a pitch from being sent, each as a sentence; nothing when it can go. */
export function whatIsMissing(pitch: {
  questions: Answered[]
  milestoneCount: number
  priceProblem: string | undefined
  firm: { name: string; state: PartState; isNeeded: boolean }[]
}) {
  const missing = pitch.firm
    .filter((part) => part.isNeeded && part.state !== 'done')
    .map((part) => `Complete “${part.name}” in your profile.`)
  for (const question of pitch.questions) {
    const problem = answerProblem(question.answer ?? '', question.maximumWords)
    if (problem) missing.push(`“${question.text}”: ${problem}.`)
  }
  if (pitch.milestoneCount === 0) missing.push('Enter at least one milestone.')
  if (pitch.priceProblem) missing.push(`${pitch.priceProblem}.`)
  return missing
}
