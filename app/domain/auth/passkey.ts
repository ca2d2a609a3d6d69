import { z } from 'zod'
import { MINUTE_MS } from '#app/core/time.ts'

export const PASSKEYS_AT_MOST = 10
export const CHALLENGE_LIFE_MS = 5 * MINUTE_MS

/** What a passkey is asked for: to be added, to make half a session whole, to change a factor, to sign a deed. */
export type Purpose = 'set-up' | 'sign-in' | 'change' | 'proof'

/** A question to a passkey, and what its answer will be for: which change, or the fingerprint of the deed. */
export const AskPasskeyInput = z.object({
  purpose: z.enum(['sign-in', 'change', 'proof']),
  of: z.string().max(200).default(''),
})
export type AskPasskeyInput = z.output<typeof AskPasskeyInput>

export const PasskeyName = z
  .string('Give it a name')
  .trim()
  .min(1, 'Give it a name')
  .max(50, 'Enter 50 characters or fewer')

const bytes = z.base64url().max(10_000)

/** As a browser's script sends it (WebAuthn 3, 5.1, AuthenticationResponseJSON); of the rest nothing is read. */
const Answer = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
})

/** How a browser may reach the passkey's device. */
export const transports = ['ble', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
export type Transport = (typeof transports)[number]

const NewAnswer = Answer.extend({
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z
      .array(z.string())
      .max(20)
      .default([])
      .transform((told) => transports.filter((each) => told.includes(each))),
  }),
})

/** A field that a script fills with what the browser answered. */
const sentAs = <S extends z.ZodType>(schema: S, message: string) =>
  z
    .string(message)
    .max(30_000, message)
    .transform((text, context) => {
      const parsed = schema.safeParse(parsedJson(text))
      if (parsed.success) return parsed.data
      context.addIssue(message)
      return z.NEVER
    })

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const PasskeyAnswer = sentAs(
  Answer,
  'Your passkey did not answer. Try again, or type a code',
)
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>

export const NewPasskeyInput = z.object({
  name: PasskeyName,
  answer: sentAs(NewAnswer, 'No passkey was made. Try again; it needs JavaScript'),
})
export type NewPasskeyInput = z.output<typeof NewPasskeyInput>
