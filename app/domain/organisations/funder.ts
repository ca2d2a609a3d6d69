import { z } from 'zod'
import { lineInput } from '#app/core/line-input.ts'
import { hasRole, type Actor } from './actor.ts'
import { companyHref, readCompanyNumber } from './company-number.ts'
import { readCharityNumber } from './legal-identity.ts'

export const funderKinds = ['central-government', 'combined-authority', 'charity', 'other'] as const
export type FunderKind = (typeof funderKinds)[number]

export const funderKindNames: Record<FunderKind, string> = {
  'central-government': 'Central government',
  'combined-authority': 'Combined authority',
  charity: 'Charity or foundation',
  other: 'Other body',
}

/** Somebody who gives a funder its first administrator decides over its money: operators, as for everybody else. */
export const canRegisterFunder = (actor: Actor) => hasRole(actor, 'operator')

const asTyped = z.string().trim().max(200, 'Use 200 characters or fewer').default('')

const Typed = z.object({
  name: lineInput('Enter its name', 160),
  about: z.string().trim().max(500, 'Use 500 characters or fewer').default(''),
  kind: z.enum(funderKinds, 'Choose what it is'),
  governmentPage: asTyped,
  areaCode: asTyped,
  charityNumber: asTyped,
  companyNumber: asTyped,
  source: lineInput('Say how you made sure of it', 500),
})
type Typed = z.output<typeof Typed>

type Shown = Pick<Typed, 'governmentPage' | 'areaCode' | 'charityNumber' | 'companyNumber'>

/** What shows that there is such a body, in the field of its kind. */
const fieldOf = {
  'central-government': 'governmentPage',
  'combined-authority': 'areaCode',
  charity: 'charityNumber',
  other: 'companyNumber',
} as const satisfies Record<FunderKind, keyof Shown>

const GOVERNMENT = 'https://www.gov.uk/government/organisations/'
const governmentPage =
  /^(?:https?:\/\/)?(?:www\.)?gov\.uk\/government\/organisations\/([a-z0-9-]{2,100})\/?$/

/** Codes of combined authorities and of the Greater London Authority, by the Office for National Statistics. */
const areaCode = /^E(?:47|61)\d{6}$/

/**
 * Who a body is, in one text that no other has: its page on GOV.UK, the code of its area, or its number as org-id.guide writes
 * it with the list it is from.
 */
const readIdentifier: Record<FunderKind, (typed: Shown) => string | undefined> = {
  'central-government': ({ governmentPage: page }) => {
    const [, name] = governmentPage.exec(page.toLowerCase()) ?? []
    return name && GOVERNMENT + name
  },
  'combined-authority': ({ areaCode: code }) => (areaCode.test(code) ? code : undefined),
  charity: ({ charityNumber }) => {
    const number = readCharityNumber(charityNumber)
    if (!number) return undefined
    if (number.startsWith('SC')) return `GB-SC-${number}`
    return number.startsWith('NIC') ? `GB-NIC-${number.slice(3)}` : `GB-CHC-${number}`
  },
  other: ({ companyNumber }) => {
    const number = readCompanyNumber(companyNumber)
    return number && `GB-COH-${number}`
  },
}

const wanted: Record<FunderKind, string> = {
  'central-government': `Enter its page on GOV.UK, like ${GOVERNMENT}cabinet-office`,
  'combined-authority': 'Choose which one it is',
  charity: 'Enter a charity number, like 1123456, SC012345 or NIC101234',
  other: 'Enter a number of Companies House, like 09876543, SC123456 or RC000123',
}

const canBeRead = ({ value }: { value: unknown }) =>
  Typed.pick({ kind: true, ...shownFields }).safeParse(value).success
const shownFields = {
  governmentPage: true,
  areaCode: true,
  charityNumber: true,
  companyNumber: true,
} as const

const isShown = (kind: FunderKind) => (typed: Typed) =>
  typed.kind !== kind || readIdentifier[kind](typed) !== undefined

/** Said beside the field of its kind, together with what else is wrong on the page. */
const unlessShown = (kind: FunderKind) => ({
  path: [fieldOf[kind]],
  error: wanted[kind],
  when: canBeRead,
})

/** A body as operators put it on the register. */
export const FunderInput = Typed.refine(
  isShown('central-government'),
  unlessShown('central-government'),
)
  .refine(isShown('combined-authority'), unlessShown('combined-authority'))
  .refine(isShown('charity'), unlessShown('charity'))
  .refine(isShown('other'), unlessShown('other'))
  .transform(({ name, about, kind, source, ...typed }) => ({
    ...{ name, kind, source },
    about: about === '' ? null : about,
    identifier: readIdentifier[kind](typed) ?? '',
    field: fieldOf[kind],
  }))
export type FunderInput = z.output<typeof FunderInput>

/** Where anybody sees that there is such a body, and what it is called there. */
export function describeIdentifier(identifier: string): { name: string; href: string | undefined } {
  if (identifier.startsWith(GOVERNMENT)) return { name: 'Its page on GOV.UK', href: identifier }
  const [, list = '', number = ''] = /^GB-(CHC|SC|NIC|COH)-(.+)$/.exec(identifier) ?? []
  if (list === 'COH') return { name: `Company number ${number}`, href: companyHref(number) }
  if (list === 'NIC') return { name: `Charity number NIC${number}`, href: undefined }
  if (list) return { name: `Charity number ${number}`, href: undefined }
  return { name: `Area code ${identifier}`, href: undefined }
}
