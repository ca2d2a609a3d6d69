import { expect, test, vi } from 'vitest'
import { log } from '#app/core/log.server.ts'
import { build } from '#tests/factories/index.ts'
import { halfSignedIn, wrongOf } from '#tests/factories/second-factor.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob(
  '/app/routes/{your-listing.removal,challenges.similar,challenges.$slug.pledge.preview,second-factor.challenge,sign-in.second-factor,sign-in._index}.*',
  { eager: true },
)

test('a button that may not be pressed is answered with its status and a line that a person can read', async () => {
  const { token } = await build.session(await build.officer())
  const site = await startPages(modules)

  const elsewhere = await site.send('/your-listing/removal', { openedFor: 'another' }, token)
  const noForm = await site.send('/second-factor/challenge', { purpose: 'none' }, token)

  expect(elsewhere.status).toBe(409)
  expect(elsewhere.headers.get('Content-Type')).toContain('text/plain')
  expect(elsewhere.headers.get('Cache-Control')).toBe('no-store')
  expect(await elsewhere.text()).toMatch(/^You act for .+ now, and opened this page for another/)
  expect(noForm.status).toBe(422)
})

test('what a script looks up is JSON to whoever opens it, with pence as digits', async () => {
  const { slug } = (await build.round()).challenge
  const { token } = await build.session(await build.officer())
  const site = await startPages(modules)
  const warned = vi.spyOn(console, 'warn').mockClear()
  const failed = vi.spyOn(log, 'error').mockClear()

  const similar = await site.get('/challenges/similar?title=housing', token)
  const preview = await site.get(`/challenges/${slug}/pledge/preview?amount=1000`, token)
  const missing = await site.get('/challenges/none/pledge/preview?amount=1000', token)
  const script = await site.get(`/challenges/${slug}/pledge/preview.data?amount=1000`, token)

  expect([similar.status, preview.status, missing.status, script.status]).toEqual([
    200, 200, 404, 200,
  ])
  expect(await similar.json()).toEqual({ similar: [] })
  expect(await preview.json()).toMatchObject({ preview: { amountPence: '100000' } })
  expect(await missing.text()).toBe('Page not found\n')
  expect(script.headers.get('Content-Type')).toContain('text/x-script')
  expect(warned).not.toHaveBeenCalled()
  expect(failed).not.toHaveBeenCalled()
})

test('N4: a page that says to wait says for how long in its headers, too', async () => {
  const { token, code } = await halfSignedIn()
  const site = await startPages(modules)
  const form = { code: wrongOf(code) }
  for (let tries = 0; tries < 5; tries++) await site.send('/sign-in/second-factor', form, token)

  const answer = await site.send('/sign-in/second-factor', { code }, token)

  expect(answer.status).toBe(429)
  expect(answer.headers.get('Retry-After')).toBe('900')
  expect(await answer.text()).toContain('Too many wrong codes')
})
