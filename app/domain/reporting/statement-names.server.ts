import { db } from '#app/core/db.server.ts'
import { journalKindNames, type Entry } from '../ledger/statement.ts'
import type { Actor } from '../organisations/actor.ts'
import { paymentReference } from '../payments/payment.ts'
import { pledgeReference } from '../pledges/pledge.ts'

/** What a reader is told about an entry, beside its sum. */
export type EntryWords = {
  what: string
  who: string
  challenge?: { title: string; href: string }
  reference?: { name: string; href?: string }
}

type Facts = Pick<
  Entry,
  'kind' | 'challengeId' | 'pledgeId' | 'paymentId' | 'personId' | 'councilId' | 'potId'
>

const distinct = (ids: (string | null)[]) => [
  ...new Set(ids.filter((id): id is string => id !== null)),
]

/**
 * Says of each entry what happened and who did it, as this reader may know: colleagues by name, a
 * council that keeps its name back until the target is met as "a council".
 */
export async function nameEntries<E extends Facts>(
  reader: Actor | undefined,
  entries: E[],
): Promise<(E & EntryWords)[]> {
  const names = await findNames(reader, entries)
  return entries.map((entry) => ({ ...entry, ...wordsOf(entry, names) }))
}

type Names = Awaited<ReturnType<typeof findNames>>

async function findNames(reader: Actor | undefined, entries: Facts[]) {
  const ids = (key: 'challengeId' | 'pledgeId' | 'paymentId' | 'personId' | 'potId') => ({
    in: distinct(entries.map((entry) => entry[key])),
  })
  const [challenges, pledges, payments, people, pots] = await Promise.all([
    db.challenge.findMany({
      where: { id: ids('challengeId') },
      select: { id: true, slug: true, title: true, shortTitle: true },
    }),
    db.pledge.findMany({ where: { id: ids('pledgeId') }, select: pledgeColumns }),
    db.payment.findMany({
      where: { id: ids('paymentId') },
      select: { id: true, number: true },
    }),
    reader ? listColleagues(reader, ids('personId')) : [],
    db.pot.findMany({ where: { id: ids('potId') }, select: { id: true, name: true } }),
  ])
  const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]))
  return {
    reader,
    challenges: byId(challenges),
    pledges: byId(pledges),
    payments: byId(payments),
    people: byId(people),
    pots: byId(pots),
  }
}

const listColleagues = (reader: Actor, id: { in: string[] }) =>
  db.person.findMany({
    where: { id, memberships: { some: { organisationId: reader.organisationId } } },
    select: { id: true, name: true },
  })

const pledgeColumns = {
  id: true,
  number: true,
  isNameShown: true,
  state: true,
  councilId: true,
  council: { select: { organisation: { select: { name: true } } } },
} as const

function wordsOf(entry: Facts, names: Names): EntryWords {
  const challenge = names.challenges.get(entry.challengeId ?? '')
  const reference = referenceOf(entry, names)
  return {
    what: journalKindNames[entry.kind],
    who: names.people.get(entry.personId ?? '')?.name ?? whoseDeed(entry, names),
    ...(challenge?.slug && {
      challenge: {
        title: challenge.shortTitle ?? challenge.title,
        href: `/challenges/${challenge.slug}`,
      },
    }),
    ...(reference && { reference }),
  }
}

function referenceOf({ pledgeId, paymentId }: Facts, names: Names) {
  const pledge = names.pledges.get(pledgeId ?? '')
  const payment = names.payments.get(paymentId ?? '')
  if (payment) return { name: paymentReference(payment.number) }
  if (!pledge) return undefined
  const reference = pledgeReference(pledge.number)
  return { name: reference, href: `/pledges/${reference}` }
}

/** Who did it, when it was nobody the reader knows by name. */
function whoseDeed({ kind, pledgeId, potId }: Facts, names: Names) {
  const pledge = names.pledges.get(pledgeId ?? '')
  if (kind === 'pot-funded' || kind === 'pot-taken-back') return 'A funder of the pot'
  if (kind === 'round-funded' || kind === 'pledge-lapsed') return 'The round’s closing'
  if (kind === 'payment-approved') return 'The approvers of the payment'
  if (kind === 'unspent-given-back' || kind === 'collection-cancelled')
    return 'The lead council and a funder'
  if (kind === 'refund-paid') return 'The lead council’s bank'
  if (kind === 'payment-settled') return 'The bank, as the payment file says'
  if (kind === 'collection-received' || kind === 'reversal') return 'The lead council'
  if (!pledge) return names.pots.get(potId ?? '')?.name ?? 'Solve Once'
  const isOwn = names.reader?.organisationId === pledge.councilId
  const isNamed = isOwn || pledge.isNameShown || pledge.state === 'called'
  return isNamed ? pledge.council.organisation.name : 'A council, named once the target is met'
}
