import type { NextFunction, Request, Response } from 'express'
import { refuse } from './refuse.ts'

/** Room for answers far beyond their limits: the form can then say so, and lose none of them. */
const formBytes = 256 * 1024
const messageBytes = 1024 * 1024
const uploadBytes = 10 * 1024 * 1024

/** The forms that take a file. */
const takesFile = /\/(claims?|evidence|statements?)(\.data)?$/

/**
 * Turns a large body away before any of it is read. A sender that does not say the length is turned
 * away too: browsers always say it, and Node then reads exactly that many bytes.
 */
export function limitBody(request: Request, response: Response, next: NextFunction) {
  if (request.headers['transfer-encoding'] !== undefined)
    return refuse(response, {
      status: 411,
      title: 'Length needed',
      text: 'Say how long the request is with Content-Length.',
    })
  const upload = takesFile.test(request.path) && request.is('multipart/form-data')
  const usual = request.path.startsWith('/webhooks/') ? messageBytes : formBytes
  const limit = upload ? uploadBytes : usual
  if (Number(request.headers['content-length'] ?? 0) <= limit) return next()
  refuse(response, {
    status: 413,
    title: upload ? 'Your file is too large' : 'Your answers are too long',
    text: upload
      ? 'The largest file we take is 10 MB. Go back and choose a smaller one.'
      : 'Go back, shorten them, and send the form again.',
  })
}
