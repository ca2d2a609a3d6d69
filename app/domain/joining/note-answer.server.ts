import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { dateOf, DAY_MS } from '#app/core/time.ts'
import type { CompanyProfile } from '#app/gateways/company-profile.ts'
import { record } from '../audit/record.server.ts'
import { lockSupplier, type LockedSupplier } from '../organisations/keep-supplier.server.ts'
import { openVerification } from './open-verification.server.ts'
import { findingWords } from './register-words.ts'
import { isTrouble, LOOK_AGAIN_DAYS, type Finding } from './register-answer.ts'
import { tellFirm } from './tell-firm.server.ts'
import { weighAnswer } from './weigh-answer.server.ts'

/** A number that was asked about, and until when whoever asked holds it. */
export type Lookup = { organisationId: string; companyNumber: string; leasedUntil: Date | null }

/**
 * Keeps what the register of companies said today of a firm's number, and weighs it for what operators have to decide. A verified
 * firm of which it says something new that speaks against it goes back into their queue; it stays verified until they decide.
 * An answer about a number that the firm has no more, or that somebody else has taken over to ask about, is let go.
 */
export async function noteAnswer(lookup: Lookup, company: CompanyProfile | undefined) {
  await transaction(async (tx) => {
    const firm = await lockSupplier(tx, lookup.organisationId)
    if (!(await settle(tx, lookup))) return
    await keep(tx, lookup, company)
    const finding = await weighAnswer(tx, lookup.organisationId, firm)
    await passOn(tx, { ...lookup, firm, finding })
    await record(tx, undefined, {
      subjectKind: 'organisation',
      subjectId: lookup.organisationId,
      action: 'register-answered',
      summary: `Companies House on ${lookup.companyNumber}: ${findingWords[finding]}`,
      detail: { finding },
    })
  })
}

async function settle(tx: Tx, { organisationId, companyNumber, leasedUntil }: Lookup) {
  const dueAt = new Date(clock.real().getTime() + LOOK_AGAIN_DAYS * DAY_MS)
  const { count } = await tx.registerLookup.updateMany({
    where: { organisationId, companyNumber, leasedUntil },
    data: { dueAt, leasedUntil: null, tries: 0, lastError: null },
  })
  return count === 1
}

function keep(tx: Tx, lookup: Lookup, company: CompanyProfile | undefined) {
  const { organisationId, companyNumber } = lookup
  const row = { id: newId(), organisationId, companyNumber, answeredAt: clock.real() }
  if (!company) return tx.registerAnswer.create({ data: { ...row, isFound: false } })
  const { createdOn, ceasedOn, ...facts } = company
  return tx.registerAnswer.create({
    data: {
      ...row,
      ...facts,
      isFound: true,
      createdOn: createdOn && dateOf(createdOn),
      ceasedOn: ceasedOn && dateOf(ceasedOn),
    },
  })
}

type Weighed = { organisationId: string; firm: LockedSupplier; finding: Finding }

async function passOn(tx: Tx, { organisationId, firm, finding }: Weighed) {
  const { count } = await tx.verification.updateMany({
    where: { organisationId, decidedAt: null },
    data: { finding },
  })
  if (count > 0 || firm.verifiedAt === null || !isTrouble(finding)) return
  if (finding === (await findDecidedUpon(tx, organisationId))) return
  await lookAgain(tx, { organisationId, firm, finding })
}

/** What operators knew when they last verified the firm: that alone is no reason to ask them again. */
async function findDecidedUpon(tx: Tx, organisationId: string) {
  const last = await tx.verification.findFirst({
    where: { organisationId, state: 'verified' },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    select: { finding: true },
  })
  return last?.finding
}

async function lookAgain(tx: Tx, { organisationId, firm, finding }: Weighed) {
  const { legalName, legalForm, companyNumber, charityNumber } = firm
  const identity = { legalName, legalForm, companyNumber, charityNumber }
  const cause = 'looked-again'
  const id = await openVerification(tx, { organisationId, personId: null, identity, cause })
  await tellFirm(tx, {
    ...{ id, organisationId, what: 'looked-again' },
    heading: 'is being looked at again',
    text: `We looked its number up at Companies House: ${findingWords[finding]}. It stays verified until we have decided. If the register or what you told us is out of date, say so on the page.`,
  })
}
