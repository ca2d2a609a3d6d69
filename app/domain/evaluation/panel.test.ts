import { expect, test } from 'vitest'
import { isScoringFinished, isShortOfAssessors, progressOf, standing, type Panel } from './panel.ts'

const assessors = ['a', 'b', 'c'].map((id) => ({ id, personId: id, councilId: id }))
const declared = (assessorId: string, hasConflict = false) => ({
  assessorId,
  pitchId: 'p',
  hasConflict,
})
const finished = (assessorId: string) => ({ assessorId, pitchId: 'p' })
const panel = (rest: Partial<Panel>): Panel => ({
  pitches: [{ id: 'p' }],
  assessors,
  declarations: [],
  sheets: [],
  ...rest,
})

test('scoring is finished when everybody has declared and everybody without a conflict has finished', () => {
  const declarations = [declared('a'), declared('b'), declared('c', true)]
  const sheets = [finished('a'), finished('b')]

  expect(isScoringFinished(panel({ declarations, sheets }))).toBe(true)
  expect(isScoringFinished(panel({ declarations: declarations.slice(0, 2), sheets }))).toBe(false)
  expect(isScoringFinished(panel({ declarations, sheets: sheets.slice(0, 1) }))).toBe(false)
})

test('a pitch needs two assessors without a conflict', () => {
  const one = panel({
    declarations: [declared('a'), declared('b', true), declared('c', true)],
    sheets: [finished('a')],
  })

  expect(isScoringFinished(one)).toBe(false)
  expect(progressOf(one).map(isShortOfAssessors)).toEqual([true])
  expect(progressOf(panel({})).map(isShortOfAssessors)).toEqual([false])
})

test('a conflict declared after scoring takes the scores out', () => {
  const late = panel({ declarations: [declared('a', true)], sheets: [finished('a')] })

  expect(standing(late, 'a', 'p')).toBe('conflict')
  expect(progressOf(late)[0]?.finished).toBe(0)
})

test('nothing to score is not the same as finished', () => {
  expect(isScoringFinished(panel({ pitches: [] }))).toBe(false)
})
