import { invariant } from '#app/core/refusal.ts'
import type { Account } from './journal.ts'

type Kind = Account['kind']

/** A balance people ask for: the accounts it is the sum of. What moves among them is no part of it. */
export type Book = {
  kinds: readonly Kind[]
  councilId?: string
  funderId?: string
  potId?: string
  challengeId?: string
  /** Only councils' money, or only pots', where a kind of account holds both. */
  source?: 'council' | 'pot'
  /** Money comes from here, so the balance is what went out of it. */
  isSource?: boolean
}

const spentOrBack = ['payable', 'paid', 'refundable', 'refunded'] as const
const councilMoney = ['pledged', 'called', 'received', ...spentOrBack] as const
const potMoney = ['match-reserved', 'match-committed', 'payable', 'paid'] as const

/** The statements of a challenge. The sums called and in are between a council and the lead council. */
export const challengeBooks = {
  pledged: { name: 'Pledged by councils', kinds: councilMoney, source: 'council' },
  matched: { name: 'Matched by pots', kinds: potMoney, source: 'pot' },
  owed: { name: 'Approved, not paid yet', kinds: ['payable'] },
  paid: { name: 'Paid to suppliers', kinds: ['paid'] },
} as const

export const potBooks = {
  available: { name: 'Can still be matched', kinds: ['pot-available'] },
  reserved: { name: 'Reserved for live pledges', kinds: ['match-reserved'] },
  committed: { name: 'Committed to funded challenges', kinds: ['match-committed', 'payable'] },
  paid: { name: 'Paid to suppliers', kinds: ['paid'] },
} as const

/** A council's own; nobody else's. */
export const councilBooks = {
  pledged: { name: 'Pledged in all', kinds: ['council'], isSource: true },
  signed: { name: 'Signed, not called yet', kinds: ['pledged'] },
  called: { name: 'Called, not in yet', kinds: ['called'] },
  received: { name: 'In, not spent yet', kinds: ['received'] },
  owed: { name: 'Approved, not paid yet', kinds: ['payable'] },
  paid: { name: 'Paid to suppliers', kinds: ['paid'] },
  refundable: { name: 'Not spent, to be refunded', kinds: ['refundable'] },
  refunded: { name: 'Refunded', kinds: ['refunded'] },
} as const

/** A funder's own, over all pots it put money into. */
export const funderBooks = {
  given: { name: 'Put into pots, less taken back', kinds: ['funder'], isSource: true },
  owed: { name: 'Its share of approved, not paid yet', kinds: ['payable'] },
  paid: { name: 'Its share of paid to suppliers', kinds: ['paid'] },
} as const

export type ChallengeBook = keyof typeof challengeBooks
export type PotBook = keyof typeof potBooks
export type CouncilBook = keyof typeof councilBooks

/** The one asked for by name, or else the first of them. */
export function chooseBook<Name extends string>(
  books: Record<Name, object>,
  asked: unknown,
  first: Name,
): Name {
  return (Object.keys(books) as Name[]).find((name) => name === asked) ?? first
}

/** Whose a book is, and its kinds of account as `account_owners` names them. */
export function ownerOf(book: Book): [ownerId: string, kinds: string[]] {
  const { councilId, funderId, potId, challengeId, kinds, source } = book
  const owners = [councilId, funderId, potId, challengeId].filter((id) => id !== undefined)
  const [ownerId] = owners
  invariant(ownerId && owners.length === 1, 'a book is of one council, funder, pot or challenge')
  if (!challengeId) return [ownerId, [...kinds]]
  return [ownerId, kinds.flatMap((kind) => ofChallenge(kind, source))]
}

/** What is payable and paid is of councils or of pots; the other kinds are of one of them alone. */
function ofChallenge(kind: Kind, source: Book['source']) {
  if (kind !== 'payable' && kind !== 'paid') return [kind]
  return source ? [`${kind}/${source}`] : [`${kind}/council`, `${kind}/pot`]
}
