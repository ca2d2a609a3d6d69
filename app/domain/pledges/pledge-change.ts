import { z } from 'zod'
import { formatPounds, PenceInput, WholePence, type Pence } from '#app/core/money.ts'
import { PledgeInput, wrongAmount } from './pledge.ts'

/** What a signed pledge is to be in all. The operation key is made with the form. */
export const ChangeInput = z.object({
  ...PledgeInput.shape,
  operationKey: z.uuid(),
  amount: PenceInput,
  /** What the page showed as signed. */
  fromPence: WholePence,
  /** Accepted for more money; less money needs none. */
  agreement: PledgeInput.shape.agreement.optional(),
})
export type ChangeInput = z.output<typeof ChangeInput>

type Round = { smallestPledgePence: Pence }

/** Why a pledge cannot become this sum, or nothing. */
export function wrongChange(fromPence: Pence, toPence: Pence, round: Round) {
  if (toPence === fromPence)
    return `Your council has pledged ${formatPounds(fromPence)}. Enter another sum`
  return wrongAmount(toPence, round.smallestPledgePence)
}
