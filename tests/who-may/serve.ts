import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stdout } from 'node:process'
import { createApp } from '#app/server/app.ts'
import { openDatabase } from '#app/server/database.ts'
import { loadPages } from '#app/server/pages.ts'
import { onStop } from '#app/server/stop.ts'
import { addThings } from './things-to-add.ts'

/** The built site without its jobs, so that whatever is written is written by a request. */
const database = await openDatabase()
await addThings()
const app = createApp({ pages: await loadPages(), assertReady: async () => undefined })
const server = createServer(app)
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  stdout.write(`${JSON.stringify({ port, database: database.url })}\n`)
})
onStop(async () => {
  server.closeAllConnections()
  server.close()
  await database.stop()
})
