import { z } from 'zod'
import { PenceInput, type Pence } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { hasRole, type Actor } from './actor.ts'
import { places } from './council-words.ts'
import { mayBegin } from './former-organisation.ts'
import { describeIdentity, legalForms, type LegalForm } from './legal-identity.ts'

/** What a supplier says about itself once; every pitch carries it. */
export type SupplierProfile = {
  name: string
  legalForm: LegalForm
  companyNumber: string | null
  charityNumber: string | null
  town: string | null
  staffCount: number | null
  isSmeDeclaredAt: Date | null
  hasCyberEssentials: boolean
  insurancePence: Pence | null
  serves: string[]
}

/** The profile as a pitch carries it from the moment it is sent. */
export const KeptProfile = z.object({
  name: z.string(),
  // Not in what was kept before firms could be anything but companies.
  legalForm: z.enum(legalForms).default('company'),
  companyNumber: z.string().nullable(),
  charityNumber: z.string().nullable().default(null),
  town: z.string().nullable(),
  staffCount: z.number().nullable(),
  isSmeDeclaredAt: z.iso
    .datetime()
    .transform((at) => new Date(at))
    .nullable(),
  hasCyberEssentials: z.boolean(),
  insurancePence: z.string().transform(BigInt).nullable(),
  serves: z.array(z.string()).default([]),
})

/** A profile as JSON. */
export const keepProfile = (profile: SupplierProfile) => ({
  name: profile.name,
  legalForm: profile.legalForm,
  companyNumber: profile.companyNumber,
  charityNumber: profile.charityNumber,
  town: profile.town,
  staffCount: profile.staffCount,
  isSmeDeclaredAt: profile.isSmeDeclaredAt?.toISOString() ?? null,
  hasCyberEssentials: profile.hasCyberEssentials,
  insurancePence: profile.insurancePence?.toString() ?? null,
  serves: profile.serves,
})

export const isSameProfile = (a: SupplierProfile, b: SupplierProfile) =>
  JSON.stringify(keepProfile(a)) === JSON.stringify(keepProfile(b))

export const canChangeProfile = (actor: Actor) =>
  actor.organisationKind === 'supplier' &&
  hasRole(actor, 'member', 'administrator') &&
  mayBegin(actor)

const isYes = z
  .string()
  .optional()
  .transform((value) => value === 'yes')

const asList = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const SupplierProfileInput = z.object({
  town: z
    .string()
    .trim()
    .min(1, 'Enter the town you work from')
    .max(80, 'Use 80 characters or fewer'),
  staffCount: z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, 'Enter how many people work for you, like 12')
    .transform(Number)
    .refine((count) => count >= 1, 'Enter at least 1'),
  serves: z.preprocess(asList, z.array(z.enum(places, 'Choose places from the list'))),
  turnover: orNone(PenceInput),
  balanceSheet: orNone(PenceInput),
  hasCyberEssentials: isYes,
  insurance: orNone(PenceInput),
})
export type SupplierProfileInput = z.output<typeof SupplierProfileInput>

export type ProfilePart = {
  id: 'company' | 'places' | 'size' | 'security'
  name: string
  state: 'done' | 'in progress' | 'not started'
  detail: string | undefined
  /** A pitch cannot be sent without it. */
  isNeeded: boolean
}

/** Certificates and insurance are shown to assessors, but a small firm may pitch without them. */
export function profileParts(profile: SupplierProfile): ProfilePart[] {
  const missing = [
    !profile.hasCyberEssentials && 'Cyber Essentials certificate is missing',
    profile.insurancePence === null && 'Insurance is missing',
  ].filter((each) => each !== false)
  return [
    {
      id: 'company',
      name: 'Company details',
      isNeeded: true,
      detail: hasIdentity(profile) ? describeIdentity(asIdentity(profile)) : undefined,
      state: stateOf(hasIdentity(profile), profile.town !== null),
    },
    {
      id: 'places',
      name: 'Places you serve',
      isNeeded: false,
      detail: profile.serves.join(', ') || undefined,
      state: stateOf(profile.serves.length > 0),
    },
    {
      id: 'size',
      name: 'Size and ownership',
      isNeeded: true,
      detail: profile.staffCount ? `${profile.staffCount} people` : undefined,
      state: stateOf(profile.staffCount !== null),
    },
    {
      id: 'security',
      name: 'Insurance and security',
      isNeeded: false,
      detail: missing.length ? `${missing.join('. ')}. You can send without` : undefined,
      state: stateOf(profile.hasCyberEssentials, profile.insurancePence !== null),
    },
  ]
}

const asIdentity = ({ name, legalForm, companyNumber, charityNumber }: SupplierProfile) => ({
  ...{ legalName: name, legalForm, companyNumber, charityNumber },
})

/** Nobody numbers sole traders. */
const hasIdentity = ({ legalForm, companyNumber, charityNumber }: SupplierProfile) =>
  legalForm === 'sole-trader' || companyNumber !== null || charityNumber !== null

const stateOf = (...given: boolean[]) =>
  given.every(Boolean) ? 'done' : given.some(Boolean) ? 'in progress' : 'not started'
