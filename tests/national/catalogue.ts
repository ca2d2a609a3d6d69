import { readdirSync } from 'node:fs'
import path from 'node:path'
import { moneyReads } from './money-reads.ts'
import { pageReads } from './page-reads.ts'
import { potReads } from './pot-reads.ts'
import { signInReads } from './sign-in-reads.ts'
import type { Calls, Samples } from './samples.ts'

const calls: Record<string, Calls> = {
  ...pageReads,
  ...moneyReads,
  ...potReads,
  ...signInReads,
}

/** Reads that no page waits for, or that read nothing, with the reason. */
const apart: Record<string, string> = {
  'auth/isSecret': 'reads nothing',
  'auth/readSessionCookie': 'reads nothing',
  'auth/listIdentityProviders': 'reads nothing',
  'auth/getIdentityProvider': 'reads nothing',
  'auth/nameOfIssuer': 'reads nothing',
  'auth/isOfProvider': 'reads nothing',
  'organisations/readSizeTest': 'three rows of policy numbers by key and day, with the profile',
  'auth/getAddressOf': 'one request by the hash of its link; refuses where there is none',
  'auth/getRegistering': 'one request by the hash of its link; refuses where there is none',
  'auth/getJoining': 'one request by the hash of its link; refuses where there is none',
  'profiles/getOwnFramework': 'one of listOwnFrameworks',
  'profiles/getDocument': 'one by its id; refuses where there is none',
  'profiles/getCredentialDocument':
    'one file by the id of its credential; refuses where there is none',
  'evaluation/getPitchDocument': 'getPitchToScore, and one file of what the pitch carries',
  'joining/getJoinRequest': 'one by its id; refuses where there is none',
  'successions/getSuccession': 'one by its id; refuses where there is none',
  'successions/getSplitToArrange': 'one by its id; refuses where there is none',
  'successions/getNovation': 'one by its reference; its parts are measured',
  'successions/findOrganisation': 'one by its name or number; refuses where there is none',
  'successions/findCouncil': 'one of the register by its code or name; refuses where there is none',
  'joining/getInvitation': 'one by its id; refuses where there is none',
  'joining/getOffered': 'one invitation by the hash of its link; refuses where there is none',
  'joining/listWithoutAdministrator':
    'looks at every organisation, some thousand, on a page of the operators',
  'notifications/isOutboxOpen': 'reads nothing',
  'reporting/readBefore': 'reads nothing',
  'reporting/readDay': 'reads nothing',
  'ledger/listBrokenSeals': 'works the whole ledger out again, at night',
  'delivery/listConcerned': 'whom a job writes to',
  'delivery/listPayers': 'whom a job writes to',
  'delivery/listPeopleOfCouncil': 'whom a job writes to',
  'pledges/findSetToShare':
    'every pledge a pot is shared out over: read by jobs, which note what pages show',
  'pledges/readOwnPledgeRow': 'getOwnPledge, whoever asks',
  'pledges/findFixedShare':
    'one challenge of a pot that was shared out, when that is posted, at night',
  'privacy/listErasures': 'everybody who was erased, for a file that a job writes',
  'privacy/readErasuresOf': 'reads a file, and nothing of the database',
  'privacy/getOwnData':
    'all about one person, table after table, some of them whole: for the copy they take, once a minute at most',
  'pledges/readTrial': 'hands up to 100,000 pledges to a simulation; the bench measures it',
}

/**
 * Reads that no page waits for, with who does: they write a file or feed a job, a part at a time. They are held to
 * plans like all others, and not to the time of a page.
 */
const parts: Record<string, string> = {
  ...inFiles(
    'allocationsCsv',
    'sharesCsv',
    'potMatchesCsv',
    'fundingsCsv',
    'rulesCsv',
    'registerCsv',
    'suppliersCsv',
  ),
  ...inFiles(
    'auditCsv',
    'ownAuditCsv',
    'sharingCsv',
    'pledgesCsv',
    'streamCsv',
    'journalCsv',
    'schemeCsv',
    'statementCsv',
  ),
  'ledger/listCouncilTransfers': 'five hundred transfers of the file of journals',
  'reporting/listJournalLines': 'the same with their names, for the same file',
  'pledges/readSharing': 'all lines of the file of a pot that is shared out',
  'pledges/readReplayEvents':
    'the whole ledger, a thousand journals at a time, for the job that replays it',
  'pledges/listUnposted': 'for the job that posts what a pot was shared out to',
}

function inFiles(...names: string[]) {
  return Object.fromEntries(names.map((name) => [`open-data/${name}`, 'a file to take away']))
}

type Read = { name: string; call: (...values: unknown[]) => unknown }

const isRead = (name: string) =>
  /^(find|list|get|read|count|is|has|preview|balance|name)[A-Z]/.test(name) || name.endsWith('Csv')

/** Every read that a file of the domain exports, found from the code. */
export async function listReads(): Promise<Read[]> {
  const files = readdirSync('app/domain', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.server.ts'),
  )
  const reads: Read[] = []
  for (const file of files.sort()) {
    const exported = (await import(path.resolve('app/domain', file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported))
      if (typeof value === 'function' && isRead(name))
        reads.push({ name: `${path.dirname(file)}/${name}`, call: value as Read['call'] })
  }
  return reads
}

/** What the catalogue and the code do not agree on: both must be empty. */
export async function compareWithCode() {
  const names = (await listReads()).map(({ name }) => name)
  const known = [...Object.keys(calls), ...Object.keys(apart)]
  return {
    unknown: names.filter((name) => !known.includes(name)),
    gone: known.filter((name) => !names.includes(name)),
  }
}

/** Every call of every read, to be made in turn. */
export async function listCalls(samples: Samples) {
  const reads = await listReads()
  return reads.flatMap(({ name, call }) =>
    (calls[name]?.(samples) ?? []).map((values, place, all) => ({
      name: all.length > 1 ? `${name} ${place + 1}` : name,
      isPage: parts[name] === undefined,
      run: () => settle(call(...values)),
    })),
  )
}

/** A file is written page by page: its first two pages are what somebody waits for. */
async function settle(answer: unknown) {
  const settled = await answer
  if (!isStream(settled)) return settled
  let pages = 0
  for await (const page of settled) if (page !== '' && ++pages === 3) break
  return pages
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
