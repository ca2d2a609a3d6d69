import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { DAY_MS } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import type { Conditions } from '#app/domain/pledges/conditions.ts'
import type { FundingType } from '#app/domain/pledges/pledge.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { challenge } from './challenges.ts'
import { officer } from './organisations.ts'

type RoundWanted = {
  by?: Actor
  title?: string
  targetPence?: Pence
  stretchPence?: Pence
  minimumCouncils?: number
  smallestPledgePence?: Pence
  isDataKeptInUk?: boolean
  closesAt?: Date
}

/** A challenge that is pooling, with its open round. */
export async function round(wanted: RoundWanted = {}) {
  const { by = await officer(), title, ...terms } = wanted
  const about = await challenge({ by, stage: 'pooling', ...(title && { title }) })
  const opensAt = clock.now()
  const row = await db.round.create({
    data: {
      id: newId(),
      challengeId: about.id,
      targetPence: pounds(480_000),
      minimumCouncils: 1,
      smallestPledgePence: pounds(1),
      isDataKeptInUk: false,
      closesAt: new Date(opensAt.getTime() + 30 * DAY_MS),
      ...terms,
      opensAt,
      openedById: by.personId,
    },
  })
  await db.roundTotals.create({ data: { roundId: row.id } })
  return { ...row, challenge: about, by, serviceFunctionId: about.serviceFunctionId }
}

type PledgeWanted = {
  round: { id: string; challengeId: string }
  by?: Actor
  amountPence?: Pence
  conditions?: Conditions
  fundingType?: FundingType
  state?: 'draft' | 'awaiting-approval'
  id?: string
  topsUpId?: string
}

/** A pledge that counts for nothing yet, of a new council unless `by` says. */
export async function pledge(wanted: PledgeWanted) {
  const { by = await officer(), amountPence = pounds(10_000), state = 'draft' } = wanted
  const row = await db.pledge.create({
    data: {
      id: wanted.id ?? newId(),
      roundId: wanted.round.id,
      challengeId: wanted.round.challengeId,
      councilId: by.organisationId,
      topsUpId: wanted.topsUpId ?? null,
      amountPence,
      fundingType: wanted.fundingType ?? 'revenue',
      conditions: wanted.conditions ?? {},
      isNameShown: true,
      state,
      madeById: by.personId,
      madeAt: clock.now(),
    },
  })
  return { ...row, by }
}

/** A pledge by an officer whose own limit covers it, committed with its match. */
export async function committedPledge(wanted: PledgeWanted) {
  const by = wanted.by ?? (await officer({ limitPence: pounds(10_000_000) }))
  const made = await pledge({ ...wanted, by })
  await makePledge(by, made.id, accepted)
  return made
}

/** What a form carries so that sent twice it happens once. */
export const key = () => ({ operationKey: newId() })

/** The last page of the form, as an officer within their limit sends it. */
export const accepted = { agreement: 'accepted' as const, signById: undefined, signByOn: undefined }
