import { z } from 'zod'
import { lineInput } from '#app/core/line-input.ts'
import { companyHref, readCompanyNumber } from './company-number.ts'

export const legalForms = ['company', 'charity', 'sole-trader'] as const
export type LegalForm = (typeof legalForms)[number]

export const legalFormNames: Record<LegalForm, string> = {
  company: 'Company or partnership at Companies House',
  charity: 'Charity without a company number',
  'sole-trader': 'Sole trader',
}

/** Who a firm is in law: what operators verify. Any of it changed, and it is another firm until they have looked again. */
export type LegalIdentity = {
  legalName: string
  legalForm: LegalForm
  companyNumber: string | null
  charityNumber: string | null
}

/** England and Wales 6 or 7 digits, Scotland SC and 6, Northern Ireland NIC and 6: as the registers of charities write them. */
export function readCharityNumber(text: string) {
  const number = text.toUpperCase().replace(/[\s.-]/g, '')
  return /^(\d{6,7}|SC\d{6}|NIC\d{6})$/.test(number) ? number : undefined
}

const numberAsTyped = z.string().max(50, 'Use 50 characters or fewer').default('')

/** The fields of a form about it; which number is asked for follows from the form of the firm. */
export const legalIdentityShape = {
  legalName: lineInput('Enter the legal name', 160),
  legalForm: z.enum(legalForms, 'Choose what your organisation is'),
  companyNumber: numberAsTyped,
  charityNumber: numberAsTyped,
}
const Typed = z.object(legalIdentityShape)
type Typed = z.output<typeof Typed>

/** Said together with what else is wrong on the page, so that nobody mends it twice. */
export const askingForNumbers = <S extends z.ZodType<Typed>>(schema: S) =>
  schema
    .refine(hasCompanyNumber, {
      path: ['companyNumber'],
      error: 'Enter a number of Companies House, like 09876543, SC123456 or OC301234',
      when: isTyped,
    })
    .refine(hasCharityNumber, {
      path: ['charityNumber'],
      error: 'Enter a charity number, like 1123456, SC012345 or NIC101234',
      when: isTyped,
    })

const isTyped = ({ value }: { value: unknown }) =>
  Typed.pick({ legalForm: true, companyNumber: true, charityNumber: true }).safeParse(value).success
const hasCompanyNumber = ({ legalForm, companyNumber }: Typed) =>
  legalForm !== 'company' || readCompanyNumber(companyNumber) !== undefined
const hasCharityNumber = ({ legalForm, charityNumber }: Typed) =>
  legalForm !== 'charity' || readCharityNumber(charityNumber) !== undefined

/** What was typed as who the firm is: with the number of its form, and no other. */
export function readLegalIdentity(typed: Typed): LegalIdentity {
  const { legalName, legalForm, companyNumber, charityNumber } = typed
  return {
    ...{ legalName, legalForm },
    companyNumber: legalForm === 'company' ? (readCompanyNumber(companyNumber) ?? null) : null,
    charityNumber: legalForm === 'charity' ? (readCharityNumber(charityNumber) ?? null) : null,
  }
}

/** Where anybody may look a firm up. Nobody keeps a register of sole traders. */
export function registerOf({ legalForm, companyNumber, charityNumber }: LegalIdentity) {
  if (legalForm === 'company' && companyNumber)
    return { name: 'Companies House', href: companyHref(companyNumber) }
  if (legalForm !== 'charity' || !charityNumber) return undefined
  if (charityNumber.startsWith('SC'))
    return { name: 'Scottish charity register', href: 'https://www.oscr.org.uk/' }
  if (charityNumber.startsWith('NIC'))
    return {
      name: 'Register of charities in Northern Ireland',
      href: 'https://www.charitycommissionni.org.uk/',
    }
  return {
    name: 'Register of charities in England and Wales',
    href: 'https://register-of-charities.charitycommission.gov.uk/',
  }
}

/** "Company number 09876543", "Charity number 1123456", "Sole trader". */
export function describeIdentity({ legalForm, companyNumber, charityNumber }: LegalIdentity) {
  if (companyNumber) return `Company number ${companyNumber}`
  if (charityNumber) return `Charity number ${charityNumber}`
  return legalForm === 'sole-trader' ? 'Sole trader, without a number' : 'No number given'
}

export const isSameIdentity = (one: LegalIdentity, other: LegalIdentity) =>
  one.legalName === other.legalName &&
  one.legalForm === other.legalForm &&
  one.companyNumber === other.companyNumber &&
  one.charityNumber === other.charityNumber
