import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { discardDraft } from './discard-draft.server.ts'
import { getDraft, listDrafts } from './draft-queries.server.ts'
import type { StepInput } from './draft.ts'
import { publishChallenge } from './publish-challenge.server.ts'
import { findPublicChallenge } from './queries.server.ts'
import { saveDraftStep } from './save-draft-step.server.ts'
import { listSimilarChallenges } from './similar-queries.server.ts'
import { startDraft } from './start-draft.server.ts'

const title = { title: 'Check Blue Badge evidence once', shortTitle: 'Blue Badge evidence' }
const outcome = (text: string, seenAt: Date): StepInput => ({
  step: 'outcome',
  outcome: text,
  seenAt,
})

/** A colleague in the same council. */
const colleague = (of: { organisationId: string; organisationName: string }, name: string) =>
  build.officer({
    name,
    organisation: { id: of.organisationId, name: of.organisationName, slug: 'x', kind: 'council' },
  })

async function wholeDraft(by: Awaited<ReturnType<typeof build.officer>>) {
  const { id } = await startDraft(by, { operationKey: newId(), ...title })
  const area = await build.serviceFunction()
  const answers = {
    summary: 'People prove the same disability twice.',
    problem: 'Officers retype letters.',
    serviceFunctionId: area.id,
    costToday: 'Two days a week.',
    outcome: 'Evidence is checked once',
    adoptionRoute: 'One agreement.',
    leadVolumePerYear: 2_900,
    leadYearlyCostPence: pounds(41_000),
  }
  await db.challenge.update({ where: { id }, data: answers })
  return getDraft(by, id)
}

test('an officer writes a challenge a page at a time and publishes it', async () => {
  const leeds = await build.officer()
  const area = await build.serviceFunction()
  const { id } = await startDraft(leeds, { operationKey: newId(), ...title })
  const save = async (input: object) =>
    saveDraftStep(leeds, id, {
      seenAt: (await getDraft(leeds, id)).changedAt,
      ...input,
    } as StepInput)

  await save({
    step: 'problem',
    summary: 'Twice.',
    problem: 'By hand.',
    quote: null,
    quoteBy: null,
  })
  await save({ step: 'service', serviceFunctionId: area.id, serviceName: null, theme: null })
  await save({
    step: 'cost',
    costToday: 'Days.',
    leadVolumePerYear: 2_900,
    leadYearlyCostPence: pounds(41_000),
    typicalCostPence: null,
  })
  await save({ step: 'outcome', outcome: 'Once' })
  const early = await publishChallenge(leeds, id, clock.now()).catch((error) => error)
  await save({ step: 'adoption', adoptionRoute: 'Sign.', runningCostYearlyPence: null })
  const { slug } = await publishChallenge(leeds, id, (await getDraft(leeds, id)).changedAt)

  expect(early).toMatchObject({ kind: 'conflict', message: expect.stringContaining('take it up') })
  expect(slug).toBe('blue-badge-evidence')
  expect(await findPublicChallenge(slug)).toMatchObject({ id, stage: 'gathering' })
  expect(await db.coSignature.findMany({ where: { challengeId: id } })).toMatchObject([
    { councilId: leeds.organisationId, volumePerYear: 2_900, yearlyCostPence: pounds(41_000) },
  ])
})

test('of two who publish at once, both learn the one address', async () => {
  const leeds = await build.officer()
  const draft = await wholeDraft(leeds)
  const publish = () => publishChallenge(leeds, draft.id, draft.changedAt)

  const published = await Promise.all([publish(), publish(), publish()])

  expect(new Set(published.map(({ slug }) => slug)).size).toBe(1)
  expect(await db.coSignature.count({ where: { challengeId: draft.id } })).toBe(1)
  expect(
    await db.auditEntry.count({ where: { subjectId: draft.id, action: 'challenge-published' } }),
  ).toBe(1)
})

test('two challenges of one name, published at once, get two addresses', async () => {
  const leeds = await build.officer()
  const kent = await build.officer()
  const [first, second] = [await wholeDraft(leeds), await wholeDraft(kent)]

  const slugs = await Promise.all([
    publishChallenge(leeds, first.id, first.changedAt),
    publishChallenge(kent, second.id, second.changedAt),
  ])

  expect(new Set(slugs.map(({ slug }) => slug)).size).toBe(2)
})

test('the title sent twice begins one draft', async () => {
  const leeds = await build.officer()
  const input = { operationKey: newId(), ...title }

  await Promise.all([startDraft(leeds, input), startDraft(leeds, input)])

  expect(await listDrafts(leeds)).toHaveLength(1)
})

test('somebody else’s key begins nothing', async () => {
  const leeds = await build.officer()
  const { id } = await startDraft(leeds, { operationKey: newId(), ...title })

  await expect(startDraft(await build.officer(), { operationKey: id, ...title })).rejects.toThrow()
})

