import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { build } from '#tests/factories/index.ts'
import { withdrawCredential } from '../profiles/withdraw-credential.server.ts'
import { declareConflict } from './declare-conflict.server.ts'
import { getPitchDocument } from './pitch-document.server.ts'
import { getPitchToScore } from './queries.server.ts'

async function pitchWithDocument() {
  clock.set('2027-09-14T09:00:00+01:00')
  const call = await build.pitchCall({ closesAt: new Date('2027-10-15T11:00:00Z') })
  const founder = await build.pitchingMember()
  const until = { validFrom: '2027-09-01', expiresOn: '2027-12-31' }
  const id = await build.credential(founder, { ...until, hasDocument: true })
  const pitch = await build.pitch({ call, by: founder })
  const { actor: judge } = await build.assessor({ call })
  clock.set('2027-10-15T12:00:00+01:00')
  return { founder, id, pitch, judge, call }
}

test('an assessor a pitch is open to opens the documents it carries, and nobody else does', async () => {
  const { id, pitch, judge, call } = await pitchWithDocument()

  await expect(getPitchDocument(judge, pitch.id, id)).rejects.toThrow('Page not found')
  await declareConflict(judge, pitch.id, { hasConflict: false, detail: null })

  expect((await getPitchDocument(judge, pitch.id, id)).name).toBe('certificate.pdf')
  for (const reader of [call.challenge.lead, await build.officer(), await build.pitchingMember()])
    await expect(getPitchDocument(reader, pitch.id, id)).rejects.toThrow('Page not found')
})

test('a document that came after the pitch was sent is not there', async () => {
  const { founder, pitch, judge } = await pitchWithDocument()
  await declareConflict(judge, pitch.id, { hasConflict: false, detail: null })
  const later = await build.credential(founder, { kind: 'iso-9001', hasDocument: true })

  await expect(getPitchDocument(judge, pitch.id, later)).rejects.toThrow('Page not found')
})

test('a pitch keeps what its firm held, taken back or expired since', async () => {
  const { founder, id, pitch, judge } = await pitchWithDocument()
  await declareConflict(judge, pitch.id, { hasConflict: false, detail: null })

  await withdrawCredential(founder, id)
  clock.set('2028-02-01T09:00:00Z')

  const { pitch: read } = await getPitchToScore(judge, pitch.id)
  expect(read?.profile.credentials).toMatchObject([{ id, provenance: 'document' }])
  // Twelve weeks after 15 October: it ends before the work can be done.
  expect(read?.earliestEndOn).toBe('2028-01-07')
  expect((await getPitchDocument(judge, pitch.id, id)).name).toBe('certificate.pdf')
})
