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
import { getSuccession, isOfThese, type ShownSuccession } from './queries.server.ts'
import { succeed } from './succeed-organisations.server.ts'
import { listAssigned } from './people-queries.server.ts'
import { canConfirmSuccession, halfSplit, kindNames, listNames, sayWhat } from './succession.ts'
import { askForNovations } from './tell-novation.server.ts'
import { tellSuccession } from './tell-succession.server.ts'

/**
 * The second operator's yes: a council that the order makes is put on the register now, and on the vesting day it happens. Where that day has come, it happens at once. Of two at once the second finds it confirmed.
 */
export async function confirmSuccession(actor: Actor, id: string) {
  await whileTwoPeople(() => confirm(actor, id))
}

const confirm = (actor: Actor, id: string) =>
  transaction(async (tx) => {
    await lockSuccession(tx, id)
    const succession = await getSuccession(actor, id, tx)
    const isOwn = await isOfThese(tx, actor, succession)
    if (!canConfirmSuccession(actor, { ...succession, isOfThese: isOwn }))
      throw new Refusal(
        'forbidden',
        'A second operator confirms it, who did not propose it and belongs to none of these.',
      )
    if (succession.state !== 'proposed')
      throw new Refusal('conflict', 'It was confirmed or withdrawn just now. Look at it again.')
    if (succession.isSplit && succession.others.length === 0)
      throw new Refusal('conflict', halfSplit)
    const assigned = await listAssigned(tx, id)
    await requireProof(tx, actor, {
      verb: 'confirm-succession',
      body: {
        id,
        predecessors: succession.predecessors.map((each) => each.id),
        others: succession.others.map((each) => each.id),
        assigned: assigned.map(({ membershipId, successorId: to }) => `${membershipId} ${to}`),
      },
      says: () => sayOrder(succession, assigned),
    })
    const successorId = succession.successorId ?? (await makeCouncil(tx, succession))
    await makeOthers(tx, succession)
    await tx.succession.update({
      where: { id, confirmedAt: null, endedAt: null },
      data: { successorId, confirmedById: actor.personId, confirmedAt: clock.now() },
    })
    await record(tx, actor, {
      subjectKind: 'succession',
      subjectId: id,
      action: 'succession-confirmed',
      summary: `Confirmed: ${sayWhat(succession)}`,
      detail: { source: succession.source },
    })
    await tellSuccession(tx, id, 'confirmed')
    if (succession.kind === 'supplier') await askForNovations(tx, succession)
    if (succession.vestsOn <= londonDay(clock.now())) await succeed(tx, id)
  })

type Assigned = Awaited<ReturnType<typeof listAssigned>>

/** The second operator signs who goes where, person by person. */
function sayOrder(succession: ShownSuccession, assigned: Assigned) {
  const { kind, isSplit, predecessors, successorName, others, vestsOn, source } = succession
  const ends = { name: 'They end', value: listNames(predecessors.map(({ name }) => name)) }
  const what = isSplit
    ? 'That a council is split'
    : `That ${kindNames[kind]} become part of another`
  const rest = [
    { name: 'On', value: formatDay(vestsOn) },
    { name: 'By', value: source },
  ]
  if (!isSplit)
    return [
      { name: 'You sign', value: what },
      ends,
      { name: 'Their successor', value: successorName },
      ...rest,
    ]
  return [
    { name: 'You sign', value: what },
    { ...ends, name: 'It ends' },
    { name: 'Answers for what it signed and led', value: successorName },
    ...others.map(({ id, name }) => ({
      name: 'Another successor',
      value: `${name}: ${whoGoesTo(id, assigned)}`,
    })),
    ...rest,
  ]
}

const whoGoesTo = (id: string, assigned: Assigned) =>
  listNames(assigned.filter(({ successorId }) => successorId === id).map(({ name }) => name)) ||
  'nobody goes there'

type Described = Pick<ShownSuccession, 'newName' | 'newGss' | 'newType' | 'newNation' | 'newRegion'>

async function makeCouncil(tx: Tx, described: Described) {
  const { newName: name, newGss: gss, newType: type, newNation, newRegion } = described
  invariant(name && gss && type && newNation && newRegion, 'a successor is here or is described')
  const council = { name, gss, type, nation: newNation, region: newRegion }
  return (await createCouncil(tx, council)).id
}

async function makeOthers(tx: Tx, { others }: ShownSuccession) {
  for (const other of others)
    if (!other.councilId)
      await tx.proposedSuccessor.update({
        where: { id: other.id },
        data: { councilId: await makeCouncil(tx, other) },
      })
}
