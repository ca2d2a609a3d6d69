import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Account, JournalKind } from '../ledger/journal.ts'
import { findSealOf } from '../ledger/seal-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { nameEntries } from './statement-names.server.ts'

const accountColumns = {
  kind: true,
  councilId: true,
  council: { select: { organisation: { select: { name: true, slug: true } } } },
  pot: { select: { name: true, slug: true } },
  purse: true,
  funder: { select: { organisation: { select: { name: true, slug: true } } } },
  supplier: { select: { organisation: { select: { name: true, slug: true } } } },
} as const

const mostLines = 500

/** One event of the ledger with its transfers, what it reverses or was reversed by, and its seal. */
export async function getJournal(reader: Actor | undefined, id: bigint) {
  const journal = await db.journal.findUnique({
    where: { id },
    select: {
      id: true,
      kind: true,
      at: true,
      memo: true,
      challengeId: true,
      pledgeId: true,
      paymentId: true,
      personId: true,
      reversesId: true,
      challenge: { select: { leadCouncilId: true, stage: true } },
      pledge: { select: { councilId: true, isNameShown: true, state: true } },
      reverses: { select: { kind: true } },
      reversals: { select: { id: true } },
      transfers: {
        orderBy: { line: 'asc' },
        take: mostLines,
        select: {
          line: true,
          amountPence: true,
          debitAccount: { select: accountColumns },
          creditAccount: { select: accountColumns },
        },
      },
    },
  })
  if (!journal || !maySee(reader, journal)) throw new Refusal('not-found', 'Page not found')
  const potId = null
  const entry = { ...journal, kind: journal.kind as JournalKind, councilId: null, potId }
  const [[words], seal] = await Promise.all([nameEntries(reader, [entry]), findSealOf(id)])
  const isNamed = (councilId: string) => mayName(reader, journal, councilId)
  return {
    id,
    at: journal.at,
    what: words?.what ?? '',
    who: words?.who ?? '',
    challenge: words?.challenge,
    reference: words?.reference,
    reversesId: journal.reversesId,
    reversedById: journal.reversals[0]?.id ?? null,
    lines: journal.transfers.map(({ line, amountPence, debitAccount, creditAccount }) => ({
      line,
      amountPence,
      from: nameAccount(debitAccount, isNamed),
      to: nameAccount(creditAccount, isNamed),
    })),
    isCut: journal.transfers.length === mostLines,
    seal,
  }
}
export type JournalPage = Awaited<ReturnType<typeof getJournal>>

type Judged = {
  kind: string
  reverses: { kind: string } | null
  challenge: { leadCouncilId: string; stage: string } | null
  pledge: { councilId: string; isNameShown: boolean; state: string } | null
}

/** Whether a council's money is in is between it and the lead council; all else is public. */
function maySee(reader: Actor | undefined, { kind, reverses, challenge, pledge }: Judged) {
  if (challenge?.stage === 'draft') return false
  if ((reverses?.kind ?? kind) !== 'collection-received') return true
  const parties = [challenge?.leadCouncilId, pledge?.councilId]
  return reader !== undefined && parties.includes(reader.organisationId)
}

function mayName(reader: Actor | undefined, { pledge }: Judged, councilId: string) {
  if (!pledge || pledge.councilId !== councilId || reader?.organisationId === councilId) return true
  return pledge.isNameShown || pledge.state === 'called'
}

type Holder = { organisation: { name: string; slug: string } } | null
type Named = {
  kind: string
  councilId: string | null
  council: Holder
  funder: Holder
  supplier: Holder
  pot: { name: string; slug: string } | null
  purse: string | null
}

const accountNames: Record<Account['kind'], string> = {
  funder: 'Money of the funder',
  council: 'Money of the council',
  'pot-available': 'Can be matched',
  'match-reserved': 'Match reserved',
  'match-committed': 'Match committed',
  pledged: 'Pledged',
  called: 'Called',
  received: 'In, not spent',
  refundable: 'To be refunded',
  refunded: 'Refunded',
  payable: 'To be paid',
  paid: 'Paid',
}

/** "Leeds: pledged", with where its holder is told about. */
function nameAccount(account: Named, isNamed: (councilId: string) => boolean) {
  const { council, funder, supplier, pot, purse, councilId } = account
  const what = accountNames[account.kind as Account['kind']]
  const ofSupplier =
    (purse ? `, ${purse.replaceAll('-', ' ')}` : '') +
    (supplier ? `, to ${supplier.organisation.name}` : '') +
    (pot && funder ? `, money of ${funder.organisation.name}` : '')
  if (pot) return { name: pot.name, href: `/pots/${pot.slug}`, what: what + ofSupplier }
  if (councilId && !isNamed(councilId))
    return { name: 'A council, named once the target is met', href: undefined, what }
  const holder = (council ?? funder)?.organisation
  return {
    name: holder?.name ?? '',
    href: holder && `/organisations/${holder.slug}`,
    what: what + ofSupplier,
  }
}
