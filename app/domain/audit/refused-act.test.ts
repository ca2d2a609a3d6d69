import { expect, test } from 'vitest'
import {
  actionName,
  auditPlaceText,
  canReadAudit,
  canReadOwnAudit,
  readAuditPlace,
  readAuditSearch,
} from './refused-act.ts'
import type { Actor, Role } from '../organisations/actor.ts'

const search = (text: string) => readAuditSearch(new URLSearchParams(text))
const who = (...roles: Role[]) => ({ roles }) as Actor

test('what an address asks of the audit is taken as far as it can be meant', () => {
  const id = '01a22852-83d0-730f-9dc6-630158780d48'

  expect(search('person= Priya &action=refused&from=2026-01-01&to=2026-01-31')).toEqual({
    person: 'Priya',
    action: 'refused',
    from: '2026-01-01',
    to: '2026-01-31',
  })
  expect(search(`subject=pledge:${id}`)).toEqual({ subject: `pledge:${id}` })
  expect(search('by=others')).toEqual({ by: 'others' })
  expect(search('by=them')).toEqual({})
  expect(search('person=&from=yesterday&subject=pledge:1&organisation=*&x=1')).toEqual({
    organisation: '*',
  })
  expect(search(`person=${'a'.repeat(101)}`)).toEqual({})
})

test('a page goes on after the instant and the number of the last record', () => {
  const place = { at: new Date('2026-11-29T17:00:00.123Z'), id: 12n }

  expect(readAuditPlace(auditPlaceText(place))).toEqual(place)
  for (const wrong of [null, '', '1', '1-', '-1', '1-2-3', "1-2' or 1=1"])
    expect(readAuditPlace(wrong)).toBeUndefined()
})

test('operators read all of it, those who answer for an organisation their own', () => {
  expect(canReadAudit(who('operator'))).toBe(true)
  expect(canReadAudit(who('administrator', 'finance-approver', 'fund-manager'))).toBe(false)
  for (const role of ['administrator', 'finance-approver', 'fund-manager', 'payment-approver'])
    expect(canReadOwnAudit(who(role as Role))).toBe(true)
  expect(canReadOwnAudit(who('officer', 'member', 'operator'))).toBe(false)
})

test('an action is named as a person would say it', () => {
  expect(actionName('payment-sent-back')).toBe('Payment sent back')
})
