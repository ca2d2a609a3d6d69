import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { createCouncil } from '../organisations/create-council.server.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { lockSuccession } from './lock-succession.server.ts'
import { getSuccession, isOfCouncils, type ShownSuccession } from './queries.server.ts'
import { succeed } from './succeed-councils.server.ts'
import { canConfirmSuccession, listNames, sayWhat } from './succession.ts'
import { tellSuccession } from './tell-succession.server.ts'

/**
 * The second operator's yes: a council that the order makes is put on the register now, and on the vesting day the others
 * become part of it. Where that day has come, it happens at once. Of two at once the second finds it confirmed.
 */
export async function confirmSuccession(actor: Actor, id: string) {
  await whileTwoPeople(() => confirm(actor, id))
}

const confirm = (actor: Actor, id: string) =>
  transaction(async (tx) => {
    await lockSuccession(tx, id)
    const succession = await getSuccession(actor, id, tx)
    const isOwn = await isOfCouncils(tx, actor, succession)
    if (!canConfirmSuccession(actor, { ...succession, isOfCouncils: isOwn }))
      throw new Refusal(
        'forbidden',
        'A second operator confirms it, who did not propose it and belongs to none of the councils.',
      )
    if (succession.state !== 'proposed')
      throw new Refusal('conflict', 'It was confirmed or withdrawn just now. Look at it again.')
    await requireProof(tx, actor, {
      verb: 'confirm-succession',
      body: { id, predecessors: succession.predecessors.map((each) => each.id) },
      says: () => sayOrder(succession),
    })
    const successorId = succession.successorId ?? (await makeSuccessor(tx, succession))
    await tx.succession.update({
      where: { id, confirmedAt: null, endedAt: null },
      data: { successorId, confirmedById: actor.personId, confirmedAt: clock.now() },
    })
    await record(tx, actor, {
      subjectKind: 'succession',
      subjectId: id,
      action: 'succession-confirmed',
      summary: `Confirmed: ${sayWhat(wordsOf(succession))}`,
      detail: { source: succession.source },
    })
    await tellSuccession(tx, id, 'confirmed')
    if (succession.vestsOn <= londonDay(clock.now())) await succeed(tx, id)
  })

const wordsOf = ({ predecessors, ...rest }: ShownSuccession) => ({
  ...rest,
  predecessors: predecessors.map(({ name }) => name),
})

const sayOrder = (succession: ShownSuccession) => [
  { name: 'You sign', value: 'That councils become part of another' },
  { name: 'They end', value: listNames(succession.predecessors.map(({ name }) => name)) },
  { name: 'Their successor', value: succession.successorName },
  { name: 'On', value: formatDay(succession.vestsOn) },
  { name: 'By', value: succession.source },
]

async function makeSuccessor(tx: Tx, succession: ShownSuccession) {
  const { newName: name, newGss: gss, newType: type, newNation, newRegion } = succession
  invariant(name && gss && type && newNation && newRegion, 'a successor is here or is described')
  const council = { name, gss, type, nation: newNation, region: newRegion }
  return (await createCouncil(tx, council)).id
}
