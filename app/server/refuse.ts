import type { Response } from 'express'

type No = { status: number; title: string; text: string }

/** The page for a request that is stopped before it reaches any route. It needs no style or script. */
const page = ({ title, text }: No) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Solve Once</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Go to the front page</a></p></main></body></html>`

export const isData = (path: string) => path.startsWith('/api/')

/** RFC 9457. */
const problem = ({ status, title, text }: No) =>
  JSON.stringify({ type: 'about:blank', title, status, detail: text })

export function refuse(response: Response, no: No) {
  const isApi = isData(response.req.path)
  response.status(no.status).set('Cache-Control', 'no-store')
  if (isApi) response.set('Access-Control-Allow-Origin', '*')
  response.type(isApi ? 'application/problem+json' : 'html')
  response.send(isApi ? problem(no) : page(no))
}

export const notFound = {
  status: 404,
  title: 'Page not found',
  text: 'If you typed the address, check it is right.',
}
