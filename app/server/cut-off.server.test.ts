import net from 'node:net'
import { expect, test, vi } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { sessionCookie } from '#app/domain/auth/session-cookie.server.ts'
import { build } from '#tests/factories/index.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob('/app/routes/challenges.$slug.questions.new.tsx', { eager: true })

const BEGUN = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF'

type Cut = { length: number; hangUp?: 'destroy' | 'end' }

/** A form with a file, of which only the beginning arrives. */
async function sendBeginning({ length, hangUp }: Cut) {
  const { slug, id } = await build.challenge()
  const { token } = await build.session(await build.officer())
  const { origin } = await startPages(modules)
  const lines = {
    told: vi.spyOn(log, 'info').mockClear(),
    warned: vi.spyOn(log, 'warn').mockClear(),
    failed: vi.spyOn(log, 'error').mockClear(),
  }
  const head = [
    `POST /challenges/${slug}/questions/new HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    `Origin: ${origin}`,
    `Cookie: ${sessionCookie(token).split(';')[0] ?? ''}`,
    'Content-Type: multipart/form-data; boundary=x',
    `Content-Length: ${length}`,
    'Connection: close',
    `\r\n${BEGUN}`,
  ]
  const answer = await new Promise<string>((resolve, reject) => {
    let got = ''
    const socket = net.connect(Number(new URL(origin).port), 'localhost', () =>
      socket.write(head.join('\r\n'), () => {
        // Once the work waits for the rest of the form.
        if (hangUp) setTimeout(() => socket[hangUp](), 300)
      }),
    )
    socket.setEncoding('latin1').on('data', (part: string) => (got += part))
    socket.on('error', reject)
    socket.on('close', () => resolve(got))
  })
  await vi.waitFor(() => expect(lines.told).toHaveBeenCalled(), 5_000)
  return { ...lines, answer, asked: await db.question.count({ where: { challengeId: id } }) }
}

test.each(['destroy', 'end'] as const)(
  'a file that is cut off on its way (%s) is nobody’s fault here, and nothing is done',
  async (hangUp) => {
    const { told, warned, failed, asked } = await sendBeginning({ length: 5_000, hangUp })

    expect(told.mock.calls[0]?.[1]).toMatchObject({ status: 499, finished: false })
    expect(warned).not.toHaveBeenCalled()
    expect(failed).not.toHaveBeenCalled()
    expect(asked).toBe(0)
  },
)

test('a form that says it is whole and ends in the middle of its file is refused, and is no fault', async () => {
  const { told, failed, answer, asked } = await sendBeginning({ length: BEGUN.length })

  expect(answer).toContain('HTTP/1.1 400')
  expect(answer).toContain('The form did not arrive whole.')
  expect(told.mock.calls[0]?.[1]).toMatchObject({ status: 400, finished: true })
  expect(failed).not.toHaveBeenCalled()
  expect(asked).toBe(0)
})
