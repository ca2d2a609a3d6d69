import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { answerQuestion } from './answer-question.server.ts'
import { askQuestion } from './ask-question.server.ts'
import { followChallenge, unfollowChallenge } from './follow-challenge.server.ts'
import { postUpdate } from './post-update.server.ts'
import {
  getPublicChallenge,
  getQuestion,
  isFollowing,
  listPublicQuestions,
  listPublicUpdates,
  listWaitingQuestions,
} from './queries.server.ts'
import { reviseChallenge } from './revise-challenge.server.ts'

const question = () => ({ operationKey: newId(), text: 'Where will the data be hosted?' })

test('a question becomes public with its answer, and its supplier stays hidden', async () => {
  const lead = await build.officer()
  const { id, slug } = await build.challenge({ by: lead })
  const supplier = await build.member()
  const asked = question()
  await askQuestion(supplier, id, asked)
  const before = await listPublicQuestions(id, 5)
  const [waiting] = await listWaitingQuestions(lead, await getPublicChallenge(slug ?? ''))

  await answerQuestion(lead, asked.operationKey, { text: 'In the UK.' })

  expect(before).toEqual({ questions: [], answered: 0, waiting: 1 })
  expect(waiting?.askedBy).toBe('A supplier')
  const after = await listPublicQuestions(id, 5)
  expect(after).toMatchObject({ answered: 1, waiting: 0 })
  expect(after.questions[0]).toMatchObject({
    askedBy: 'A supplier',
    answer: { text: 'In the UK.' },
  })
  expect(JSON.stringify(after)).not.toContain(supplier.organisationName)
})

test('a question sent twice is asked once', async () => {
  const { id } = await build.challenge()
  const kent = await build.officer()
  const asked = question()

  await Promise.all([askQuestion(kent, id, asked), askQuestion(kent, id, asked)])

  expect((await listPublicQuestions(id, 5)).waiting).toBe(1)
})

test('only the lead council’s officers see what waits, and answer it', async () => {
  const lead = await build.officer()
  const { id, slug } = await build.challenge({ by: lead })
  const asked = question()
  await askQuestion(await build.officer(), id, asked)
  const outsider = await build.officer()

  await expect(answerQuestion(outsider, asked.operationKey, { text: 'No.' })).rejects.toMatchObject(
    { kind: 'forbidden' },
  )
  await expect(getQuestion(outsider, asked.operationKey)).rejects.toMatchObject({
    kind: 'not-found',
  })
  expect(await listWaitingQuestions(outsider, await getPublicChallenge(slug ?? ''))).toEqual([])
})

test('of two answers at once the first stands and the second is told', async () => {
  const lead = await build.officer()
  const { id } = await build.challenge({ by: lead })
  const asked = question()
  await askQuestion(await build.officer(), id, asked)
  const answer = (text: string) => answerQuestion(lead, asked.operationKey, { text })

  const answers = await Promise.allSettled([answer('In the UK.'), answer('Anywhere.')])

  expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { kind: 'conflict' } },
  ])
  expect((await listPublicQuestions(id, 5)).answered).toBe(1)
})

test('nobody asks about a draft', async () => {
  const draft = await build.challenge({ stage: 'draft' })

  await expect(askQuestion(await build.officer(), draft.id, question())).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a change to what is published says in public what changed, once', async () => {
  const lead = await build.officer()
  const challenge = await build.challenge({ by: lead })
  const revision = {
    seenAt: challenge.changedAt,
    operationKey: newId(),
    summary: 'Holiday clubs are in.',
    problem: 'All of it.',
    outcome: 'One list',
    note: 'Holiday activity clubs are now in.',
  }

  await reviseChallenge(lead, challenge.id, revision)
  await reviseChallenge(lead, challenge.id, revision)

  expect(await getPublicChallenge(challenge.slug ?? '')).toMatchObject({
    summary: 'Holiday clubs are in.',
  })
  expect(await listPublicUpdates(challenge.id)).toMatchObject([{ body: revision.note }])
})

test('only the lead council posts updates', async () => {
  const challenge = await build.challenge()
  const update = { operationKey: newId(), title: 'News', body: 'None' }

  await expect(postUpdate(await build.officer(), challenge.id, update)).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('following twice is following once, and it stops when asked', async () => {
  const { id } = await build.challenge()
  const supplier = await build.member()

  await Promise.all([followChallenge(supplier, id), followChallenge(supplier, id)])
  const follows = await isFollowing(supplier, id)
  await unfollowChallenge(supplier, id)

  expect([follows, await isFollowing(supplier, id)]).toEqual([true, false])
})

test('followers and the asker get the news once each, the one who made it none', async () => {
  const lead = await build.officer()
  const { id } = await build.challenge({ by: lead })
  const [follower, supplier] = [await build.member(), await build.member()]
  await followChallenge(follower, id)
  await followChallenge(lead, id)
  const asked = question()
  await askQuestion(supplier, id, asked)
  const update = { operationKey: newId(), title: 'Scope made clearer', body: 'Clubs are in.' }

  await answerQuestion(lead, asked.operationKey, { text: 'In the UK.' })
  await postUpdate(lead, id, update)
  await postUpdate(lead, id, update)

  const mailTo = (newsId: string) =>
    db.outboxEmail.findMany({
      where: { idempotencyKey: { startsWith: `challenge-news:${newsId}` } },
      orderBy: { createdAt: 'asc' },
      select: { subject: true },
    })
  expect(await mailTo(asked.operationKey)).toHaveLength(2)
  expect(await mailTo(update.operationKey)).toMatchObject([
    { subject: expect.stringContaining('Scope made clearer') },
  ])
})