test('only officers of a council begin a draft', async () => {
  const input = { operationKey: newId(), ...title }

  for (const actor of [await build.member(), await build.financeApprover()])
    await expect(startDraft(actor, input)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('D1: a draft does not exist for anybody outside the council that writes it', async () => {
  const leeds = await build.officer()
  const draft = await wholeDraft(leeds)
  const clerk = await build.financeApprover({
    organisation: { id: leeds.organisationId, name: 'Leeds', slug: 'leeds', kind: 'council' },
  })

  for (const outsider of [
    await build.officer(),
    await build.member(),
    await build.operator(),
    clerk,
  ]) {
    const missing = { kind: 'not-found' }
    await expect(getDraft(outsider, draft.id)).rejects.toMatchObject(missing)
    await expect(
      saveDraftStep(outsider, draft.id, outcome('Mine', draft.changedAt)),
    ).rejects.toMatchObject(missing)
    await expect(publishChallenge(outsider, draft.id, draft.changedAt)).rejects.toMatchObject(
      missing,
    )
    await expect(discardDraft(outsider, draft.id)).rejects.toMatchObject(missing)
    expect(await listDrafts(outsider)).toEqual([])
  }
  expect(await findPublicChallenge(`SO-${draft.number}`)).toBeUndefined()
  expect(await listSimilarChallenges(draft.title)).not.toContainEqual(
    expect.objectContaining({ number: draft.number }),
  )
})

test('a page that a colleague changed meanwhile is not written over, and names them', async () => {
  const leeds = await build.officer()
  const priya = await colleague(leeds, 'Priya Shah')
  const draft = await wholeDraft(leeds)

  await saveDraftStep(priya, draft.id, outcome('Hers', draft.changedAt))
  const late = saveDraftStep(leeds, draft.id, outcome('His', draft.changedAt))

  await expect(late).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('Priya Shah changed this'),
  })
  const now = await getDraft(leeds, draft.id)
  expect(now.outcome).toBe('Hers')
  await saveDraftStep(leeds, draft.id, outcome('Both', now.changedAt))
  expect((await getDraft(leeds, draft.id)).outcome).toBe('Both')
})

test('two colleagues answer two pages at once and both are kept', async () => {
  const leeds = await build.officer()
  const priya = await colleague(leeds, 'Priya Shah')
  const { id, changedAt } = await wholeDraft(leeds)

  await Promise.all([
    saveDraftStep(leeds, id, outcome('Once', changedAt)),
    saveDraftStep(priya, id, {
      step: 'standards',
      standards: 'Open',
      dataNotes: null,
      seenAt: changedAt,
    }),
  ])

  expect(await getDraft(leeds, id)).toMatchObject({ outcome: 'Once', standards: 'Open' })
})

test('nobody publishes words they have not seen', async () => {
  const leeds = await build.officer()
  const priya = await colleague(leeds, 'Priya Shah')
  const draft = await wholeDraft(leeds)

  await saveDraftStep(priya, draft.id, outcome('Hers', draft.changedAt))

  await expect(publishChallenge(leeds, draft.id, draft.changedAt)).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('a published challenge is neither rewritten as a draft nor deleted', async () => {
  const leeds = await build.officer()
  const { id, changedAt } = await build.challenge({ by: leeds })

  await expect(saveDraftStep(leeds, id, outcome('New', changedAt))).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(discardDraft(leeds, id)).rejects.toMatchObject({ kind: 'conflict' })
})

test('a discarded draft is gone, its trail is not', async () => {
  const leeds = await build.officer()
  const draft = await wholeDraft(leeds)
  await saveDraftStep(leeds, draft.id, outcome('Once', draft.changedAt))

  await discardDraft(leeds, draft.id)

  await expect(getDraft(leeds, draft.id)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await db.auditEntry.count({ where: { subjectId: draft.id } })).toBe(3)
})

test('a service that is not on the list is refused beside its field', async () => {
  const leeds = await build.officer()
  const { id, changedAt } = await wholeDraft(leeds)
  const area = await build.serviceFunction()
  const service = (id: number, name: string | null): StepInput => ({
    step: 'service',
    serviceFunctionId: id,
    serviceName: name,
    theme: null,
    seenAt: changedAt,
  })

  await expect(saveDraftStep(leeds, id, service(area.id, 'Unicorns'))).rejects.toMatchObject({
    kind: 'invalid',
    field: 'serviceName',
  })
  await expect(saveDraftStep(leeds, id, service(999, null))).rejects.toMatchObject({
    field: 'serviceFunctionId',
  })
})

test('challenges that may be the same problem are found by words or by spelling', async () => {
  const childcare = await build.challenge({
    title: 'Tell every parent what childcare they can get, in one place',
  })
  await build.challenge({ title: 'Book a registrar without phoning' })
  const found = async (text: string) =>
    (await listSimilarChallenges(text)).map(({ number }) => number)

  expect(await found('Childcare places for parents')).toEqual([childcare.number])
  expect(await found('Tell every parnt what childcar they can get')).toEqual([childcare.number])
  expect(await found('Mend potholes')).toEqual([])
  expect(await found("it's & | ! :* (")).toEqual([])
})

test('of challenges that may be the same problem the ones with most of the words come first, each once', async () => {
  const numbers: number[] = []
  for (const title of [
    'Lend kiln time to zonal potters',
    'Lend kiln time to zonal schools',
    'Lend kiln time to zonal potters in winter',
  ])
    numbers.push((await build.challenge({ title })).number)
  const [most = 0, half = 0, all = 0] = numbers

  const found = await listSimilarChallenges('Kiln time for zonal potters in winter')

  expect(found.map(({ number }) => number)).toEqual([all, most, half])
  expect(found[0]?.title).toBe('Lend kiln time to zonal potters in winter')
})
