import { pounds, type Pence } from '#app/core/money.ts'
import type { CredentialKind } from '#app/domain/profiles/credential.ts'

export type DemonstrationCredential = {
  kind: CredentialKind
  issuer: string
  cover?: Pence
  /** Of the one entered last; each runs for a year, and one before it was entered and renewed. */
  endsInDays: number
  /** What operators made of its document; left out where none was attached. */
  document?: 'seen' | 'waiting' | { sentBack: string }
}

export type DemonstrationProfile = {
  supplier: string
  services: number[]
  frameworks: { framework: string; lot?: string; named?: { name: string; reference: string } }[]
  credentials: DemonstrationCredential[]
  /** When somebody of the firm last said that all of it holds. */
  confirmedDaysAgo?: number
}

const indemnity = (wholePounds: number, endsInDays: number): DemonstrationCredential => ({
  kind: 'professional-indemnity',
  issuer: 'Harbour Mutual (made up)',
  cover: pounds(wholePounds),
  endsInDays,
})

const liability = (endsInDays: number): DemonstrationCredential => ({
  kind: 'public-liability',
  issuer: 'Harbour Mutual (made up)',
  cover: pounds(5_000_000),
  endsInDays,
})

const cyber = (endsInDays: number): DemonstrationCredential => ({
  kind: 'cyber-essentials',
  issuer: 'Northlight Assessors (made up)',
  endsInDays,
})

/** Made up, as the firms are; only the services and the names of the frameworks are real. */
export const profiles: DemonstrationProfile[] = [
  {
    supplier: 'tideline-digital',
    services: [38, 39, 40, 70],
    frameworks: [
      { framework: 'g-cloud-15', lot: '2b' },
      { framework: 'digital-outcomes-and-specialists-7', lot: '1' },
    ],
    credentials: [
      { ...indemnity(5_000_000, 141), document: 'seen' },
      liability(141),
      { ...cyber(95), kind: 'cyber-essentials-plus', document: 'seen' },
      { ...cyber(360), kind: 'iso-27001', document: 'waiting' },
    ],
    confirmedDaysAgo: 26,
  },
  {
    supplier: 'hopscotch-systems',
    services: [25, 28, 3],
    frameworks: [{ framework: 'g-cloud-15', lot: '2b' }],
    credentials: [indemnity(2_000_000, 77), { ...cyber(18), document: 'seen' }],
    confirmedDaysAgo: 391,
  },
  {
    supplier: 'nestbox-data',
    services: [25, 63],
    frameworks: [{ framework: 'artificial-intelligence' }],
    credentials: [indemnity(2_000_000, 160), cyber(-12), { ...cyber(66), kind: 'dspt' }],
    confirmedDaysAgo: 120,
  },
  {
    supplier: 'kestrel-works',
    services: [39, 46, 54],
    frameworks: [
      { framework: 'technology-services-4', lot: '1' },
      { framework: 'other', named: { name: 'Made-up Welsh Digital List', reference: 'MWDL-1' } },
    ],
    credentials: [
      { ...indemnity(5_000_000, 233), document: 'seen' },
      { ...cyber(233), kind: 'iso-27001', document: 'seen' },
      cyber(122),
    ],
    confirmedDaysAgo: 61,
  },
  {
    supplier: 'plainly-software',
    services: [3, 46, 68],
    frameworks: [{ framework: 'g-cloud-15', lot: '2b' }],
    credentials: [{ ...indemnity(1_000_000, 54), document: 'seen' }, cyber(54)],
  },
  {
    supplier: 'fernhill-labs',
    services: [60, 67, 70],
    frameworks: [],
    credentials: [{ ...indemnity(2_000_000, 363), document: 'waiting' }],
    confirmedDaysAgo: 12,
  },
  {
    supplier: 'brackenfield-software',
    services: [52, 56, 9],
    frameworks: [{ framework: 'vertical-application-solutions', lot: '1' }],
    credentials: [
      { ...indemnity(5_000_000, 101), document: 'seen' },
      { ...cyber(101), document: 'seen' },
      { ...cyber(40), kind: 'iso-9001' },
    ],
    confirmedDaysAgo: 90,
  },
  {
    supplier: 'ropewalk-records',
    services: [43, 49],
    frameworks: [{ framework: 'g-cloud-15', lot: '3' }],
    credentials: [
      indemnity(1_000_000, 133),
      {
        ...cyber(133),
        document: { sentBack: 'The certificate names another firm. Attach the one of yours.' },
      },
    ],
    confirmedDaysAgo: 45,
  },
]
