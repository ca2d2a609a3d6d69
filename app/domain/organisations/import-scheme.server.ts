import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, formatDay, londonDay } from '#app/core/time.ts'
import { textOfBody } from '../audit/operation.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { accountsOf, type Actor } from './actor.ts'
import { describeLimit, type SchemeFileInput } from './delegation.ts'
import { lockScheme } from './keep-scheme.server.ts'
import { lockMembers } from './lock-members.server.ts'
import { compareScheme, type SchemeChange, type SchemeMember } from './scheme-change.ts'
import { readSchemeFile } from './scheme-file.ts'
import { endLimit, writeLimit } from './set-limit.server.ts'
import { spendKindLabel, type SpendKind } from './spend.ts'
import { requireSchemeKeeper } from './spending-lock.ts'
import { whileTwoPeople } from './while-two-people.server.ts'

/** Every one of a council's people with the limits that hold today or later. Its keepers alone see addresses. */
export async function listSchemeMembers(actor: Actor, store: Tx = db): Promise<SchemeMember[]> {
  requireSchemeKeeper(actor)
  const councilId = actor.organisationId
  const today = dateOf(londonDay(clock.now()))
  const rows = await store.membership.findMany({
    where: { organisationId: councilId, endedAt: null },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    take: 2_000,
    select: {
      id: true,
      person: { select: { id: true, name: true, email: true } },
      delegatedLimits: {
        where: { OR: [{ toOn: null }, { toOn: { gt: today } }] },
        orderBy: { fromOn: 'asc' },
        take: 100,
      },
    },
  })
  return rows.map(({ id, person, delegatedLimits }) => ({
    ...{ membershipId: id, personId: person.id, name: person.name, email: person.email },
    limits: delegatedLimits.map(({ spend, limitPence, yearLimitPence, fromOn, toOn }) => ({
      spend: (spend ?? undefined) as SpendKind | undefined,
      limitPence,
      yearLimitPence: yearLimitPence ?? undefined,
      from: dayOf(fromOn),
      to: toOn ? dayOf(toOn) : undefined,
    })),
  }))
}

/** What a file would change from its day on, with what is wrong in it; nothing is written. */
export async function previewScheme(actor: Actor, input: SchemeFileInput, store: Tx = db) {
  const { content, from: on } = input
  if (on < londonDay(clock.now()))
    throw new Refusal('invalid', 'Enter today or a later day', { field: 'from' })
  const members = await listSchemeMembers(actor, store)
  const compared = compareScheme(members, readSchemeFile(content), {
    on,
    ownPersonIds: accountsOf(actor),
  })
  return { ...compared, seen: fingerprintOf(input, compared.changes) }
}

const fingerprintOf = ({ from, source }: SchemeFileInput, changes: SchemeChange[]) =>
  createHash('sha256').update(textOfBody({ from, source, changes })).digest('hex')

/**
 * Makes a council's limits what a file says from a day on, all in one: exactly the changes that were shown (`seen`), or
 * none. Refused when a line cannot be read, or when the limits have changed since they were shown.
 */
export async function importScheme(actor: Actor, input: SchemeFileInput & { seen: string }) {
  requireSchemeKeeper(actor)
  const councilId = actor.organisationId
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      await lockScheme(tx, councilId)
      await lockMembers(tx, actor)
      const { changes, problems, seen } = await previewScheme(actor, input, tx)
      if (problems.length > 0)
        throw new Refusal('invalid', 'Mend the lines that cannot be read first', {
          field: 'content',
        })
      if (seen !== input.seen)
        throw new Refusal(
          'conflict',
          'Limits have changed since you looked. Look at the changes again.',
        )
      if (changes.length === 0) return
      const { from, source } = input
      const says = () => sayChanges(changes, input)
      await requireProof(tx, actor, { verb: 'import-scheme', body: { seen, from, source }, says })
      for (const change of changes) await apply(tx, actor, { ...change, from, source })
      await record(tx, actor, {
        subjectKind: 'council',
        subjectId: councilId,
        action: 'scheme-imported',
        summary: `Read limits from a file: ${changes.length} changed from ${formatDay(from)}`,
        detail: { from, source, seen },
      })
    }),
  )
}

type Applied = SchemeChange & Pick<SchemeFileInput, 'from' | 'source'>

function apply(tx: Tx, actor: Actor, change: Applied) {
  const { membershipId, spend, after, from, source } = change
  const of = { membershipId, spend, from, source }
  if (!after) return endLimit(tx, actor, of)
  const { limitPence: limit, yearLimitPence: yearLimit } = after
  return writeLimit(tx, actor, { ...of, limit, yearLimit })
}

const sayChanges = (changes: SchemeChange[], { from, source }: SchemeFileInput) => [
  { name: 'You sign', value: 'These limits of your people' },
  ...changes.map(({ name, ...change }) => ({
    name: nameOf(name, change),
    value: sayChange(change),
  })),
  { name: 'From', value: formatDay(from) },
  { name: 'Decision', value: source },
]

const nameOf = (name: string, { spend }: Pick<SchemeChange, 'spend'>) =>
  spend ? `${name}, ${spendKindLabel[spend].toLowerCase()}` : name

/** "£5,000 for capital, instead of £2,000 for capital". */
function sayChange({ spend, before, after }: Omit<SchemeChange, 'name' | 'membershipId'>) {
  const kind = spend ? spendKindLabel[spend].toLowerCase() : 'any spend'
  if (!after) return before ? `Ends: ${describeLimit(before)}` : `Later limits for ${kind} end`
  return `${describeLimit(after)}${before ? `, instead of ${describeLimit(before)}` : ', new'}`
}
