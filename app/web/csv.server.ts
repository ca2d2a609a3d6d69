import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'

type CsvFile = { name: string; lines: AsyncGenerator<string> }

/** A CSV file as a download, sent while it is being read. */
export function answerCsv(request: Request, { name, lines }: CsvFile) {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'public, max-age=60',
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${name}"`,
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(createReadableStreamFromReadable(Readable.from(bytes(lines))), { headers })
}

async function* bytes(lines: AsyncGenerator<string>) {
  for await (const text of lines) yield Buffer.from(text)
}
