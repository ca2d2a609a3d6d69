import { z } from 'zod'
import { lineInput } from '#app/core/line-input.ts'
import { requiredWords } from '../challenges/draft.ts'
import type { Actor } from '../organisations/actor.ts'

/** On one London day, by the machine's clock, as mails go. One to the same person is held by an index. */
export const MESSAGES_A_DAY = 10
export const MESSAGES_A_DAY_OF_ORGANISATION = 30
export const MOST_WORDS = 2_000

/** The words of a message go when the mail that carried them is emptied. */
export const MESSAGE_DAYS = 90

export const MessageInput = z.object({
  operationKey: z.uuid(),
  subject: lineInput('Say what it is about', 100),
  words: requiredWords(MOST_WORDS, 'Write your message'),
})
export type MessageInput = z.output<typeof MessageInput>

export const ReportInput = z.object({
  reason: requiredWords(500, 'Say what is wrong with it'),
})

export const BlockInput = z.object({ organisationId: z.uuid() })

type Listed = { personId: string; takesMessages: boolean }

/** Anybody but themselves, while they take messages. */
export const canWriteTo = (actor: Actor, { personId, takesMessages }: Listed) =>
  takesMessages && actor.personId !== personId
