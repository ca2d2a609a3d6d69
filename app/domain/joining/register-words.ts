import type { Finding } from './register-answer.ts'

/** What the register's answer comes to, as half a sentence. */
export const findingWords: Record<Finding, string> = {
  'not-looked-up': 'not looked up',
  matches: 'the name is that of the register',
  'former-name': 'the company is called otherwise today',
  'other-name': 'the company has another name',
  insolvent: 'the company is insolvent or being wound up',
  closed: 'the company has been dissolved or closed',
  'not-found': 'there is no such number',
}

/** `company_status` in words; Companies House, constants.yml of its api-enumerations. */
const statuses: Record<string, string> = {
  active: 'Active',
  open: 'Open',
  registered: 'Registered',
  dissolved: 'Dissolved',
  closed: 'Closed',
  'converted-closed': 'Converted or closed',
  removed: 'Removed',
  liquidation: 'In liquidation',
  receivership: 'In receivership',
  administration: 'In administration',
  'voluntary-arrangement': 'In a voluntary arrangement',
  'insolvency-proceedings': 'In insolvency proceedings',
}

const details: Record<string, string> = {
  'active-proposal-to-strike-off': 'there is a proposal to strike it off',
  'petition-to-restore-dissolved': 'there is a petition to restore it',
  'transferred-from-uk': 'transferred from the UK',
}

const types: Record<string, string> = {
  ltd: 'Private limited company',
  plc: 'Public limited company',
  llp: 'Limited liability partnership',
  'private-limited-guarant-nsc': 'Private company limited by guarantee',
  'private-limited-guarant-nsc-limited-exemption':
    'Private company limited by guarantee, without “Limited”',
}

/** A word that we do not know is shown as it is. */
const inWords = (known: Record<string, string>, word: string) =>
  known[word] ?? word.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())

/** "Active, but there is a proposal to strike it off". */
export function describeStatus(status: string | null, detail: string | null) {
  if (status === null) return 'The register does not say'
  const said = inWords(statuses, status)
  const more = detail === null ? undefined : details[detail]
  return more ? `${said}, and ${more}` : said
}

export const describeType = (companyType: string | null) =>
  companyType === null ? 'The register does not say' : inWords(types, companyType)
