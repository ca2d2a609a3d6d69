import { transaction } from '#app/core/db.server.ts'
import { decideVerification } from '#app/domain/joining/decide-verification.server.ts'
import { registerSupplier } from '#app/domain/joining/register-supplier.server.ts'
import type { VerificationDecision } from '#app/domain/joining/verification.ts'
import type { LegalForm } from '#app/domain/organisations/legal-identity.ts'
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
}

/** Made up. Company numbers from 99000001 on, and these charity numbers, are given to nobody. */
const newFirms: NewFirm[] = [
  {
    ...{ legalName: 'Ashlar Data Limited', legalForm: 'company', number: '99000101' },
    ...{ town: 'Hull', founder: 'Tamsin Pell', daysAgo: 6 },
  },
  {
    ...{ legalName: 'Lockgate Systems Ltd', legalForm: 'company', number: '99000102' },
    ...{ town: 'Devizes', founder: 'Rob Askew', daysAgo: 4 },
  },
  {
    ...{ legalName: 'Plainly Software Limited', legalForm: 'company', number: '99000103' },
    ...{ town: 'Dundee', founder: 'Isla Keir', daysAgo: 3 },
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
    ...{ legalName: 'Harbour Lane Data Ltd', legalForm: 'company', number: '99000107' },
    ...{ town: 'Bristol', founder: 'Nell Ashdown', daysAgo: 60 },
    decision: { decision: 'verify', text: '' },
  },
  {
    ...{ legalName: 'Weir Street Digital Ltd', legalForm: 'company', number: '99000106' },
    ...{ town: 'Exeter', founder: 'Dan Furze', daysAgo: 30 },
    decision: { decision: 'decline', text: 'The register has no company of this number.' },
  },
]

/** Firms register, and operators have looked at some of them. */
export const firmHappenings = (cast: Cast): Happening[] =>
  newFirms.map((firm) => ({
    at: on(firm.daysAgo, '11:10'),
    what: `${firm.legalName} registers`,
    tell: () => register(cast, firm),
  }))

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
