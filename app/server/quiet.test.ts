import { expect, test, vi } from 'vitest'
import { log } from '#app/core/log.server.ts'
import { quiet } from './quiet.ts'

// What pg gives the job queue when the server stops, and when it is not there yet.
const stopping = Object.assign(new Error('terminating connection'), { code: '57P01' })
const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

test.each([stopping, refused])('the queue that waits for its database warns: %s', (error) => {
  const warned = vi.spyOn(log, 'warn').mockClear()
  const failed = vi.spyOn(log, 'error').mockClear()

  quiet.error('Error with notify listener (trying again in 100ms)', { error })

  expect(warned).toHaveBeenCalledOnce()
  expect(failed).not.toHaveBeenCalled()
})

test('anything else that it cannot do is a fault, and what goes well is left out', () => {
  const warned = vi.spyOn(log, 'warn').mockClear()
  const failed = vi.spyOn(log, 'error').mockClear()

  quiet.error('Failed task', { error: new TypeError('x is not a function') })
  quiet.error('Failed without saying why')
  quiet.info('Worker connected')

  expect(failed).toHaveBeenCalledTimes(2)
  expect(warned).not.toHaveBeenCalled()
})
