import { db } from '#app/core/db.server.ts'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { organisationOf } from '#tests/factories/payments.ts'
import type { Random } from './chance.ts'
import type { Op } from './ops.ts'

const COUNCILS = 8
const OFFICER_LIMIT = 150_000
/** Of a pledge to a round whose target is far away, the big pot adds exactly this. */
export const BIG_RATE = 17_777n

type Council = { officer: Actor; approver: Actor }
export type World = {
  councils: Council[]
  lead: Council
  serviceFunctionId: number
  pots: { big: Pot; small: Pot; floor: Pot }
}
type Pot = { id: string; by: Actor }

export async function makeWorld(): Promise<World> {
  await build.rules()
  await build.portalAccount()
  const councils: Council[] = []
  for (let place = 0; place < COUNCILS; place++) {
    const organisation = await build.council()
    councils.push({
      officer: await build.officer({ organisation, limitPence: pounds(OFFICER_LIMIT) }),
      approver: await build.financeApprover({ organisation, limitPence: pounds(9_000_000) }),
    })
  }
  const lead = councils[0] ?? missing()
  const { id: serviceFunctionId } = await build.serviceFunction()
  const about = { for: { serviceFunctionId } }
  const cap = String(pounds(2_000_000_000))
  const big = { basisPoints: Number(BIG_RATE), councilCapPence: cap, challengeCapPence: cap }
  return {
    councils,
    lead,
    serviceFunctionId,
    pots: {
      big: await build.pot({ ...about, holds: pounds(5_000_000_000), terms: big }),
      small: await build.pot({ ...about, holds: pounds(2_000) }),
      floor: await build.pot({
        ...about,
        holds: pounds(50_000_000),
        terms: { basisPoints: 2_500, minimumCouncils: 3 },
      }),
    },
  }
}

/** What one user does one after the other: each step only when the one before is done. */
export type Chain = Op[]

export type Staged = {
  chains: Chain[]
  rounds: { id: string; challengeId: string; isFar: boolean }[]
  pledgeIds: string[]
}

/** Something for everybody to do: two rounds far from their target, one that may close, and a project to pay. */
export async function stageRound(world: World, chance: Random): Promise<Staged> {
  const rounds = [
    await openRound(world, true),
    await openRound(world, true),
    await openRound(world, false),
  ]
  const pledgeIds: string[] = []
  const chains: Chain[] = []
  for (const round of rounds)
    for (const council of world.councils) {
      const { id, chain } = await pledgeTo(round, council, chance)
      pledgeIds.push(id)
      chains.push(chain)
    }
  const { small } = world.pots
  for (let count = 0; count < 6; count++) {
    const pence = String(100 + chance.below(50_000))
    chains.push([opOf('fund', small.by, { about: small.id, pence })])
  }
  const closing = rounds.find(({ isFar }) => !isFar) ?? missing()
  const { officer } = world.lead
  chains.push(
    [opOf('close', officer, { about: closing.id })],
    [opOf('close', officer, { about: closing.id })],
  )
  chains.push(await payingChain())
  return { chains, rounds, pledgeIds }
}

async function openRound(world: World, isFar: boolean) {
  const targetPence = pounds(isFar ? 10_000_000_000 : 500)
  const round = await build.round({ by: world.lead.officer, targetPence })
  await db.challenge.update({
    where: { id: round.challengeId },
    data: { serviceFunctionId: world.serviceFunctionId },
  })
  return { id: round.id, challengeId: round.challengeId, isFar }
}

type Round = Staged['rounds'][number]

async function pledgeTo(round: Round, { officer, approver }: Council, chance: Random) {
  const isAbove = chance.below(3) === 0
  const sum = isAbove ? OFFICER_LIMIT + 1 + chance.below(49_000) : 1_001 + chance.below(148_000)
  const { id } = await build.pledge({
    ...{ round, by: officer, amountPence: pounds(sum) },
    state: isAbove ? 'awaiting-approval' : 'draft',
  })
  const chain = [opOf(isAbove ? 'sign' : 'pledge', isAbove ? approver : officer, { about: id })]
  if (chance.below(4) === 0) chain.push(opOf('withdraw', officer, { about: id }))
  return { id, chain }
}

/** Money in, approvals by two funders, a file, sent and settled. A file's id is told by the step before. */
async function payingChain(): Promise<Chain> {
  const milestones = [pounds(20_000) + 1n, pounds(180_000)]
  const project = await build.project({ milestones, isMoneyIn: false })
  const { manager, other, lead, challengeId } = project
  const day = londonDay(clock.now())
  const finance = await build.financeApprover({ organisation: organisationOf(lead) })
  const collections = await db.collection.findMany({ where: { challengeId } })
  const chain = collections.map(({ id }) => opOf('receive', finance, { about: id, day }))
  for (const place of milestones.keys()) {
    const claim = await build.acceptedClaim({ project, place })
    for (const by of place === 0 ? [manager] : [manager, other]) {
      await build.readEvidence({ by, claim })
      chain.push(opOf('approve', by, { about: claim.id, seal: claim.sealSha256 }))
    }
  }
  const told = 'file of the step before'
  return [
    ...chain,
    opOf('file', manager, {}),
    opOf('send', other, { about: told }),
    opOf('settle', manager, { about: told, day }),
  ]
}

type Verb = Op['verb']
const opOf = (verb: Verb, actor: Actor, { about = '', ...args }: Op['args']): Op => {
  return { verb, actor, about, key: newId(), args }
}

function missing(): never {
  throw new Error('This part of the campaign is missing.')
}
