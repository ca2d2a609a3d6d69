import { db, transaction } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { decideVerification } from '#app/domain/joining/decide-verification.server.ts'
import { noteAnswer } from '#app/domain/joining/note-answer.server.ts'
import { noteFailure } from '#app/domain/joining/note-failure.server.ts'
import { registerSupplier } from '#app/domain/joining/register-supplier.server.ts'
import type { VerificationDecision } from '#app/domain/joining/verification.ts'
import type { LegalForm } from '#app/domain/organisations/legal-identity.ts'
import type { CompanyProfile } from '#app/gateways/company-profile.ts'
import { companies, UNANSWERED } from '../demonstration/companies.ts'
import type { Cast } from './cast.ts'
import { on, type Happening } from './timeline.ts'

type NewFirm = {
  legalName: string
  legalForm: LegalForm
  number?: string
  town: string
  founder: string
  daysAgo: number
  decision?: VerificationDecision
  /** The register of companies has been asked about it, and says what it would say today. */
  isLookedUp?: true
  /** The register of companies does not answer about it. */
  isUnanswered?: true
  /** It was fine when operators verified it, and is not any more since so many days. */
  isInTroubleSince?: number
}

/** Made up. Company numbers from 99000001 on, and these charity numbers, are given to nobody. */
const newFirms: NewFirm[] = [
  {
    ...{ legalName: 'Ashlar Data Limited', legalForm: 'company', number: '99000101' },
    ...{ town: 'Hull', founder: 'Tamsin Pell', daysAgo: 6, isLookedUp: true },
  },
  {
    ...{ legalName: 'Lockgate Systems Ltd', legalForm: 'company', number: '99000102' },
    ...{ town: 'Devizes', founder: 'Rob Askew', daysAgo: 4, isLookedUp: true },
  },
  {
    ...{ legalName: 'Plainly Software Limited', legalForm: 'company', number: '99000103' },
    ...{ town: 'Dundee', founder: 'Isla Keir', daysAgo: 3, isLookedUp: true },
  },
  {
    ...{ legalName: 'Open Benches', legalForm: 'charity', number: '9900104' },
    ...{ town: 'Lancaster', founder: 'Hana Brook', daysAgo: 2 },
  },
  {
    ...{ legalName: 'Meg Tully', legalForm: 'sole-trader', town: 'Truro', founder: 'Meg Tully' },
    daysAgo: 9,
    decision: {
      decision: 'ask',
      text: 'Please send something that shows where you trade from, such as a letter from HMRC.',
    },
  },
  {
    // Part of another firm by now: see the successions.
    ...{ legalName: 'Harbour Lane Data Ltd', legalForm: 'company', number: '99000109' },
    ...{ town: 'Bristol', founder: 'Nell Ashdown', daysAgo: 60 },
    decision: { decision: 'verify', text: '' },
  },
  {
    ...{ legalName: 'Weir Street Digital Ltd', legalForm: 'company', number: '99000106' },
    ...{ town: 'Exeter', founder: 'Dan Furze', daysAgo: 30 },
    decision: { decision: 'decline', text: 'The register has no company of this number.' },
  },
  {
    ...{ legalName: 'Pennywell Systems Ltd', legalForm: 'company', number: '99000107' },
    ...{ town: 'Sunderland', founder: 'Ellen Stobart', daysAgo: 35, isInTroubleSince: 5 },
    decision: { decision: 'verify', text: '' },
  },
  {
    ...{ legalName: 'Dovecote Digital Ltd', legalForm: 'company', number: UNANSWERED },
    ...{ town: 'Wells', founder: 'Ines Marlow', daysAgo: 2, isUnanswered: true },
  },
]

/** Firms register, are looked up, and operators have decided about some of them. */
export const firmHappenings = (cast: Cast): Happening[] =>
  newFirms.flatMap((firm) => {
    const { legalName, daysAgo, number = '', isLookedUp, isUnanswered, isInTroubleSince } = firm
    const company = companies[number]
    const registering = {
      at: on(daysAgo, '11:10'),
      what: `${legalName} registers`,
      tell: () => register(cast, firm),
    }
    const lookingUp = (since: number, status = company?.status ?? null) => ({
      at: on(since, '11:12'),
      what: `${legalName} is looked up`,
      tell: () => lookUp(number, company && { ...company, status }),
    })
    return [
      registering,
      ...(isLookedUp ? [lookingUp(daysAgo)] : []),
      ...(isUnanswered ? [failing(legalName, number, daysAgo)] : []),
      ...(isInTroubleSince ? [lookingUp(daysAgo, 'active'), lookingUp(isInTroubleSince)] : []),
    ]
  })

const failing = (legalName: string, number: string, since: number): Happening => ({
  at: on(since, '11:12'),
  what: `${legalName} cannot be looked up`,
  async tell() {
    await noteFailure({ ...(await lookupOf(number)), tries: 1 }, 'Companies House answered 503')
  },
})

const lookUp = async (number: string, company: CompanyProfile | undefined) =>
  noteAnswer(await lookupOf(number), company)

async function lookupOf(companyNumber: string) {
  const supplier = await db.supplier.findUnique({ where: { companyNumber }, select: { id: true } })
  invariant(supplier, `${companyNumber} has registered`)
  return { organisationId: supplier.id, companyNumber, leasedUntil: null }
}

async function register(cast: Cast, firm: NewFirm) {
  const { legalName, legalForm, number = null, town, founder, decision } = firm
  const identity = {
    ...{ legalName, legalForm },
    companyNumber: legalForm === 'company' ? number : null,
    charityNumber: legalForm === 'charity' ? number : null,
  }
  const email = `${founder.toLowerCase().replace(' ', '.')}@${domainOf(legalName)}.example`
  const who = { name: founder, jobTitle: 'Founder' }
  const { verificationId } = await transaction((tx) =>
    registerSupplier(tx, email, { identity, town, who }),
  )
  if (decision)
    await decideVerification(cast.holder('solve-once', 'operator'), verificationId, decision)
}

const domainOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/ (limited|ltd)$/, '')
    .replaceAll(' ', '-')
