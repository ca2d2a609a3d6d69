import { closeDatabase } from '#app/core/db.server.ts'
import { openDatabase } from './database.ts'

/** `npm run seed`: throws away what is in the embedded database and fills it again. */
const demonstration = process.argv.includes('--empty') ? false : undefined
const database = await openDatabase({ empty: true, demonstration })
await closeDatabase()
await database.stop()
