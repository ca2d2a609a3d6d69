import { z } from 'zod'
import { hasRole, type Actor } from './actor.ts'

/** The kinds of account a council has in the ledger, as its finance team would call them. */
export const councilAccounts = {
  council: {
    name: 'Commitments',
    hint: 'The other side of each pledge, such as a commitment control account.',
  },
  pledged: { name: 'Pledged', hint: 'Signed, and not asked for yet.' },
  called: {
    name: 'Called',
    hint: 'Asked for by an invoice, and not paid to the lead council yet.',
  },
  received: { name: 'Held by the lead council', hint: 'Paid over, and not spent: a prepayment.' },
  payable: { name: 'Owed to suppliers', hint: 'Your share of work that is approved and not paid.' },
  paid: { name: 'Spent', hint: 'Your share of what suppliers were paid.' },
  refundable: {
    name: 'To be refunded',
    hint: 'Your share of what was not spent, until the lead council has paid it back.',
  },
  refunded: { name: 'Refunded', hint: 'Your share of what was not spent, paid back to you.' },
} as const
export type CouncilAccount = keyof typeof councilAccounts

export const councilAccountNames = Object.keys(councilAccounts) as CouncilAccount[]

/** Whoever looks after the council's settings and nobody of another organisation. */
export const canSetCostCodes = (actor: Actor) =>
  actor.organisationKind === 'council' && hasRole(actor, 'administrator')

export const canSeeCostCodes = (actor: Actor) =>
  actor.organisationKind === 'council' && hasRole(actor, 'administrator', 'finance-approver')

/** An empty code is none. The signs are those no spreadsheet takes for a formula. */
const Code = z
  .string()
  .trim()
  .max(40, 'Use 40 characters or fewer')
  .regex(
    /^([A-Za-z0-9][A-Za-z0-9 ./_-]*)?$/,
    'Begin with a letter or a digit, then letters, digits, spaces, and . / _ -',
  )
  .default('')

export const CostCodesInput = z.object({
  council: Code,
  pledged: Code,
  called: Code,
  received: Code,
  payable: Code,
  paid: Code,
  refundable: Code,
  refunded: Code,
})
export type CostCodes = z.output<typeof CostCodesInput>
