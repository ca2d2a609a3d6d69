import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPoundsExact } from '#app/core/money.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { listFunders } from '../payments/funding.server.ts'
import type { Funding } from '../payments/payment.ts'
import { movePots } from '../pots/move-pots.server.ts'
import { purseNamed, type Purse } from '../pots/purse.ts'
import { askToTell } from './ask-to-tell.server.ts'
import { whyNotAgree } from './give-back.ts'
import { listPotFunders } from './hands.server.ts'
import { sayGiveBack } from './say-ending.server.ts'

type Agreeing = { operationKey: string }
type AgreeingOn = Agreeing & { projectId: string }

/**
 * Agrees, as the second pair of eyes, that what is left goes back: each pot can match with its part again at
 * once, the lead council has its own part already, and each other council's part is owed to it until its refund is
 * recorded. Everybody gets what they have left, which is the proportion they came in with, to the penny.
 */
export async function agreeGiveBack(actor: Actor, projectId: string, { operationKey }: Agreeing) {
  await whileTwoPeople(() => transaction((tx) => agree(tx, actor, { projectId, operationKey })))
}

async function agree(tx: Tx, actor: Actor, { projectId, operationKey: key }: AgreeingOn) {
  const project = await lockProject(tx, projectId)
  const { challengeId, leadCouncilId, giveBack } = project
  const potFunderIds = await listPotFunders(tx, challengeId)
  const why = whyNotAgree(actor, { askedById: giveBack?.askedById ?? null, potFunderIds })
  if (why) throw new Refusal('forbidden', why)
  const body = { projectId }
  if (!(await startOperation(tx, actor, { verb: 'agree-give-back', key, body }))) return
  if (!giveBack?.askedAt)
    throw new Refusal('conflict', 'The lead council has not asked for it yet.')
  const agreed = await tx.giveBack.updateMany({
    where: { id: giveBack.id, agreedAt: null, askedById: giveBack.askedById },
    data: {
      agreedById: actor.personId,
      agreedForId: actor.organisationId,
      agreedAt: clock.now(),
    },
  })
  if (agreed.count === 0)
    throw new Refusal('conflict', 'This is agreed already, or has to be asked for again.')
  const funders = await listFunders(challengeId, tx)
  const says = () => sayGiveBack(tx, { projectId, funders })
  await requireProof(tx, actor, { verb: 'agree-give-back', key, body, says })
  await giveBackParts(tx, actor, {
    ...{ projectId, challengeId, giveBack },
    parts: partsOf(funders, leadCouncilId),
  })
}

type Giving = {
  projectId: string
  challengeId: string
  giveBack: { id: string; leftPence: bigint }
  parts: Part[]
}

async function giveBackParts(tx: Tx, actor: Actor, giving: Giving) {
  const { projectId, challengeId, giveBack, parts } = giving
  const totalPence = parts.reduce((sum, { amountPence }) => sum + amountPence, 0n)
  invariant(
    totalPence === giveBack.leftPence,
    'nothing moves between the end of a project and its give-back',
  )
  await tx.giveBackPart.createMany({ data: parts.map((part) => rowOf(giveBack.id, part, actor)) })
  await postJournal(tx, {
    kind: 'unspent-given-back',
    operationKey: giveBack.id,
    memo: 'What was left of the money raised goes back',
    personId: actor.personId,
    challengeId,
    transfers: parts.map((part) => transferOf(part, challengeId)),
  })
  await record(tx, actor, {
    subjectKind: 'project',
    subjectId: projectId,
    action: 'give-back-agreed',
    summary: `Agreed that the ${formatPoundsExact(totalPence)} left goes back`,
    detail: { amountPence: String(totalPence) },
  })
  await askToTell(tx, 'give-back-agreed', giveBack.id)
  await movePots(tx, parts.flatMap(moveOf))
}

/** A payment of the project waits for this, or this for it. */
async function lockProject(tx: Tx, projectId: string) {
  await tx.$queryRaw`select id from projects where id = ${projectId}::uuid for update`
  const project = await tx.project.findUnique({
    where: { id: projectId },
    select: {
      challengeId: true,
      leadCouncilId: true,
      giveBack: { select: { id: true, leftPence: true, askedById: true, askedAt: true } },
    },
  })
  if (!project) throw new Refusal('not-found', 'Page not found')
  return project
}

type Part = { amountPence: bigint } & (
  | { councilId: string; isLead: boolean }
  | { potId: string; ringFence: string | undefined; purse: Purse }
)

/** The councils' money is in the lead council's account, so its own part is where it belongs. */
const partsOf = (funders: Funding[], leadCouncilId: string): Part[] =>
  funders.flatMap((funder): Part[] => {
    if (funder.leftPence === 0n) return []
    const amountPence = funder.leftPence
    if (!('potId' in funder)) {
      const { councilId } = funder
      return [{ councilId, isLead: councilId === leadCouncilId, amountPence }]
    }
    const { potId, purse: ringFence } = funder
    return [{ potId, ringFence, purse: purseNamed(ringFence), amountPence }]
  })

function rowOf(giveBackId: string, part: Part, actor: Actor) {
  const row = { id: newId(), giveBackId, amountPence: part.amountPence }
  if ('potId' in part) return { ...row, potId: part.potId, purse: part.purse }
  if (!part.isLead) return { ...row, councilId: part.councilId }
  const recordedAt = clock.now()
  return {
    ...row,
    councilId: part.councilId,
    refundedOn: dateOf(londonDay(recordedAt)),
    bankReference: 'In its own account',
    recordedById: actor.personId,
    recordedAt,
  }
}

function transferOf(part: Part, challengeId: string) {
  const { amountPence } = part
  if (!('potId' in part)) {
    const about = { councilId: part.councilId, challengeId }
    return {
      debit: { kind: 'received' as const, ...about },
      credit: { kind: part.isLead ? ('refunded' as const) : ('refundable' as const), ...about },
      amountPence,
    }
  }
  const money = { potId: part.potId, purse: part.ringFence }
  return {
    debit: { kind: 'match-committed' as const, ...money, challengeId },
    credit: { kind: 'pot-available' as const, ...money },
    amountPence,
  }
}

const moveOf = (part: Part) =>
  'potId' in part
    ? [{ potId: part.potId, purse: part.purse, committedPence: -part.amountPence }]
    : []
