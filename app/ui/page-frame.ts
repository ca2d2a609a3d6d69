import { createContext } from 'react'
import type { Tab } from './workspace-tabs.ts'

export type Theme = 'light' | 'dark'

/** What surrounds every page: who is signed in, and what strip to show. */
export type PageFrame = {
  person: FramePerson | null
  /** Somebody has yet to show their second factor, and is nobody until then. */
  isHalfSignedIn: boolean
  /** There is no database to ask who is signed in. */
  isUnknown: boolean
  /** The site runs on made-up data and says so on every page. */
  demonstration: boolean
  /** The day the demonstration has been moved to, as people read it. */
  movedTo: string | undefined
  path: string
  /** The path with what was asked of it, for forms that come back to the same page. */
  address: string
  theme: Theme | undefined
}

export type FramePerson = {
  name: string
  organisationId: string
  organisationName: string
  /** Organisations the person may act for instead. */
  otherOrganisations: { id: string; name: string }[]
  /** Roles that do not count before they have a second factor, as people read them. */
  heldBack: string[]
  /** The pages of their workspace. */
  workspace: Tab[]
}

/** For parts of a page that say who is signed in. */
export const FrameContext = createContext<PageFrame | undefined>(undefined)

/** "MO" for Margaret Osei. */
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase())
    .filter((_, place, all) => place === 0 || place === all.length - 1)
    .join('')
