import type { Account } from './journal.ts'

type About = {
  kind: string
  funderId?: string | undefined
  councilId?: string
  potId?: string
  challengeId?: string
  supplierId?: string
  purse?: string | undefined
}

/** What an account is about in one line, as `accounts.identity` has it: no two have the same. */
export function accountName(account: Account): string {
  const about: About = account
  const {
    kind,
    funderId = '',
    councilId = '',
    potId = '',
    challengeId = '',
    supplierId = '',
  } = about
  const name = `${kind}/${funderId}/${councilId}/${potId}/${challengeId}/${supplierId}`
  return about.purse === undefined ? name : `${name}/${about.purse}`
}
