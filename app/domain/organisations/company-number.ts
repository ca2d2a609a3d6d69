type Jurisdiction = 'England and Wales' | 'Scotland' | 'Northern Ireland'

/**
 * Letters that a number begins with, by register. Companies House, Uniform Resource Identifiers Customer Guide; CE and CS
 * are charitable incorporated organisations, which came later. Companies of England and Wales have digits alone.
 */
const prefixes: Record<Jurisdiction, string[]> = {
  'England and Wales': 'AC CE FC GE IC IP LP OC RC SE ZC'.split(' '),
  Scotland: 'CS ES GS SA SC SF SI SL SO SP SR SZ'.split(' '),
  'Northern Ireland': 'EN GN NA NC NF NI NL NO NP NR NV NZ R0'.split(' '),
}

/** Societies may have a letter at the end, such as IP00141R. */
const societies = new Set(['IP', 'SP', 'NP'])

const jurisdictionByPrefix = new Map(
  Object.entries(prefixes).flatMap(([jurisdiction, all]) =>
    all.map((prefix) => [prefix, jurisdiction as Jurisdiction]),
  ),
)

/**
 * A number of Companies House as the register writes it: eight characters, in capitals, with its leading zeros.
 * Undefined for what no register there gives.
 */
export function readCompanyNumber(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[\s.-]/g, '')
  if (/^\d{1,8}$/.test(typed)) return unlessZero(typed.padStart(8, '0'), typed)
  const [, prefix = '', digits = '', letter = ''] =
    /^(R0|[A-Z]{2})(\d{1,6})([A-Z]?)$/.exec(typed) ?? []
  if (!jurisdictionByPrefix.has(prefix)) return undefined
  if (letter && (!societies.has(prefix) || digits.length > 5)) return undefined
  return unlessZero(prefix + digits.padStart(letter ? 5 : 6, '0') + letter, digits)
}

const unlessZero = (number: string, digits: string) => (Number(digits) === 0 ? undefined : number)

export const jurisdictionOf = (companyNumber: string): Jurisdiction =>
  jurisdictionByPrefix.get(companyNumber.slice(0, 2)) ?? 'England and Wales'

/** The public page of a number, for whoever looks it up by eye. */
export const companyHref = (companyNumber: string) =>
  `https://find-and-update.company-information.service.gov.uk/company/${companyNumber}`
