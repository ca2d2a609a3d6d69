import { stdout } from 'node:process'
import { loadRegister } from './seed/register.ts'
import { loadPeople } from './seed/people.ts'

/**
 * Fills a database: the register always, the demonstration only when asked. Running it again adds
 * what is missing and leaves everything that people did since.
 */
export async function seed({ demonstration }: { demonstration: boolean }) {
  const { councils, areas } = await loadRegister()
  say(`Register: ${councils} councils, ${areas} combined authorities.`)
  if (!demonstration) return
  const { people, organisations } = await loadPeople()
  say(`Demonstration: ${people} people in ${organisations} organisations.`)
}

const say = (text: string) => stdout.write(`${text}\n`)
