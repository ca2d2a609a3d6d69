import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import { idParam, showFile, submit } from './answer.server.ts'

const Input = z.object({
  note: z.string().min(3, 'Enter a note'),
  operationKey: z.uuid(),
})
const operationKey = '01a20101-44f3-71c0-bf09-ec9f933619cf'

/** What a page is given when this form cannot go ahead. */
async function send(form: FormData | Record<string, string>) {
  const body = form instanceof FormData ? form : new URLSearchParams(form)
  const request = new Request('http://localhost/', { method: 'POST', body })
  const answer = await submit(request, Input, async () => new Response())
  if (answer instanceof Response) throw new Error('the form went ahead')
  return { status: answer.init?.status, ...(answer.data satisfies FormResult) }
}

test('a message of the schema goes beside its field, and what was typed comes back', async () => {
  const { status, fields, values } = await send({ note: 'a', operationKey })

  expect(status).toBe(422)
  expect(fields).toEqual({ note: ['Enter a note'] })
  expect(values).toEqual({ note: 'a', operationKey })
})

test.each([
  { note: 'abc', operationKey: 'tampered' },
  { note: 'abc' },
  { operationKey },
  {} as Record<string, string>,
])('what no page of ours sends is told without a field: %o', async (form) => {
  const { status, error, fields } = await send(form)

  expect(status).toBe(422)
  expect(error).toBe('Open this page again and send the form from there')
  expect(fields).toEqual({})
})

test('D5: what a form was not asked for never reaches the verb', async () => {
  const form = { note: 'abc', operationKey, councilId: 'x', status: 'paid', approvedBy: 'me' }
  const body = new URLSearchParams({ ...form, createdAt: '2020-01-01', 'note.length': '9' })
  let got: unknown

  await submit(new Request('http://localhost/', { method: 'POST', body }), Input, async (input) => {
    got = input
    return new Response()
  })

  expect(got).toEqual({ note: 'abc', operationKey })
})

test('J14: what is no form, however deep, is refused and is no fault of ours', async () => {
  const body = '['.repeat(2_000) + ']'.repeat(2_000)
  const headers = { 'Content-Type': 'application/json' }
  const request = new Request('http://localhost/', { method: 'POST', body, headers })

  await expect(submit(request, Input, async () => new Response())).rejects.toMatchObject({
    init: { status: 400 },
  })
})

test('a character that no database text holds is told beside its field, and left out', async () => {
  const { status, fields, values } = await send({ note: 'ab\0c', operationKey })

  expect(status).toBe(422)
  expect(fields.note).toEqual(['Type this again: it holds a character we cannot keep'])
  expect(values.note).toBe('abc')
})

test('the name of a file is held to the same', async () => {
  const form = new FormData()
  form.append('note', new File(['x'], 'a\0b.pdf'))
  form.append('operationKey', operationKey)

  expect((await send(form)).fields).toHaveProperty('note')
})

test('N2: a form of fifty thousand answers is refused at once, and holds nobody up', async () => {
  const names = Array.from({ length: 50_000 }, (_, place) => place.toString(36))
  const form = Object.fromEntries(names.map((name) => [`n${name}`, '']))
  const timeOf = async (work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  const body = new URLSearchParams(form)
  const read = await timeOf(() =>
    new Request('http://localhost/', { method: 'POST', body }).formData(),
  )

  const refused = await timeOf(() =>
    expect(send(form)).rejects.toMatchObject({ init: { status: 400 } }),
  )

  // To ask for each name again took hundreds of times as long as to read the form once.
  expect(refused / read).toBeLessThan(10)
})

test('a form of as many answers as there may be is read, and one of one name is a list', async () => {
  const form = new FormData()
  for (let place = 0; place < 999; place++) form.append('note', `choice ${place}`)
  form.append('operationKey', operationKey)

  const { values } = await send(form)
  expect(values.note).toHaveLength(999)
  form.append('note', 'one more')
  await expect(send(form)).rejects.toMatchObject({ init: { status: 400 } })
})

test.each(['__proto__', 'constructor', 'toString'])(
  'J10: an answer called %s is an answer like any other, and changes nothing else',
  async (name) => {
    const form = new FormData()
    for (const value of ['1', '2', 'abc']) form.append(name, value)
    form.append('operationKey', operationKey)

    const { status } = await send(form)

    expect(status).toBe(422)
    expect(Object.keys(Object.prototype)).toEqual([])
  },
)

test('an address that is none refuses for us and is a page not found for Remix', () => {
  const read = () => idParam({ id: 'x' }, 'id')

  expect(read).toThrow(Refusal)
  expect(read).toThrow(expect.objectContaining({ init: { status: 404 } }))
})

test('a file that is not there is told in a line of text', async () => {
  const answer = await showFile(async () => {
    throw new Refusal('not-found', 'Page not found')
  })

  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toBe('Page not found\n')
})
