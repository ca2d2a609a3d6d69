import type { CompanyProfile } from '#app/gateways/company-profile.ts'

/** What the register said of a number on one day; without a name it has no such number. */
export type RegisterAnswer = Omit<CompanyProfile, 'companyName'> & {
  id: string
  companyNumber: string
  answeredAt: Date
  companyName: string | null
}

/** A number is asked about again after so many days, also when nothing has changed here. */
export const LOOK_AGAIN_DAYS = 30

/** What the register comes to for what a firm says it is. The worst is named: closed comes before another name. */
export const findings = [
  'not-looked-up',
  'matches',
  'former-name',
  'other-name',
  'insolvent',
  'closed',
  'not-found',
] as const
export type Finding = (typeof findings)[number]

/** What stands in the way of a firm that is verified: operators look at it again. */
export const isTrouble = (finding: Finding) => finding !== 'not-looked-up' && finding !== 'matches'

/**
 * `company_status` of Companies House (constants.yml of its api-enumerations). Any word that is neither of those that go on
 * nor of those that have ended is of a company in difficulty, or one we do not know yet. Some bodies have none.
 */
const goesOn = new Set(['active', 'open', 'registered'])
const hasEnded = new Set(['dissolved', 'closed', 'converted-closed', 'removed'])

type Compared = Pick<CompanyProfile, 'companyName' | 'status' | 'previousNames'>

/** Undefined: the register has no such number. */
export function findingOf(legalName: string, company: Compared | undefined): Finding {
  if (!company) return 'not-found'
  const { companyName, status, previousNames } = company
  if (status !== null && hasEnded.has(status)) return 'closed'
  if (status !== null && !goesOn.has(status)) return 'insolvent'
  if (isSameName(legalName, companyName)) return 'matches'
  const isFormer = previousNames.some((name) => isSameName(legalName, name))
  return isFormer ? 'former-name' : 'other-name'
}

/** Endings that may be written short or left out, in English and Welsh; Companies House, policy on names of September 2011. */
const endings =
  / (public limited company|plc|cwmni cyfyngedig cyhoeddus|ccc|limited liability partnership|llp|partneriaeth atebolrwydd cyfyngedig|pac|community interest company|cic|cwmni buddiant cymunedol|cbc|community interest plc|community interest public limited company|limited|ltd|cyfyngedig|cyf)$/

/** Whether two spellings are of one name: without case, accents, punctuation, its legal ending and a "the" in front. */
export const isSameName = (one: string, other: string) => plain(one) === plain(other)

function plain(name: string) {
  let words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}.'’]/gu, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
  // A community interest company may be a public one as well.
  while (endings.test(words)) words = words.replace(endings, '')
  return words.replace(/\bcompany\b/g, 'co').replaceAll(' ', '')
}
