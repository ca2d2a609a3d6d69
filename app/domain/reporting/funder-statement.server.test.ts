import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { takeBackFunding } from '../pots/take-back-funding.server.ts'
import { readFunderStatement, readOwnStatement } from './statement.server.ts'

const asked = (text = '') => ({ search: new URLSearchParams(text) })

test('a funder reads what it put in, took back and bears, and nobody else’s', async () => {
  const project = await build.project({ milestones: [pounds(10_000)] })
  const pot = { id: project.pot.id, by: project.manager }
  const joined = await build.joinedFunder({ pot, puts: pounds(1_000_000) })
  await build.approvedMilestone({ project })
  await takeBackFunding(joined, pot.id, { operationKey: newId(), amount: pounds(400) })

  const given = await readFunderStatement(joined, asked())
  const owed = await readFunderStatement(joined, asked('book=owed'))
  const paid = await readFunderStatement(joined, asked('book=paid'))

  expect(given.entries.map(({ what, amountPence }) => [what, amountPence])).toEqual([
    ['Money added to the pot', pounds(1_000_000)],
    ['Money taken back by a funder', -pounds(400)],
  ])
  expect(given.closingPence).toBe(pounds(999_600))
  // Councils pledged half of £10,000, and both funders have as much in.
  expect(owed.closingPence).toBe(pounds(2_500))
  expect(paid.closingPence).toBe(0n)
  expect((await readFunderStatement(project.manager, asked('book=owed'))).closingPence).toBe(
    pounds(2_500),
  )
})

test('a funder’s statement is for funders, a council’s for councils', async () => {
  const officer = await build.officer()

  await expect(readFunderStatement(officer, asked())).rejects.toMatchObject({ kind: 'not-found' })
  expect((await readOwnStatement(officer, asked())).book).toBe('pledged')
  await expect(readOwnStatement(await build.member(), asked())).rejects.toMatchObject({
    kind: 'not-found',
  })
})
