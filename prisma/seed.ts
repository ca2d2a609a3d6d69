import { stdout } from 'node:process'
import { loadRegister } from './seed/register.ts'

/** Fills a database with what the product cannot work without. Safe to run at every start. */
export async function seed() {
  const { councils, areas } = await loadRegister()
  say(`Register: ${councils} councils, ${areas} combined authorities.`)
}

const say = (text: string) => stdout.write(`${text}\n`)
