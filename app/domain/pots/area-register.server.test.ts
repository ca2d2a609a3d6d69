import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { approveArea } from './approve-area.server.ts'
import {
  getAreaEvidence,
  getAreaHistory,
  getAreaProposal,
  listAreaProposals,
  listAreasToApprove,
  listPastAreaProposals,
} from './area-queries.server.ts'
import { endAreaProposal } from './end-area-proposal.server.ts'
import { proposeArea } from './propose-area.server.ts'
import { listAreas } from './queries.server.ts'

const pdf = (text: string) => ({
  name: 'Letter.pdf',
  bytes: new TextEncoder().encode(`%PDF-1.4 ${text}`),
})

/** A pot, an area, a proposed entry for it and a second person of the pot's funder. */
async function proposed(changes: Parameters<typeof build.areaInput>[1] = {}) {
  const pot = await build.pot({ for: { serviceFunctionId: 0 } })
  const area = await build.combinedAuthority({ name: 'Tees Valley' })
  const second = await build.colleagueOf(pot.by)
  const input = { ...build.areaInput(area.id, changes), file: pdf('evidence') }
  const { id } = await proposeArea(pot.by, pot.id, input)
  return { pot, area, second, input, id }
}

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal: { kind: string }) => refusal.kind,
  )

const statusOn = async (potId: string, areaId: string, day: string) =>
  (await listAreas(potId, day)).find((one) => one.areaId === areaId)?.status

const mailOf = async (id: string) =>
  (
    await db.outboxEmail.findMany({
      where: { idempotencyKey: { contains: id } },
      orderBy: { id: 'asc' },
    })
  ).map(({ template, toName }) => [template, toName])

test('an entry counts only once a second person has approved it, and keeps both names', async () => {
  clock.set('2027-09-14T09:00:00Z')
  const { pot, area, second, id } = await proposed({ fromOn: '2027-09-01' })
  expect(await statusOn(pot.id, area.id, '2027-09-14')).toBeNull()
  expect(await kindOf(approveArea(pot.by, id))).toBe('forbidden')

  const entry = await approveArea(second, id)
  expect(await approveArea(second, id)).toEqual(entry)

  expect(await statusOn(pot.id, area.id, '2027-09-14')).toBe('registered')
  expect(await statusOn(pot.id, area.id, '2027-09-13')).toBeNull()
  const { slug } = await db.organisation.findUniqueOrThrow({ where: { id: area.id } })
  expect((await getAreaHistory(pot.id, slug)).entries).toMatchObject([
    {
      proposedBy: { name: pot.by.personName },
      decidedBy: { name: second.personName },
      evidenceFile: { name: 'Letter.pdf' },
      reason: 'Made for a test',
    },
  ])
  const mail = await mailOf(id)
  expect(mail).toContainEqual(['area-proposal-waiting', second.personName])
  expect(mail).not.toContainEqual(['area-proposal-waiting', pot.by.personName])
  expect(mail.at(-1)).toEqual(['area-proposal-approved', pot.by.personName])
})

test('a change and an ending are entries of their own, and what was said before stays', async () => {
  clock.set('2027-07-01T09:00:00Z')
  const { pot, area, second, id } = await proposed({ fromOn: '2027-07-01', status: 'checking' })
  await approveArea(second, id)
  const next = async (fromOn: string, status: 'registered' | 'ended') => {
    const proposal = await proposeArea(pot.by, pot.id, build.areaInput(area.id, { fromOn, status }))
    await approveArea(second, proposal.id)
  }
  await next('2027-08-01', 'registered')
  await next('2027-10-01', 'ended')
  clock.set('2027-11-01T09:00:00Z')

  const days = ['2027-06-30', '2027-07-31', '2027-08-01', '2027-09-30', '2027-10-01']
  expect(await Promise.all(days.map((day) => statusOn(pot.id, area.id, day)))).toEqual([
    null,
    'checking',
    'registered',
    'registered',
    'ended',
  ])
})

