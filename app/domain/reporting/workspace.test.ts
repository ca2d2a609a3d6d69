import { expect, test } from 'vitest'
import { age, deadline, inOrder, waitingHeading } from './workspace.ts'

test.each([
  [0, 'Nothing is waiting for you'],
  [1, '1 thing is waiting for you'],
  [4, '4 things are waiting for you'],
])('%d tasks are headed “%s”', (count, said) => {
  expect(waitingHeading(count)).toBe(said)
})

test('the soonest deadline comes first, and tasks without one last in their own order', () => {
  const task = (title: string, by?: string) => ({ href: '/', title, detail: '', ...(by && { by }) })
  const tasks = [task('old'), task('late', '2027-09-24'), task('soon', '2027-09-20'), task('older')]

  expect(inOrder(tasks).map(({ title }) => title)).toEqual(['soon', 'late', 'old', 'older'])
})

test('a deadline warns from two weeks before, and says when it has passed', () => {
  expect(deadline('Sign', '2027-09-28', '2027-09-14')).toMatchObject({
    status: 'Sign by 28 September 2027',
    tone: 'warn',
  })
  expect(deadline('Sign', '2027-09-29', '2027-09-14')).toMatchObject({ tone: 'info' })
  expect(deadline('Sign', '2027-09-13', '2027-09-14')).toMatchObject({
    status: 'Late since 13 September 2027',
  })
  expect(deadline('Sign', undefined, '2027-09-14')).toEqual({})
})

test('what has no deadline says how old it is', () => {
  expect(age('2027-09-11', '2027-09-14').status).toBe('3 days old')
  expect(age('2027-09-14', '2027-09-14').status).toBe('New today')
})
