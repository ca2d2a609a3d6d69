import { expect, test } from 'vitest'
import { typedIn } from './typed.ts'

test('what somebody typed or chose is told in the words of the form, and several choices line by line', () => {
  const values = { bookingClosesOn: '1 May', areaFrom2: '5', themes: ['waste', 'roads'] }

  expect(typedIn(values)).toEqual([
    { name: 'Booking closes on', value: '1 May' },
    { name: 'Area from 2', value: '5' },
    { name: 'Themes', value: 'waste\nroads' },
  ])
})

test('what the page put into it, codes and empty answers are left out', () => {
  const values = {
    openedFor: 'anything',
    operationKey: 'anything',
    next: '/workspace',
    code: '123456',
    challengeId: '01a20101-44f3-71c0-bf09-ec9f933619cf',
    hash: 'a'.repeat(64),
    note: '  ',
    areas: ['', '01a20101-44f3-71c0-bf09-ec9f933619cf'],
  }

  expect(typedIn(values)).toEqual([])
})
