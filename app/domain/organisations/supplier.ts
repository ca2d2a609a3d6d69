import { z } from 'zod'
import { PenceInput } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { hasRole, type Actor } from './actor.ts'
import { places } from './council-words.ts'
import { mayBegin } from './former-organisation.ts'
import type { LegalForm } from './legal-identity.ts'

/** What a supplier says about itself without papers: who, where and how large it is. */
export type SupplierDetails = {
  name: string
  legalForm: LegalForm
  companyNumber: string | null
  charityNumber: string | null
  town: string | null
  staffCount: number | null
  isSmeDeclaredAt: Date | null
  serves: string[]
}

export const canChangeProfile = (actor: Actor) =>
  actor.organisationKind === 'supplier' &&
  hasRole(actor, 'member', 'administrator') &&
  mayBegin(actor)

const asList = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const MOST_ABOUT = 200

export const SupplierDetailsInput = z.object({
  about: z.string().trim().max(MOST_ABOUT, `Use ${MOST_ABOUT} characters or fewer`).default(''),
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
})
export type SupplierDetailsInput = z.output<typeof SupplierDetailsInput>
