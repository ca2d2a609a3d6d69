type Jurisdiction = 'England and Wales' | 'Scotland' | 'Northern Ireland' | 'United Kingdom'

/**
 * What a number begins with, by who keeps it and what it is then. Companies House, Uniform Resource Identifiers Customer Guide
 * 1.1, List of Company Numbers and Prefixes, and company_prefix_features.yml of its api-enumerations; CE, CS, FE, OE, PC, RS
 * and SG are younger than the guide and stand in its monthly company data (docs/data-sources.md). Where these name no part
 * of the United Kingdom, the whole of it is meant. Companies of England and Wales have digits alone.
 */
const prefixes: Record<Jurisdiction, Record<string, string>> = {
  'England and Wales': {
    AC: 'assurance company',
    CE: 'charitable incorporated organisation',
    GE: 'economic interest grouping',
    IC: 'investment company with variable capital',
    IP: 'registered society',
    LP: 'limited partnership',
    OC: 'limited liability partnership',
    RC: 'company by royal charter',
    SE: 'Societas Europaea',
    ZC: 'unregistered company',
  },
  Scotland: {
    CS: 'charitable incorporated organisation',
    ES: 'Societas Europaea',
    GS: 'economic interest grouping',
    SA: 'assurance company',
    SC: 'company',
    SF: 'overseas company',
    SG: 'qualifying partnership',
    SI: 'investment company with variable capital',
    SL: 'limited partnership',
    SO: 'limited liability partnership',
    SP: 'registered society',
    SR: 'company by royal charter',
    SZ: 'unregistered company',
  },
  'Northern Ireland': {
    EN: 'Societas Europaea',
    GN: 'economic interest grouping',
    NA: 'assurance company',
    NC: 'limited liability partnership',
    NF: 'overseas company',
    NI: 'company',
    NL: 'limited partnership',
    NO: 'credit union or society',
    NP: 'registered society',
    NR: 'company by royal charter',
    NV: 'investment company with variable capital',
    NZ: 'unregistered company',
    R0: 'company from before 1922',
  },
  'United Kingdom': {
    BR: 'UK establishment of an overseas company',
    FC: 'overseas company',
    FE: 'further education corporation',
    OE: 'overseas entity',
    PC: 'protected cell company',
    RS: 'registered society',
  },
}

/** Societies may have a letter at the end, such as IP00141R, and a few Scottish limited partnerships have one. */
const withLetters = new Set(['IP', 'NP', 'RS', 'SL', 'SP'])

type Kind = { jurisdiction: Jurisdiction; kind: string }

const kinds = new Map<string, Kind>(
  Object.entries(prefixes).flatMap(([jurisdiction, all]) =>
    Object.entries(all).map(([prefix, kind]) => [
      prefix,
      { jurisdiction: jurisdiction as Jurisdiction, kind },
    ]),
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
  if (!kinds.has(prefix)) return undefined
  if (letter && (!withLetters.has(prefix) || digits.length > 5)) return undefined
  return unlessZero(prefix + digits.padStart(letter ? 5 : 6, '0') + letter, digits)
}

const unlessZero = (number: string, digits: string) => (Number(digits) === 0 ? undefined : number)

/** Which register keeps a number, and what has such numbers there: "Scotland", "limited liability partnership". */
export const kindOf = (companyNumber: string): Kind =>
  kinds.get(companyNumber.slice(0, 2)) ?? { jurisdiction: 'England and Wales', kind: 'company' }

/** The public page of a number, for whoever looks it up by eye. */
export const companyHref = (companyNumber: string) =>
  `https://find-and-update.company-information.service.gov.uk/company/${companyNumber}`
