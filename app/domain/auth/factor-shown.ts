import { z } from 'zod'
import { FactorCode } from './authenticator.ts'
import { PasskeyAnswer, PasskeyName } from './passkey.ts'

/** What somebody shows of their second factor: a code they typed, or the answer of a passkey. */
export type Shown = string | PasskeyAnswer

type Sent = { code?: string | undefined; passkey?: string | undefined }

/** A script fills in the passkey; whoever sends none has typed a code. */
export const readShown = ({ code, passkey }: Sent) =>
  passkey ? PasskeyAnswer.safeParse(passkey) : FactorCode.safeParse(code)

const sent = { code: z.string().max(1000).optional(), passkey: z.string().optional() }

/** What is wrong with it is said beside the code, which is the one of the two that people see. */
function shownIn(input: Sent, context: z.RefinementCtx): Shown {
  const parsed = readShown(input)
  if (parsed.success) return parsed.data
  for (const { message } of parsed.error.issues)
    context.addIssue({ code: 'custom', message, path: ['code'] })
  return z.NEVER
}

function nameIn(name: string | undefined, context: z.RefinementCtx): string {
  const parsed = PasskeyName.safeParse(name)
  if (parsed.success) return parsed.data
  for (const { message } of parsed.error.issues)
    context.addIssue({ code: 'custom', message, path: ['name'] })
  return z.NEVER
}

export const ShowFactorInput = z
  .object({ ...sent, next: z.string().max(2000).optional() })
  .transform((input, context) => ({ shown: shownIn(input, context), next: input.next }))

/** What may be done about a factor: whoever has one shows it for that. */
export const factorChanges = ['authenticator', 'passkey', 'recovery-codes', 'removal'] as const
export type FactorChange = (typeof factorChanges)[number]

/** For these nothing is shown: nothing is there yet, or it stays as it is. */
const unshown = ['set-up', 'first-passkey', 'stop-way-back'] as const

export const ChangeFactorInput = z
  .object({ what: z.enum([...factorChanges, ...unshown]), ...sent })
  .transform(({ what, ...input }, context) =>
    what === 'set-up' || what === 'first-passkey' || what === 'stop-way-back'
      ? { what }
      : { what, shown: shownIn(input, context) },
  )
export type ChangeFactorInput = z.output<typeof ChangeFactorInput>

/** Which of a person's passkeys, and its new name or that it goes. */
export const ChangePasskeyInput = z
  .object({
    what: z.enum(['name', 'removal']),
    which: z.uuid(),
    name: z.string().optional(),
    ...sent,
  })
  .transform(({ what, which, ...input }, context) =>
    what === 'name'
      ? { what, which, name: nameIn(input.name, context) }
      : { what, which, shown: shownIn(input, context) },
  )
export type ChangePasskeyInput = z.output<typeof ChangePasskeyInput>

/** What a passkey answers for when it is taken away. */
export const removalOf = (passkeyId: string) => `removal of ${passkeyId}`
