import { withCapital } from '#app/core/sentence.ts'
import type { Role } from './actor.ts'

/** What each role is called on screen. */
export const roleNames: Record<Role, string> = {
  officer: 'Officer',
  'finance-approver': 'Finance approver',
  administrator: 'Administrator',
  member: 'Member',
  'fund-manager': 'Fund manager',
  'payment-approver': 'Payment approver',
  operator: 'Operator',
}

const duties: Record<Role, string> = {
  officer: 'posts challenges, prepares pledges, scores pitches and accepts milestones',
  'finance-approver': 'signs pledges up to a limit',
  administrator: 'looks after people, roles and limits',
  member: 'books demo slots, pitches and claims milestones',
  'fund-manager': 'runs pots and approves payments',
  'payment-approver': 'gives the second approval to large payments',
  operator: 'publishes challenges and runs market days',
}

/** "Signs pledges up to a limit, and looks after people, roles and limits". */
export function describeDuties(roles: Role[]) {
  const text = roles.map((role) => duties[role]).join('; ')
  return text ? withCapital(text) : 'Reads what the organisation does'
}

/** "Officer, Administrator", or that there is none. */
export const listRoleNames = (roles: Role[]) =>
  roles.map((role) => roleNames[role]).join(', ') || 'None: reads only'
