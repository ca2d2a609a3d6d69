import { db, type Tx } from '#app/core/db.server.ts'
import { listFirmBlocks } from './firm-queries.server.ts'
import { successorsOf, type ShownSuccession } from './queries.server.ts'
import { blocksOf } from './succession.ts'

const organisation = { select: { name: true, slug: true } } as const

/** What stands in the way of it today. */
export async function listBlocks(succession: ShownSuccession, store: Tx = db) {
  const [all, own] = await Promise.all([
    listCommonBlocks(succession, store),
    succession.kind === 'supplier' ? listFirmBlocks(succession, store) : [],
  ])
  return [...all, ...own]
}

async function listCommonBlocks(succession: ShownSuccession, store: Tx) {
  const { isSplit, others, predecessors } = succession
  const [ended, entries, changes] = await Promise.all([
    store.formerOrganisation.findMany({
      where: { id: { in: successorsOf(succession) } },
      orderBy: { nameThen: 'asc' },
      take: 20,
      select: { nameThen: true, answeredBy: organisation },
    }),
    store.areaProposal.findMany({
      where: {
        combinedAuthorityId: { in: predecessors.map(({ id }) => id) },
        entryId: null,
        endedAt: null,
      },
      orderBy: { id: 'asc' },
      take: 20,
      select: { combinedAuthority: { select: { council: { select: { organisation } } } } },
    }),
    store.bankDetailsChange.findMany({
      where: { endedAt: null, organisationId: { in: predecessors.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
      take: 20,
      select: { organisation: { select: { name: true } } },
    }),
  ])
  return blocksOf({
    isHalfSplit: isSplit && others.length === 0,
    endedSuccessors: ended.map(({ nameThen, answeredBy }) => ({
      name: nameThen,
      nowPartOf: answeredBy.name,
    })),
    areaProposalsOf: [
      ...new Set(entries.map(({ combinedAuthority: area }) => area.council.organisation.name)),
    ],
    bankChangesOf: [...new Set(changes.map(({ organisation }) => organisation.name))],
  })
}
