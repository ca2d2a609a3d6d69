import type { AreaStatus } from './match-rule.ts'

/** How an area stands on a register, as a sentence goes on after its name. */
export const areaStands: Record<AreaStatus, string> = {
  registered: 'is on the register',
  checking: 'is being checked for the register',
  'no-officer': 'has no chief digital officer on the register yet',
  'no-strategy': 'has no digital strategy on the register yet',
  'no-mayor': 'has no mayor in post',
  ended: 'has left the register',
}
