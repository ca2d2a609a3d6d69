import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { coSignChallenge } from '../challenges/co-sign-challenge.server.ts'
import { startDraft } from '../challenges/start-draft.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { savePledgeDraft } from '../pledges/save-pledge-draft.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'

const theDatabase = /former_organisations_begin_nothing/

async function former() {
  const [craven, yorkshire] = [await build.council(), await build.council({ name: 'Yorkshire' })]
  const before = await build.officer({ organisation: craven })
  const round = await build.round({ by: await build.officer() })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const actor: Actor = { ...before, roles: ['officer'], nowPartOf: 'Yorkshire' }
  return { craven, before, actor, round }
}

const draftOf = (round: { id: string }) => ({ id: newId(), amount: 1_000_000n, roundId: round.id })

test('whoever acts in the name of a former council is told to begin new things in its successor’s', async () => {
  const { actor, round } = await former()
  const figures = { volumePerYear: 10, yearlyCostPence: null, note: null }
  const says = /part of Yorkshire now/

  await expect(
    startDraft(actor, { operationKey: newId(), title: 'Missed bins', shortTitle: 'Bins' }),
  ).rejects.toThrow(says)
  await expect(coSignChallenge(actor, round.challengeId, figures)).rejects.toThrow(says)
  await expect(savePledgeDraft(actor, round.id, draftOf(round))).rejects.toThrow(says)
})

test('the database refuses a new pledge, membership, challenge or offer of a former council', async () => {
  const { craven, before, round } = await former()
  const organisationId = craven.id
  const { id: personId } = await build.person()
  const { personId: invitedById } = await build.administrator()
  const at = clock.now()

  await expect(build.pledge({ round, by: before })).rejects.toThrow(theDatabase)
  await expect(build.membership({ personId, organisationId })).rejects.toThrow(theDatabase)
  await expect(
    db.membership.update({
      where: { personId_organisationId: { personId: before.personId, organisationId } },
      data: { endedAt: null },
    }),
  ).rejects.toThrow(theDatabase)
  await expect(build.challenge({ by: before })).rejects.toThrow(theDatabase)
  await expect(
    db.coSignature.create({
      data: {
        challengeId: round.challengeId,
        councilId: craven.id,
        signedById: before.personId,
        signedAt: at,
      },
    }),
  ).rejects.toThrow(theDatabase)
  await expect(
    db.invitation.create({
      data: {
        ...{ organisationId, email: 'a@b.uk', roles: [], isFirst: false, tokenHash: newId() },
        ...{ invitedById, invitedAt: at, sentAt: at, expiresAt: at },
      },
    }),
  ).rejects.toThrow(theDatabase)
  await expect(
    db.joinRequest.create({
      data: { organisationId, email: 'a@b.uk', name: 'A', jobTitle: 'B', askedAt: at },
    }),
  ).rejects.toThrow(theDatabase)
})

test('a pledge begun while its council ends is there before, or refused', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const [craven, yorkshire] = [await build.council(), await build.council()]
    const by = await build.officer({ organisation: craven })
    const round = await build.round({ by: await build.officer() })
    const asked = { predecessors: [craven], successor: yorkshire, vestsOn: '2020-04-01' }
    const { id, second } = await build.succession(asked)

    await Promise.allSettled([build.pledge({ round, by }), confirmSuccession(second, id)])

    const drafts = { councilId: craven.id, state: 'draft' }
    expect(await db.pledge.count({ where: drafts })).toBe(0)
    expect(await db.formerOrganisation.count({ where: { id: craven.id } })).toBe(1)
  }
})

test('a council ends only once what was begun in its name before is written', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const by = await build.officer({ organisation: craven })
  const round = await build.round({ by: await build.officer() })
  const asked = { predecessors: [craven], successor: yorkshire, vestsOn: '2020-04-01' }
  const { id, second } = await build.succession(asked)
  let confirming: Promise<void> | undefined

  await transaction(async (tx) => {
    await tx.$executeRaw`select id from organisations where id = ${craven.id}::uuid for key share`
    confirming = confirmSuccession(second, id)
    await new Promise((wait) => setTimeout(wait, 200))
    expect(await db.formerOrganisation.count({ where: { id: craven.id } })).toBe(0)
    await tx.pledge.create({
      data: {
        ...{ id: newId(), roundId: round.id, challengeId: round.challengeId, state: 'draft' },
        ...{ councilId: craven.id, amountPence: 100n, fundingType: 'revenue', conditions: {} },
        ...{ isNameShown: true, madeById: by.personId, madeAt: clock.now() },
      },
    })
  })
  await confirming

  const [pledge] = await db.pledge.findMany({ where: { councilId: craven.id } })
  expect(pledge).toMatchObject({ state: 'withdrawn' })
  expect(pledge?.endedReason).toContain('became part of')
})

test('drafts of challenges are the successor’s to go on with', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const by = await build.officer({ organisation: craven })
  await startDraft(by, { operationKey: newId(), title: 'Missed bins', shortTitle: 'Bins' })
  await build.challenge({ by })

  await build.succeeded({ predecessors: [craven], successor: yorkshire })

  const led = (leadCouncilId: string) => db.challenge.findMany({ where: { leadCouncilId } })
  expect(await led(yorkshire.id)).toMatchObject([{ title: 'Missed bins', stage: 'draft' }])
  expect(await led(craven.id)).toHaveLength(1)
})
