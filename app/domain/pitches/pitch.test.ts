import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { MilestonesInput, priceOf, priceProblem } from './milestones.ts'
import { answerProblem, answerState, countWords, whatIsMissing, wordsLeft } from './pitch.ts'

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

test('words are counted as a word processor counts them', () => {
  expect(countWords('  One, two\n\nthree-four  £5 ')).toBe(4)
  expect(countWords('')).toBe(0)
})

test('an answer may have as many words as its limit and not one more', () => {
  expect(answerProblem(words(750), 750)).toBeUndefined()
  expect(answerProblem(words(751), 750)).toBe('Your answer has 751 words. Use 750 or fewer')
  expect(answerProblem(' \n ', 750)).toBe('Enter your answer')
})

test('the counter says what is left or by how much it is too long', () => {
  expect(wordsLeft(words(310), 750)).toBe('You have 440 words left')
  expect(wordsLeft(words(749), 750)).toBe('You have 1 word left')
  expect(wordsLeft(words(751), 750)).toBe('You have 1 word too many')
})

test('a draft that is too long is in progress, not done', () => {
  expect(answerState(undefined, 50)).toBe('not started')
  expect(answerState(words(51), 50)).toBe('in progress')
  expect(answerState(words(50), 50)).toBe('done')
})

const form = {
  intent: 'save',
  title1: 'Pilot',
  acceptanceTest1: 'Ten councils use it',
  price1: '£100,000',
  weeks1: '6',
  title2: '',
  acceptanceTest2: '',
  price2: '',
  weeks2: '',
}

test('the price of a pitch is the sum of its milestones, within the limit to the penny', () => {
  const milestones = [{ pricePence: pounds(100_000) }, { pricePence: 1n }]

  expect(priceOf(milestones)).toBe(10_000_001n)
  expect(priceProblem(milestones, 10_000_001n)).toBeUndefined()
  expect(priceProblem(milestones, 10_000_000n)).toContain('£100,000.01')
})

test('rows left empty do not count, and what is wrong in a row is beside it', () => {
  expect(MilestonesInput.parse(form)).toEqual({
    wants: 'save',
    milestones: [
      {
        title: 'Pilot',
        acceptanceTest: 'Ten councils use it',
        pricePence: 10_000_000n,
        weeksFromStart: 6,
      },
    ],
  })
  const paths = MilestonesInput.safeParse({ ...form, title2: 'Roll-out', price2: '0' }).error
  expect(paths?.issues.map(({ path }) => path[0])).toEqual(['acceptanceTest2', 'price2', 'weeks2'])
})

test('adding and removing a row keeps everything typed, right or wrong', () => {
  const more = MilestonesInput.parse({ ...form, intent: 'add', price1: 'ten' })
  const fewer = MilestonesInput.parse({ ...form, intent: 'remove-1', title2: 'Roll-out' })

  expect(more).toMatchObject({ wants: 'add', rows: [{ price: 'ten' }, {}, {}] })
  expect(fewer).toMatchObject({ wants: 'remove', rows: [{ title: 'Roll-out' }] })
})

test('a pitch says everything that keeps it from being sent', () => {
  const firm = [
    { name: 'Company details', state: 'not started', isNeeded: true },
    { name: 'Insurance and security', state: 'not started', isNeeded: false },
  ] as const
  const questions = [{ text: 'How?', maximumWords: 50, answer: words(51) }]

  expect(
    whatIsMissing({ questions, milestoneCount: 0, priceProblem: undefined, firm: [...firm] }),
  ).toEqual([
    'Complete “Company details” in your profile.',
    '“How?”: Your answer has 51 words. Use 50 or fewer.',
    'Enter at least one milestone.',
  ])
})
