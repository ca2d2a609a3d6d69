import { z } from 'zod'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'

const digits = (length: number, message: string) =>
  z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(new RegExp(`^[0-9]{${length}}$`), message))

export const BankDetailsInput = z.object({
  operationKey: z.uuid(),
  accountName: z
    .string()
    .trim()
    .min(1, 'Enter the name on the account')
    // What Bacs can carry: research of the standard 18 record, its name field and its letters.
    .max(18, 'Enter 18 characters or fewer, as on the bank statement')
    .regex(/^[A-Za-z0-9 .&/-]+$/, 'Use letters, digits, spaces and . & / - only'),
  sortCode: digits(6, 'Enter a sort code of 6 digits, like 30-94-30'),
  accountNumber: digits(8, 'Enter an account number of 8 digits'),
  isConfirmed: z.literal('yes', 'Confirm that this account belongs to your organisation'),
})
export type BankDetails = { accountName: string; sortCode: string; accountNumber: string }
export type BankDetailsChange = BankDetails & { operationKey: string }

export const canChangeBankDetails = (actor: Actor) => hasRole(actor, 'administrator')

/** Enough for the owner to know which account it is: "•••• 4821". */
export const hiddenAccountNumber = (accountNumber: string) => `•••• ${accountNumber.slice(-4)}`

export const formatSortCode = (sortCode: string) => sortCode.replace(/(\d\d)(?=\d)/g, '$1-')

/** Whoever acts for the organisation that is paid, and the site's operators, may look at a change and stop it. */
export const canStopBankDetails = (actor: Actor, { organisationId }: Waiting) =>
  actor.organisationId === organisationId || hasRole(actor, 'operator')

/** A second person: a colleague who holds any role, or an operator; never whoever asked for it. */
export const canConfirmBankDetails = (actor: Actor, waiting: Waiting) =>
  canStopBankDetails(actor, waiting) && !isSelf(actor, waiting.askedById) && actor.roles.length > 0

type Waiting = { organisationId: string; askedById: string }

export const BankDetailsChangeInput = z.discriminatedUnion('what', [
  z.object({ what: z.literal('stop'), which: z.uuid() }),
  z.object({
    what: z.literal('confirm'),
    which: z.uuid(),
    isChecked: z.literal('yes', 'Check it with a colleague you know, then tick this'),
  }),
])