test('the database holds that an entry has two people, is never edited, and a proposal is decided once', async () => {
  const { pot, second, id } = await proposed()
  const entry = await approveArea(second, id)

  await expect(
    db.$executeRaw`update area_registrations set status = 'checking' where id = ${entry.id}::uuid`,
  ).rejects.toThrow()
  await expect(
    db.$executeRaw`insert into area_registrations (id, pot_id, combined_authority_id, status, from_on,
        proposed_by_id, decided_by_id, approved_at)
      select gen_random_uuid(), pot_id, combined_authority_id, status, from_on, proposed_by_id, proposed_by_id,
        approved_at from area_registrations where id = ${entry.id}::uuid`,
  ).rejects.toThrow('one_human_is_one_person')
  await expect(
    db.$executeRaw`update area_proposals set reason = 'x' where pot_id = ${pot.id}::uuid`,
  ).rejects.toThrow('decided once')
})

test('a proposal sent back says what is missing to who made it, and never counts', async () => {
  const { pot, second, id } = await proposed()
  await endAreaProposal(second, id, { reason: 'The letter has no date.' })

  expect(await kindOf(approveArea(second, id))).toBe('conflict')
  expect(await listAreaProposals(pot.by, pot.id)).toEqual([])
  expect(await listPastAreaProposals(pot.by, pot.id)).toMatchObject([
    { id, endedReason: 'The letter has no date.', endedBy: { name: second.personName } },
  ])
  expect((await mailOf(id)).at(-1)).toEqual(['area-proposal-sent-back', pot.by.personName])
})

test('approving and sending back at once leaves one of them', async () => {
  const { id, second, pot, area } = await proposed()
  const answers = await Promise.all([
    kindOf(approveArea(second, id)),
    kindOf(endAreaProposal(second, id, { reason: 'At once' })),
  ])
  expect(answers.sort()).toEqual(['conflict', 'done'])
  const { entryId } = await db.areaProposal.findUniqueOrThrow({ where: { id } })
  const kept = await db.areaRegistration.count({
    where: { potId: pot.id, combinedAuthorityId: area.id },
  })
  expect(kept).toBe(entryId ? 1 : 0)
})

test('two people who approve at once make one entry', async () => {
  const { id, second, pot } = await proposed()
  const third = await build.colleagueOf(pot.by)
  await Promise.all([kindOf(approveArea(second, id)), kindOf(approveArea(third, id))])
  expect(await db.areaRegistration.count({ where: { potId: pot.id } })).toBe(1)
})

test('only fund managers of the pot propose, and only for an area that is one, with evidence', async () => {
  const { pot, area, input } = await proposed()
  const stranger = await build.fundManager()
  const form = build.areaInput(area.id)
  expect(await kindOf(proposeArea(stranger, pot.id, form))).toBe('forbidden')
  expect(await kindOf(proposeArea(pot.by, pot.id, build.areaInput(pot.id)))).toBe('not-found')
  const bare = { ...form, evidenceUrl: undefined }
  expect(await kindOf(proposeArea(pot.by, pot.id, bare))).toBe('invalid')
  const other = { ...input, file: pdf('another file') }
  expect(await kindOf(proposeArea(pot.by, pot.id, other))).toBe('conflict')
})

test('what waits is for people of the funder; its evidence is for everybody once approved', async () => {
  const { pot, second, id } = await proposed()
  const stranger = await build.fundManager()
  const wanted = { potId: pot.id, proposalId: id }
  const open = (actor?: Actor) => kindOf(getAreaEvidence(actor, wanted))
  expect(await kindOf(getAreaProposal(stranger, { potId: pot.id, id }))).toBe('not-found')
  expect(await kindOf(approveArea(stranger, id))).toBe('not-found')
  expect(await kindOf(endAreaProposal(stranger, id, { reason: 'No' }))).toBe('not-found')
  expect(await listAreaProposals(stranger, pot.id)).toEqual([])
  expect([await open(second), await open(stranger), await open()]).toEqual([
    'done',
    'not-found',
    'not-found',
  ])
  const waits = async (actor: Actor) => (await listAreasToApprove(actor)).map((one) => one.id)
  expect([await waits(second), await waits(pot.by)]).toEqual([[id], []])

  await approveArea(second, id)
  expect([await open(stranger), await open()]).toEqual(['done', 'done'])
})
