import { z } from 'zod'
import { countOf } from '#app/core/number.ts'
import { DAY_MS } from '#app/core/time.ts'
import { describeIdentity } from '../organisations/legal-identity.ts'
import type { SupplierDetails } from '../organisations/supplier.ts'
import { isInsurance, nameOfCredential, type HeldCredential } from './credential.ts'
import type { HeldFramework } from './framework.ts'

/** How many services of the register a firm may say it works on. */
export const MOST_SERVICES = 12

export type HeldService = { id: number; name: string }

/** What a supplier says about itself once; every pitch carries it. Only what holds on the day it is read. */
export type SupplierProfile = SupplierDetails & {
  services: HeldService[]
  frameworks: HeldFramework[]
  credentials: HeldCredential[]
}

const asList = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const ServicesInput = z.object({
  services: z.preprocess(
    asList,
    z
      .array(z.coerce.number<string>('Choose services from the list').int().min(1).max(1_000_000))
      .max(MOST_SERVICES, `Choose ${MOST_SERVICES} services or fewer`)
      .transform((ids) => [...new Set(ids)]),
  ),
})
export type ServicesInput = z.output<typeof ServicesInput>

/** After so many days a firm is asked whether its profile still holds. */
export const HOLDS_DAYS = 365

/** Whether somebody of the firm should say again that it still holds. */
export const isToConfirm = (confirmedAt: Date | null, now: Date) =>
  confirmedAt === null || now.getTime() - confirmedAt.getTime() > HOLDS_DAYS * DAY_MS

export type ProfilePart = {
  id: 'company' | 'places' | 'size' | 'services' | 'frameworks' | 'insurances' | 'certificates'
  name: string
  href: string
  state: 'done' | 'in progress' | 'not started'
  detail: string | undefined
  /** A pitch cannot be sent without it. */
  isNeeded: boolean
  /** About so long it takes somebody who has their papers at hand. */
  minutes: number
}

/** Only who the firm is and how large must be said; assessors see all the rest, but a small firm may pitch without it. */
export function profileParts(profile: SupplierProfile): ProfilePart[] {
  return [
    {
      ...partAt('company', 'Company details', 2),
      isNeeded: true,
      detail: hasIdentity(profile) ? describeIdentity(asIdentity(profile)) : undefined,
      state: stateOf(hasIdentity(profile), profile.town !== null),
    },
    {
      ...partAt('places', 'Places you serve', 1),
      detail: profile.serves.join(', ') || undefined,
      state: stateOf(profile.serves.length > 0),
    },
    {
      ...partAt('size', 'Size and ownership', 2),
      isNeeded: true,
      detail: profile.staffCount ? countOf(profile.staffCount, 'person', 'people') : undefined,
      state: stateOf(profile.staffCount !== null),
    },
    {
      ...partAt('services', 'Services you work on', 2),
      detail: listed(profile.services.map(({ name }) => name)),
      state: stateOf(profile.services.length > 0),
    },
    {
      ...partAt('frameworks', 'Frameworks you are on', 3),
      detail: listed(profile.frameworks.map(({ name }) => name)),
      state: stateOf(profile.frameworks.length > 0),
    },
    credentialPart(profile, 'insurances'),
    credentialPart(profile, 'certificates'),
  ]
}

const hrefs: Record<ProfilePart['id'], string> = {
  company: '/suppliers/profile/details#company',
  places: '/suppliers/profile/details#places',
  size: '/suppliers/profile/details#size',
  services: '/suppliers/profile/services',
  frameworks: '/suppliers/profile/frameworks',
  insurances: '/suppliers/profile/credentials#insurances',
  certificates: '/suppliers/profile/credentials#certificates',
}

const partAt = (id: ProfilePart['id'], name: string, minutes: number) => ({
  ...{ id, name, minutes, href: hrefs[id], isNeeded: false },
})

/** What is held of one sort. Said without its days, it is begun. */
function credentialPart(
  { credentials }: SupplierProfile,
  id: 'insurances' | 'certificates',
): ProfilePart {
  const held = credentials.filter(({ kind }) => isInsurance(kind) === (id === 'insurances'))
  const bare = held.filter(({ expiresOn }) => expiresOn === null)
  const name = id === 'insurances' ? 'Insurances' : 'Certificates'
  return {
    ...partAt(id, name, 4),
    detail:
      bare.length > 0
        ? `Say until when: ${bare.map(nameOfCredential).join(', ')}`
        : (listed(held.map(nameOfCredential)) ?? 'None held today. You can send without'),
    state: bare.length > 0 ? 'in progress' : stateOf(held.length > 0),
  }
}

/** "A, B and 3 more"; nothing of nothing. */
function listed(names: string[]) {
  const shown = names.slice(0, 2).join(', ')
  if (names.length <= 2) return shown || undefined
  return `${shown} and ${names.length - 2} more`
}

/** About how long what is missing takes, or nothing. */
export function minutesLeft(parts: ProfilePart[]) {
  const left = parts
    .filter(({ state }) => state !== 'done')
    .reduce((sum, { minutes }) => sum + minutes, 0)
  return left === 0 ? undefined : left
}

const asIdentity = ({ name, legalForm, companyNumber, charityNumber }: SupplierDetails) => ({
  ...{ legalName: name, legalForm, companyNumber, charityNumber },
})

/** Nobody numbers sole traders. */
const hasIdentity = ({ legalForm, companyNumber, charityNumber }: SupplierDetails) =>
  legalForm === 'sole-trader' || companyNumber !== null || charityNumber !== null

const stateOf = (...given: boolean[]) =>
  given.every(Boolean) ? 'done' : given.some(Boolean) ? 'in progress' : 'not started'
