import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from './endpoints.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { Terms } from './pot-record.ts'
import { openApiDocument } from './openapi.ts'

const document = openApiDocument('https://portal.test')
const text = JSON.stringify(document)

test('everything the document refers to is in it, and nothing else', () => {
  const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, id]) => id,
  )

  expect(new Set(referred)).toEqual(new Set(Object.keys(document.components.schemas)))
  expect(text).not.toContain('$defs')
})

test.each(Object.entries(endpoints))(
  '%s is described by the schema that shapes it',
  (id, endpoint) => {
    const { get } = document.paths[endpoint.path] ?? {}
    const name = endpoint.answer.meta()?.id ?? ''
    const { $defs = {} } = z.toJSONSchema(z.object({ it: endpoint.answer }), { io: 'output' })

    expect(get?.operationId).toBe(id)
    expect(get?.responses[200].content['application/json'].schema.$ref).toBe(
      `#/components/schemas/${name}`,
    )
    expect(JSON.stringify(document.components.schemas[name])).toBe(
      JSON.stringify($defs[name]).replaceAll('#/$defs/', '#/components/schemas/'),
    )
  },
)

test('a sum is an integer that every reader of JSON holds exactly', () => {
  expect(document.components.schemas.Pence).toMatchObject({
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  })
})

test('objects are closed: what is not described is not sent', () => {
  const objects = [...text.matchAll(/"type":"object"/g)].length
  const closed = [...text.matchAll(/"additionalProperties":false/g)].length

  expect(closed).toBe(objects)
  expect(objects).toBeGreaterThan(20)
})

test('a list says what it may be asked', () => {
  const { get } = document.paths['/pledges'] ?? {}

  expect(get?.parameters.map(({ name }) => name)).toEqual([
    'cursor',
    'limit',
    'challenge',
    'council',
    'since',
  ])
  expect(get?.parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 50,
  })
})

test('every term a match rule can have is published', () => {
  expect(Object.keys(Terms.shape).sort()).toEqual(Object.keys(RuleTerms.shape).sort())
})
