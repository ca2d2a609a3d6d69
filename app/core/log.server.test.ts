import { expect, test } from 'vitest'
import { line, withRequestId } from './log.server.ts'

test('a line carries the reference of its request', () => {
  const written = withRequestId('7K3MQ2XD', () => line('info', 'Signed in'))

  expect(JSON.parse(written)).toMatchObject({ requestId: '7K3MQ2XD', message: 'Signed in' })
})

test.each([
  'password',
  'sessionToken',
  'clientSecret',
  'Authorization',
  'cookie',
  'apiKey',
  'sortCode',
  'accountNumber',
])('%s is never written', (name) => {
  expect(line('info', 'x', { deep: { [name]: 'hush' } })).not.toContain('hush')
})

test('J7: a line break in what a person typed does not start a second line', () => {
  expect(line('info', 'x', { name: 'Ann\n{"level":"error"}' })).not.toContain('\n')
})

test('an error keeps its stack and its cause, a sum all its digits', () => {
  const error = new Error('outer', { cause: new Error('inner') })

  const written = JSON.parse(
    line('error', 'x', { error, amountPence: 9_007_199_254_740_993n }),
  ) as {
    error: { stack: string; cause: { message: string } }
    amountPence: string
  }

  expect(written.error.stack).toContain('log.server.test')
  expect(written.error.cause.message).toBe('inner')
  expect(written.amountPence).toBe('9007199254740993')
})
