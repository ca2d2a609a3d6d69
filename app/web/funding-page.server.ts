import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { requireBeginning } from '#app/domain/organisations/former-organisation.ts'
import { hasJoined, readStakes } from '#app/domain/pots/funder-queries.server.ts'
import { canAddMoney, canFundPot } from '#app/domain/pots/pot.ts'
import { openPot } from './pot-page.server.ts'

/** A pot with its purses and stakes, and whether the reader may put money in. */
export async function openFunders(actor: Actor | undefined, slug: string) {
  const { pot, waiting } = await openPot(actor, slug)
  const joinedFunderIds = (await hasJoined(actor, pot.id)) ? [actor?.organisationId ?? ''] : []
  const canFund = actor !== undefined && canFundPot(actor, { ...pot, joinedFunderIds })
  const canAdd = actor !== undefined && canAddMoney(actor, { ...pot, joinedFunderIds })
  const { purses, funders } = await readStakes(pot.id)
  const own = funders.filter(({ funderId }) => funderId === actor?.organisationId)
  return { pot, waiting, canFund, canAdd, purses, funders, own }
}

/** The same for a form that moves money: nobody else gets as far. */
export async function openFunding(actor: Actor, slug: string) {
  const opened = await openFunders(actor, slug)
  if (!opened.canFund)
    throw new Refusal('forbidden', 'Only a fund manager of the pot’s funders moves money here.')
  return { ...opened, operationKey: newId() }
}

/** The form that puts money in. In the name of a funder that is part of another nothing is put in. */
export function openAdding(actor: Actor, slug: string) {
  requireBeginning(actor)
  return openFunding(actor, slug)
}
