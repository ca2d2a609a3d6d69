import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { claimMilestone } from '#app/domain/delivery/claim-milestone.server.ts'
import { decideAcceptance } from '#app/domain/delivery/decide-acceptance.server.ts'
import { decidePayment } from '#app/domain/delivery/decide-payment.server.ts'
import { openEvidence } from '#app/domain/delivery/open-evidence.server.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import { settlePaymentFile } from '#app/domain/delivery/settle-payment-file.server.ts'
import { startProject } from '#app/domain/delivery/start-project.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import { closeRound } from '#app/domain/pledges/close-round.server.ts'
import { award } from './evaluation.ts'
import { fundManager, officer, rules } from './organisations.ts'
import { bankDetails, moneyIn, portalAccount } from './payments.ts'
import { committedPledge, key, round } from './pledges.ts'
import { pot } from './pots.ts'

type ProjectWanted = {
  /** An officer of the council that leads it. */
  by?: Actor
  milestones?: Pence[]
  /** What councils and the pot put together; left out, just the price. */
  raises?: Pence
  isMoneyIn?: boolean
}

/**
 * A project that has started: pledged and matched through the round, awarded, its supplier with bank
 * details, and the councils' money in. Councils and one pot pay for it.
 */
export async function project(wanted: ProjectWanted = {}) {
  const { milestones = [pounds(40_000), pounds(60_000)], isMoneyIn = true } = wanted
  const pricePence = milestones.reduce((sum, pence) => sum + pence, 0n)
  await rules()
  await portalAccount()
  const { by: lead = await officer() } = wanted
  const pooled = await pooledChallenge(lead, wanted.raises ?? pricePence)
  const won = await award({ challenge: pooled.challenge, milestones })
  const started = await startProject(lead, pooled.challenge.id, key())
  await bankDetails({ of: won.supplierMember })
  if (isMoneyIn) await moneyIn({ challengeId: pooled.challenge.id, lead })
  const rows = await db.milestone.findMany({
    where: { projectId: started.id },
    orderBy: { position: 'asc' },
  })
  const supplier = won.supplierMember
  return { ...started, milestones: rows, lead, supplier, ...pooled }
}

export type BuiltProject = Awaited<ReturnType<typeof project>>

/** Two councils pledge half of the price, three fifths and two fifths of it; a pot matches the rest. */
async function pooledChallenge(lead: Actor, pricePence: Pence) {
  const { challenge: pooling, ...open } = await round({ by: lead, targetPence: pricePence })
  const paying = await pot({ for: pooling })
  const councils: Actor[] = []
  const halfPounds = (pricePence + 199n) / 200n
  const first = (halfPounds * 3n) / 5n
  for (const amountPence of [first * 100n, (halfPounds - first) * 100n])
    councils.push((await committedPledge({ round: open, amountPence })).by)
  await closeRound(lead, open.id)
  const funded = await db.challenge.findUniqueOrThrow({ where: { id: pooling.id } })
  return {
    challenge: { ...funded, slug: funded.slug ?? '', lead },
    councils,
    pot: paying,
    /** Manages the pot that pays: gives the first approval. */
    manager: paying.by,
    /** Manages pots of another funder: gives the second. */
    other: await fundManager(),
  }
}

const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`)

/** What the claim form sends. */
export const claimInput = (names = ['acceptance-report.pdf']) => ({
  claimId: newId(),
  invoiceNumber: 'TD-1183',
  note: 'Two councils have used it for a month.',
  files: names.map((name) => ({ name, bytes: pdf(name) })),
})

type ClaimWanted = { project: BuiltProject; place?: number; files?: string[] }

/** A live claim for a milestone of a project, the first one unless told. */
export async function claim({ project: about, place = 0, files }: ClaimWanted) {
  const milestone = about.milestones[place]
  if (!milestone) throw new Error(`no milestone ${place}`)
  const input = claimInput(files)
  await claimMilestone(about.supplier, milestone.id, input)
  return db.claim.findUniqueOrThrow({ where: { id: input.claimId } })
}

export async function acceptedClaim(wanted: ClaimWanted) {
  const made = await claim(wanted)
  await decideAcceptance(wanted.project.lead, made.id, { decision: 'accepted', reason: '' })
  return made
}

type Approving = { by: Actor; claim: { id: string; sealSha256: string } }

/** Opens every file of a claim, as an approver must. */
export async function readEvidence({ by, claim: { id } }: Approving) {
  const evidence = await db.claimEvidence.findMany({ where: { claimId: id } })
  for (const { fileId } of evidence) await openEvidence(by, { claimId: id, fileId })
}

/** Reads the evidence and says yes. */
export async function approval({ by, claim: of }: Approving) {
  await readEvidence({ by, claim: of })
  await decidePayment(by, of.id, yes(of.sealSha256))
}

export const yes = (seal: string) => ({
  ...key(),
  decision: 'approved' as const,
  reason: '',
  seal,
  hasNoInterest: 'yes' as const,
})

/** A milestone approved by as many people as its price asks for, ready for a payment file. */
export async function approvedMilestone(wanted: ClaimWanted) {
  const made = await acceptedClaim(wanted)
  await approval({ by: wanted.project.manager, claim: made })
  const find = () => db.payment.findUnique({ where: { milestoneId: made.milestoneId } })
  if (!(await find())) await approval({ by: wanted.project.other, claim: made })
  return db.payment.findUniqueOrThrow({ where: { milestoneId: made.milestoneId } })
}

/** A project whose every milestone is claimed, approved and paid by the bank. */
export async function builtProject(wanted: ProjectWanted) {
  const started = await project(wanted)
  await complete(started)
  return started
}

export async function complete(started: BuiltProject) {
  for (const place of started.milestones.keys())
    await approvedMilestone({ project: started, place })
  const fileId = await makePaymentFile(started.manager, newId())
  await sendPaymentFile(started.other, fileId)
  await settlePaymentFile(started.other, fileId, { settledOn: londonDay(clock.now()) })
}

/** What each source bears of a payment, largest first. */
export async function sharesOf(payment: { id: string } | null) {
  const shares = await db.paymentShare.findMany({
    where: { paymentId: payment?.id ?? '' },
    orderBy: { amountPence: 'desc' },
  })
  return shares.map((share) => share.amountPence)
}
