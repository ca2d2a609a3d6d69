import { stdout } from 'node:process'
import { noteReplay } from '#app/domain/pledges/note-replay.server.ts'
import { replayPots } from '#app/domain/pledges/replay-pots.server.ts'
import { loadPeople } from './seed/people.ts'
import { loadRegister } from './seed/register.ts'
import { tellStory } from './seed/story/story.ts'

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
  const happenings = await tellStory()
  say(`Demonstration: ${happenings} things that happened, told in order.`)
  if (happenings > 0) await noteReplay(await replayPots())
}

const say = (text: string) => stdout.write(`${text}\n`)

/** Whom to sign in as, printed at the start: one of each kind. */
export async function demonstrationPeople() {
  return [
    { name: 'Priya Nair', does: 'officer, Sheffield: posts, co-signs, pledges up to £10,000' },
    { name: 'Margaret Osei', does: 'finance approver, Sheffield: signs larger pledges' },
    { name: 'Helen Marsh', does: 'officer, Leeds: accepts milestones of missed bins' },
    { name: 'Ruth Okafor', does: 'founder, Fernhill Labs: books a demo, pitches, claims' },
    {
      name: 'Gareth Ashworth',
      does: 'fund manager, Digital Devolution Dividend: approves payments',
    },
    { name: 'Idris Bello', does: 'payment approver, Seed Fund: the other pair of eyes' },
    { name: 'Marcus Hale', does: 'operator: runs market days, reads the audit trail' },
  ]
}
