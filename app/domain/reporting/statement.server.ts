import { Refusal } from '#app/core/refusal.ts'
import {
  challengeBooks,
  chooseBook,
  councilBooks,
  funderBooks,
  potBooks,
  type Book,
} from '../ledger/book.ts'
import { readStatement } from '../ledger/statement-queries.server.ts'
import { readPeriod, readPlace } from '../ledger/statement.ts'
import type { Actor } from '../organisations/actor.ts'
import { nameEntries } from './statement-names.server.ts'

type Asked = { reader: Actor | undefined; search: URLSearchParams; limit?: number }

/** What a challenge was promised and paid, as everybody may see it. */
export function readChallengeStatement(challengeId: string, asked: Asked) {
  const name = chooseBook(challengeBooks, asked.search.get('book'), 'pledged')
  return read({ ...challengeBooks[name], challengeId }, name, asked)
}

/** What a pot holds and where it went, as everybody may see it. */
export function readPotStatement(potId: string, asked: Asked) {
  const name = chooseBook(potBooks, asked.search.get('book'), 'available')
  return read({ ...potBooks[name], potId }, name, asked)
}

/** A council's own: what it pledged, what was called, and what became of it. For its people alone. */
export async function readCouncilStatement(reader: Actor, asked: Omit<Asked, 'reader'>) {
  if (reader.organisationKind !== 'council') throw new Refusal('not-found', 'Page not found')
  const name = chooseBook(councilBooks, asked.search.get('book'), 'pledged')
  return read({ ...councilBooks[name], councilId: reader.organisationId }, name, {
    reader,
    ...asked,
  })
}

/** A funder's own: what it put into pots, and its share of what they owe and have paid. For its people alone. */
export async function readFunderStatement(reader: Actor, asked: Omit<Asked, 'reader'>) {
  if (reader.organisationKind !== 'funder') throw new Refusal('not-found', 'Page not found')
  const name = chooseBook(funderBooks, asked.search.get('book'), 'given')
  return read({ ...funderBooks[name], funderId: reader.organisationId }, name, { reader, ...asked })
}

/** Whichever of the two the reader's organisation has. */
export const readOwnStatement = (reader: Actor, asked: Omit<Asked, 'reader'>) =>
  reader.organisationKind === 'funder'
    ? readFunderStatement(reader, asked)
    : readCouncilStatement(reader, asked)

async function read(book: Book & { name: string }, name: string, { reader, search, limit }: Asked) {
  const after = readPlace(search.get('after'))
  const period = readPeriod(search)
  const statement = await readStatement(book, {
    period,
    ...(after && { after }),
    ...(limit && { limit }),
  })
  const entries = await nameEntries(reader, statement.entries)
  return { ...statement, entries, period, book: name, isFirst: after === undefined }
}
export type Statement = Awaited<ReturnType<typeof read>>
