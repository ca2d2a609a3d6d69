import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'

type CsvFile = { name: string; lines: AsyncGenerator<string> }

/** A CSV file as a download, sent while it is being read. */
export const answerCsv = (request: Request, file: CsvFile) =>
  answer(request, file, {
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'public, max-age=60',
  })

/** The same for one organisation's own eyes: nothing between us keeps a copy. */
export const answerPrivateCsv = (request: Request, file: CsvFile) =>
  answer(request, file, { 'Cache-Control': 'private, no-store' })

async function answer(request: Request, { name, lines }: CsvFile, who: Record<string, string>) {
  const headers = {
    ...who,
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}"`,
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  const begun = await begin(lines)
  return new Response(createReadableStreamFromReadable(Readable.from(begun)), { headers })
}

/** Once an answer has begun nobody can be told that it fails, so the first rows are read before: after the heading. */
async function begin(lines: AsyncGenerator<string>) {
  const first = [await lines.next(), await lines.next()]
  return (async function* bytes() {
    for (const { done, value } of first) if (!done) yield Buffer.from(value)
    for await (const text of lines) yield Buffer.from(text)
  })()
}
