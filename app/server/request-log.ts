import { randomInt } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import { log, withRequestId } from '#app/core/log.server.ts'

/** No letter or digit that is read as another, and no vowels, so no words. */
const letters = '23456789BCDFGHJKLMNPQRSTVWXZ'
export const newReference = () =>
  Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')

/** A sign-in link carries its secret in the path; ids are no secret. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
export const withoutSecrets = (path: string) =>
  path
    .split('/')
    .map((part) => (part.length >= 24 && !uuid.test(part) && /\d/.test(part) ? '[hidden]' : part))
    .join('/')

/** Gives each request its reference, and writes one line when it has been answered. */
export function requestLog(request: Request, response: Response, next: NextFunction) {
  const started = performance.now()
  const reference = newReference()
  response.locals.reference = reference
  response.set('X-Request-Id', reference)
  // Parts of Node forget who is asking by the time an answer has gone out.
  response.once('close', () => withRequestId(reference, () => answered(response, started)))
  withRequestId(reference, next)
}

/** Nobody was left to be answered, as when a file is cut off on its way here. The number is nginx's for it. */
const GONE = 499

const statusOf = ({ headersSent, statusCode }: Response) => (headersSent ? statusCode : GONE)

function answered(response: Response, started: number) {
  const { req: request } = response
  log.info('Answered', {
    method: request.method,
    path: withoutSecrets(request.baseUrl + request.path),
    status: statusOf(response),
    finished: response.writableFinished,
    tookMs: Math.round(performance.now() - started),
    from: request.ip,
  })
}
