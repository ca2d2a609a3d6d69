import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { forgetOldSignIns } from './forget-old-sign-ins.server.ts'
import { requestSignIn } from './request-sign-in.server.ts'

const ask = (email: string) =>
  requestSignIn({ email, next: '/', browser: undefined, address: '192.0.2.1' })

test('sessions that are over and requests of two days ago go, the rest stays', async () => {
  clock.set('2026-06-01T09:00:00Z')
  await build.session(await build.officer())
  await ask('old@leeds.gov.uk')
  clock.set('2026-06-03T09:00:00.001Z')
  const { token } = await build.session(await build.officer())
  await ask('new@leeds.gov.uk')

  await forgetOldSignIns()
  await forgetOldSignIns()

  expect(await db.session.count()).toBe(1)
  expect(await findSignedIn(token)).toBeDefined()
  const left = await db.signInRequest.findMany({ select: { email: true } })
  expect(left).toEqual([{ email: 'new@leeds.gov.uk' }])
})
