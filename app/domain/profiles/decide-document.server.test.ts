import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { listHeldCredentials } from './credential-queries.server.ts'
import { decideDocument } from './decide-document.server.ts'
import { readDocumentFilters } from './document-filters.ts'
import {
  findLongestWaitingDocument,
  getDocument,
  listDocuments,
} from './document-queries.server.ts'
import { withdrawCredential } from './withdraw-credential.server.ts'

const seen = { decision: 'seen', reason: '' } as const
const sendBack = { decision: 'send-back', reason: 'It names another firm.' } as const

async function attached() {
  const founder = await build.member()
  const id = await build.credential(founder, { hasDocument: true })
  return { founder, id }
}

const provenance = async (supplierId: string) =>
  (await listHeldCredentials(db, supplierId)).map((each) => each.provenance)

test('an operator says that a document was seen, and everybody is told so', async () => {
  const { founder, id } = await attached()
  const operator = await build.operator()

  expect(await provenance(founder.organisationId)).toEqual(['document'])
  await decideDocument(operator, id, seen)

  expect(await provenance(founder.organisationId)).toEqual(['seen'])
  expect(await getDocument(operator, id)).toMatchObject({
    ...{ isWaiting: false, seenBy: operator.personName },
  })
})

test('of two operators at once one decides', async () => {
  const { founder, id } = await attached()
  const [one, other] = [await build.operator(), await build.operator()]

  const both = await Promise.allSettled([
    decideDocument(one, id, seen),
    decideDocument(other, id, sendBack),
  ])

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const entries = await db.auditEntry.count({
    where: {
      subjectId: founder.organisationId,
      action: { in: ['document-seen', 'document-sent-back'] },
    },
  })
  expect(entries).toBe(1)
})

test('a document that is sent back stands behind nothing, and its firm is told why', async () => {
  const { founder, id } = await attached()

  await decideDocument(await build.operator(), id, sendBack)

  expect(await provenance(founder.organisationId)).toEqual(['said'])
  const mail = await db.outboxEmail.findFirstOrThrow({
    where: { idempotencyKey: `document-sent-back:${id}:${founder.personId}` },
  })
  expect(mail.text).toContain('It names another firm.')
})

test('nobody but operators decides, and nobody about what they entered themselves', async () => {
  const { founder, id } = await attached()
  const both = { ...founder, roles: ['operator' as const] }

  await expect(decideDocument(founder, id, seen)).rejects.toThrow('Page not found')
  await expect(decideDocument(await build.officer(), id, seen)).rejects.toThrow('Page not found')
  await expect(decideDocument(both, id, seen)).rejects.toThrow('Another operator')
})

test('nor does another person of the firm, by any account of theirs: the database refuses', async () => {
  const { founder, id } = await attached()
  const firm = await db.organisation.findUniqueOrThrow({ where: { id: founder.organisationId } })
  const colleague = await build.member({ organisation: firm })
  const operator = await build.operator()
  await build.sameHuman(colleague, operator)

  await expect(decideDocument(operator, id, seen)).rejects.toThrow('takes two people')
  expect(await provenance(founder.organisationId)).toEqual(['document'])
})

test('what was taken back, or has no document, is not decided about', async () => {
  const { founder, id } = await attached()
  const operator = await build.operator()
  const bare = await build.credential(founder, { kind: 'iso-9001' })
  await withdrawCredential(founder, id)

  await expect(decideDocument(operator, id, seen)).rejects.toThrow('took it back')
  await expect(decideDocument(operator, bare, seen)).rejects.toThrow('Page not found')
  await expect(getDocument(operator, bare)).rejects.toThrow('Page not found')
})

test('documents wait in the order they came, and are found by what became of them', async () => {
  const operator = await build.operator()
  const first = await attached()
  const second = await attached()
  const list = async (search: string) =>
    (await listDocuments(operator, readDocumentFilters(new URLSearchParams(search)))).documents.map(
      ({ id }) => id,
    )

  const waiting = await list('')
  expect(waiting.indexOf(first.id)).toBeLessThan(waiting.indexOf(second.id))
  const before = (await findLongestWaitingDocument(operator))?.count ?? 0
  await decideDocument(operator, first.id, seen)

  expect(await list('')).not.toContain(first.id)
  expect(await list('state=seen')).toContain(first.id)
  expect(await list('kind=iso-9001')).not.toContain(second.id)
  expect((await findLongestWaitingDocument(operator))?.count).toBe(before - 1)
  await expect(
    listDocuments(first.founder, readDocumentFilters(new URLSearchParams())),
  ).rejects.toThrow('Page not found')
})

test('a long list of documents goes on where its first page ended', async () => {
  const operator = await build.operator()
  for (let each = 0; each < 26; each++)
    await build.credential(await build.member(), { kind: 'dspt', hasDocument: true })
  const filters = readDocumentFilters(new URLSearchParams('kind=dspt'))
  const first = await listDocuments(operator, filters)

  const second = await listDocuments(operator, { ...filters, after: first.next })

  const ids = [...first.documents, ...second.documents].map(({ id }) => id)
  expect([first.documents.length, second.documents.length]).toEqual([25, 1])
  expect(new Set(ids).size).toBe(26)
  expect(second.next).toBeUndefined()
})
