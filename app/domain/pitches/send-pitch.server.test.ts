import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { changeSupplierDetails } from '../organisations/change-supplier-details.server.ts'
import { getOpenPitch, getOwnPitch } from './queries.server.ts'
import { saveAnswer } from './save-answer.server.ts'
import { saveMilestones } from './save-milestones.server.ts'
import { sendPitch } from './send-pitch.server.ts'
import { startPitch } from './start-pitch.server.ts'
import { withdrawPitch } from './withdraw-pitch.server.ts'

const closing = '2027-10-15T12:00:00+01:00'
const justBefore = '2027-10-15T11:59:59.999+01:00'

async function openCall() {
  clock.set('2027-09-14T09:00:00+01:00')
  return build.pitchCall({ closesAt: new Date(closing) })
}

const sentRecords = (subjectId: string) =>
  db.auditEntry.count({ where: { subjectId, action: 'pitch-sent' } })

test('a supplier starts one pitch, however often it presses the button', async () => {
  const call = await openCall()
  const founder = await build.pitchingMember()

  const [one, two] = await Promise.all([
    startPitch(founder, call.challenge.slug),
    startPitch(founder, call.challenge.slug),
  ])

  expect(one.id).toBe(two.id)
  await expect(startPitch(await build.officer(), call.challenge.slug)).rejects.toThrow('supplier')
})

test('a supplier that has not been checked yet cannot pitch', async () => {
  const call = await openCall()

  await expect(startPitch(await build.member(), call.challenge.slug)).rejects.toThrow('checked')
})

test('a firm that is not verified any more sends no pitch, and one it has sent stands', async () => {
  const call = await openCall()
  const { by, id } = await build.pitch({ call, isSent: false })
  const sent = await build.pitch({ call })
  for (const firm of [by, sent.by])
    await db.organisation.update({ where: { id: firm.organisationId }, data: { name: 'Renamed' } })

  await expect(sendPitch(by, id)).rejects.toThrow('checked')

  expect((await getOwnPitch(by, id)).state).toBe('started')
  expect((await getOwnPitch(sent.by, sent.id)).state).toBe('sent')
})

test('two sends at once send it once', async () => {
  const call = await openCall()
  const pitch = await build.pitch({ call, isSent: false })

  await Promise.all([sendPitch(pitch.by, pitch.id), sendPitch(pitch.by, pitch.id)])

  expect(await sentRecords(pitch.id)).toBe(1)
  expect(await db.outboxEmail.count({ where: { template: 'pitch-received' } })).toBe(1)
  expect((await getOwnPitch(pitch.by, pitch.id)).state).toBe('sent')
})

test('the last millisecond before closing is in time, the closing instant is not', async () => {
  const call = await openCall()
  const early = await build.pitch({ call, isSent: false })
  const late = await build.pitch({ call, isSent: false })

  clock.set(justBefore)
  await sendPitch(early.by, early.id)
  clock.set(closing)
  await expect(sendPitch(late.by, late.id)).rejects.toThrow('noon, Friday 15 October 2027')
})

test('nothing of a sent pitch changes after closing, and it cannot be withdrawn', async () => {
  const call = await openCall()
  const { by, id } = await build.pitch({ call })
  const of = { pitchId: id, position: 1 }
  const milestones = [{ title: 'A', acceptanceTest: 'B', pricePence: 1n, weeksFromStart: 1 }]

  clock.set(closing)

  await expect(saveAnswer(by, of, { text: 'Late', intent: 'continue' })).rejects.toThrow('closed')
  await expect(saveMilestones(by, id, { milestones, wants: 'save' })).rejects.toThrow('closed')
  await expect(withdrawPitch(by, id)).rejects.toThrow('closed')
  await expect(getOpenPitch(by, id)).rejects.toThrow('closed')
})

test('the database itself refuses an answer or a send from the closing instant on', async () => {
  const call = await openCall()
  const pitch = await build.pitch({ call, isSent: false })
  const late = new Date(closing)

  await expect(
    db.pitchAnswer.updateMany({ where: { pitchId: pitch.id }, data: { savedAt: late } }),
  ).rejects.toThrow('before closing')
  await expect(
    db.pitch.update({ where: { id: pitch.id }, data: { changedAt: late } }),
  ).rejects.toThrow('not open')
})

test('a pitch is sent only when it is whole', async () => {
  const call = await openCall()
  const pitch = await build.pitch({ call, isSent: false, answers: ['', 'Leave'] })

  await expect(sendPitch(pitch.by, pitch.id)).rejects.toThrow('Enter your answer')
  await saveAnswer(pitch.by, { pitchId: pitch.id, position: 1 }, { text: 'Works', intent: 'later' })
  await sendPitch(pitch.by, pitch.id)

  expect((await getOwnPitch(pitch.by, pitch.id)).state).toBe('sent')
})

test('milestones above the price limit are kept as a draft but not sent', async () => {
  const call = await openCall()
  const { by, id } = await build.pitch({ call, isSent: false })
  const milestones = [
    { title: 'A', acceptanceTest: 'B', pricePence: pounds(480_000) + 1n, weeksFromStart: 1 },
  ]

  await expect(saveMilestones(by, id, { milestones, wants: 'save' })).rejects.toThrow('480,000.01')
  await saveMilestones(by, id, { milestones, wants: 'later' })
  await expect(sendPitch(by, id)).rejects.toThrow('The limit is £480,000')
})

test('a sent pitch takes whole changes at once, and no half ones', async () => {
  const call = await openCall()
  const { by, id } = await build.pitch({ call })
  const of = { pitchId: id, position: 1 }

  await saveAnswer(by, of, { text: 'Better', intent: 'continue' })
  await expect(saveAnswer(by, of, { text: '', intent: 'later' })).rejects.toThrow('Enter')

  const pitch = await getOwnPitch(by, id)
  expect(pitch.state).toBe('sent')
  expect(pitch.questions[0]?.answer).toBe('Better')
})

test('a withdrawn pitch can be started again until closing, as a draft', async () => {
  const call = await openCall()
  const { by, id } = await build.pitch({ call })

  await withdrawPitch(by, id)
  await expect(sendPitch(by, id)).rejects.toThrow('withdrawn')
  const again = await startPitch(by, call.challenge.slug)

  expect(again.id).toBe(id)
  expect((await getOwnPitch(by, id)).state).toBe('started')
})

test('a sent pitch keeps the profile it was sent with', async () => {
  const call = await openCall()
  const { by, id } = await build.pitch({ call })
  const profile = { serves: [], town: 'Leeds', staffCount: 90 }

  await build.rules()
  await changeSupplierDetails(by, { ...profile, about: '' })
  const before = await getOwnPitch(by, id)
  await sendPitch(by, id)
  const after = await getOwnPitch(by, id)

  expect([before.profile.town, before.hasNewerProfile]).toEqual(['Hebden Bridge', true])
  expect([after.profile.town, after.hasNewerProfile]).toEqual(['Leeds', false])
  expect(await sentRecords(id)).toBe(0)
})

test('D3: another supplier’s pitch does not exist', async () => {
  const call = await openCall()
  const pitch = await build.pitch({ call })
  const rival = await build.pitchingMember()

  await expect(sendPitch(rival, pitch.id)).rejects.toThrow('Page not found')
  await expect(withdrawPitch(rival, pitch.id)).rejects.toThrow('Page not found')
})
