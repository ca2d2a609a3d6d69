import { Refusal } from '#app/core/refusal.ts'
import {
  hasRole,
  organisationKinds,
  type Actor,
  type OrganisationKind,
  type Role,
} from '#app/domain/organisations/actor.ts'

/** A role, everybody of one kind of organisation, or the administrators of one kind. */
export type Kind = Role | OrganisationKind | `${OrganisationKind} administrator`

/** Who may reach a page or send its form. Whether they may do what it says is for the verb. */
export type Access =
  | 'anyone'
  | 'signed in'
  | {
      who: readonly Kind[]
      /** Let through only to read why they may not: the verb refuses them in words of its own. */
      told: readonly Kind[]
      /** What everybody else is answered: that it is not for them, or that there is nothing. */
      others: 403 | 404
      /** What those with the role are answered in another organisation than the one whose thing it is. */
      outsiders?: 403 | 404 | undefined
    }

/** Left out means nobody: a page that reads or takes a form without a line for it stops the start. */
export type Declared = {
  read?: Access
  send?: Access
  /** Who reads it before it is public; `read` then says who does afterwards. */
  unpublished?: Access
}

/** Any person with one of these roles; others are told whose it is. */
export const role = (...who: Kind[]) => ({ who, told: [], others: 403 }) as const
/** The same; for others there is no such page. */
export const quiet = (...who: Kind[]) => ({ who, told: [], others: 404 }) as const
/** Those with the role in the organisation whose thing it is. That the thing exists is public. */
export const own = (...who: Kind[]) => ({ who, told: [], others: 403, outsiders: 403 }) as const
/** Those with the role in the organisation whose thing it is. For anybody else there is no such thing. */
export const hidden = (...who: Kind[]) => ({ who, told: [], others: 404, outsiders: 404 }) as const
/** The same, where everybody may know that there are such pages. */
export const kept = (...who: Kind[]) => ({ who, told: [], others: 403, outsiders: 404 }) as const
/** Also lets these read why they may not. */
export const butTell = (access: Exclude<Access, string>, ...told: Kind[]) => ({ ...access, told })

export const isOf = (actor: Actor, kind: Kind) => {
  const [organisation] = kind.split(' ')
  const isAtHome = actor.organisationKind === organisation
  if (kind.endsWith(' administrator')) return isAtHome && hasRole(actor, 'administrator')
  if (isOrganisation(kind)) return isAtHome
  return hasRole(actor, kind as Role)
}

const isOrganisation = (kind: string): kind is OrganisationKind =>
  organisationKinds.some((each) => each === kind)

/** Turns away whoever has no part in this page, before any of it is read. */
export function assertMayReach(actor: Actor, access: Access) {
  if (typeof access === 'string') return
  if ([...access.who, ...access.told].some((kind) => isOf(actor, kind))) return
  if (access.others === 404) throw new Refusal('not-found', 'Page not found')
  throw new Refusal('forbidden', `This is for ${inWords(access.who)}.`)
}

const words: Record<Role | OrganisationKind, string> = {
  officer: 'officers of a council',
  'finance-approver': 'finance approvers of a council',
  administrator: 'administrators of an organisation',
  member: 'members of a firm',
  'fund-manager': 'fund managers',
  'payment-approver': 'payment approvers of a funder',
  operator: 'the operators of this site',
  council: 'people of a council',
  supplier: 'people of a firm',
  funder: 'people of a funder',
  platform: 'the team of this site',
}

const wordOf = (kind: Kind) => {
  const [organisation, administrator] = kind.split(' ')
  return administrator
    ? words[organisation as OrganisationKind].replace('people', 'administrators')
    : words[kind as Role]
}

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const inWords = (who: readonly Kind[]) => list.format(who.map(wordOf))
