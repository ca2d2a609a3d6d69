import type { Tx } from '#app/core/db.server.ts'
import type { SizeTest } from './firm-size.ts'
import { getPolicyNumber } from './policy-number.server.ts'

/** The limits of a small or medium-sized enterprise that are in force today. */
export const readSizeTest = async (tx?: Pick<Tx, 'policyNumber'>): Promise<SizeTest> => ({
  staffBelow: await getPolicyNumber('sme-staff-below', tx),
  turnoverAtMostPence: await getPolicyNumber('sme-turnover-at-most-pence', tx),
  balanceSheetAtMostPence: await getPolicyNumber('sme-balance-sheet-at-most-pence', tx),
})
