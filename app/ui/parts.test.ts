import { createElement as h, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { Bar } from './bar.tsx'
import { Checkboxes, RadioGroup } from './choices.tsx'
import { failureOf } from './error-page.tsx'
import { MoneyField, TextArea, TextField } from './field.tsx'
import { Form } from './form.tsx'
import { errorOf, pageTitle, valueOf, valuesOf } from './form-result.ts'
import { Funding, FundingBar } from './funding-bar.tsx'
import { currentTab } from './page.tsx'
import { initials } from './page-frame.ts'
import { pageNumbers } from './pager.tsx'
import { PotGauge } from './pot-gauge.tsx'
import { DataTable } from './table.tsx'
import { placeOf } from './tile-map.tsx'

const html = (element: ReactElement) => renderToStaticMarkup(element)
const result = {
  error: 'Check your answers',
  fields: { amount: ['Enter a pledge of £1,000 or more'], other: undefined },
  values: { amount: '400', stages: ['open', 'funded'], one: 'open' },
}

test('a field ties its hint and its error to the control', () => {
  const field = html(
    h(TextField, { name: 'code', label: 'Code', hint: 'Yours', error: 'Too long' }),
  )

  expect(field).toContain('<label class="label" for="code">Code</label>')
  expect(field).toContain('aria-describedby="code-hint code-error"')
  expect(field).toContain('aria-invalid="true"')
  expect(field).toContain('id="code-error"')
})

test('a field in order claims no error and describes nothing', () => {
  const field = html(h(TextField, { name: 'code', label: 'Code' }))

  expect(field).not.toMatch(/aria-invalid|aria-describedby|field--error/)
})

test('a text area also announces its limit', () => {
  const field = html(h(TextArea, { name: 'why', label: 'Why', hint: 'x', limit: 'Up to 500' }))

  expect(field).toContain('aria-describedby="why-hint why-limit"')
})

test('a money field shows pence as pounds, and text as it was typed', () => {
  const money = (defaultValue: string | bigint) =>
    html(h(MoneyField, { name: 'amount', label: 'Amount', defaultValue }))

  expect(money(2_450_000n)).toContain('value="24,500"')
  expect(money('4OO')).toContain('value="4OO"')
})

test('J9: what a person typed is escaped', () => {
  expect(html(h(TextField, { name: 'a', label: 'A', defaultValue: '"><script>' }))).not.toContain(
    '<script>',
  )
})

test('the first choice carries the id an error summary links to', () => {
  const choices = [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ]
  const radios = html(h(RadioGroup, { name: 'met', label: 'Met?', choices, defaultValue: 'no' }))

  expect(radios).toMatch(/id="met"[^>]*value="yes"/)
  expect(radios).toMatch(/id="met-2"[^>]*checked=""[^>]*value="no"|value="no"[^>]*checked=""/)
  const boxes = html(h(Checkboxes, { name: 'c', label: 'C', choices, defaultValues: ['yes'] }))
  expect(boxes.match(/checked/g)).toHaveLength(1)
})

test('a failed form lists its messages as links to their fields', () => {
  const form = html(h(Form, { result, children: null }))

  expect(form).toContain('role="alert"')
  expect(form).toContain('<a href="#amount">Enter a pledge of £1,000 or more</a>')
  expect(form).toContain('method="post"')
})

test('a failed form without field messages says what happened', () => {
  const form = html(h(Form, { result: { ...result, fields: {} }, children: null }))

  expect(form).toContain('<p>Check your answers</p>')
})

test('answers come back as they were given, lists too', () => {
  expect(valueOf(result, 'amount', '1')).toBe('400')
  expect(valueOf(result, 'missing', '1')).toBe('')
  expect(valueOf(undefined, 'amount', '1')).toBe('1')
  expect(valuesOf(result, 'stages')).toEqual(['open', 'funded'])
  expect(valuesOf(result, 'one')).toEqual(['open'])
  expect(valuesOf(result, 'missing', ['open'])).toEqual([])
  expect(errorOf(result, 'amount')).toBe('Enter a pledge of £1,000 or more')
  expect(errorOf(result, 'other')).toBeUndefined()
  expect(pageTitle('Pledge', result)).toBe('Error: Pledge – Solve Once')
})

const sums = {
  pledgedPence: pounds(268_500),
  matchedPence: pounds(159_125),
  waitingPence: pounds(15_500),
  targetPence: pounds(480_000),
}

test('a funding bar says every figure in its label and draws with SVG, not styles', () => {
  const bar = html(h(FundingBar, sums))

  expect(bar).toContain(
    'aria-label="£268,500 pledged and £159,125 matched, £427,625 of the £480,000 target, 89%. £15,500 more is waiting for sign-off"',
  )
  expect(bar).not.toContain('style=')
  expect(bar).toContain('fill="url(#tex-match)"')
})

test('a thin bar leaves out what does not count yet', () => {
  expect(html(h(FundingBar, { ...sums, size: 'thin' }))).not.toContain('await')
})

test('a challenge without a target has no flag and no percentage', () => {
  const money = html(h(Funding, { ...sums, targetPence: 0n, councils: 1, pots: 0 }))

  expect(money).toContain('No target yet')
  expect(money).toContain('Pledged by 1 council<')
  expect(money).not.toMatch(/bar__goal|pct/)
})

test('a bar without parts is an empty track', () => {
  expect(html(h(Bar, { label: 'Nothing yet', parts: [] }))).toContain('bar__track')
})

const pot = { paidPence: 0n, committedPence: 0n, reservedPence: 0n, availablePence: pounds(100) }

test('a pot shows an enlarged bar while under 5% of it is in use', () => {
  const bars = (reserved: number) =>
    html(
      h(PotGauge, {
        ...pot,
        reservedPence: pounds(reserved),
        availablePence: pounds(100 - reserved),
      }),
    ).match(/role="img"/g)

  expect(bars(0)).toHaveLength(1)
  expect(bars(4)).toHaveLength(2)
  expect(bars(5)).toHaveLength(1)
})

test('a pot barely in use never reads 0%', () => {
  const gauge = html(
    h(PotGauge, { ...pot, reservedPence: 1n, availablePence: pounds(350_000_000) }),
  )

  expect(gauge).toContain('under 0.1%')
})

test('a table without rows says so, and a total spans the columns before it', () => {
  const columns = [
    { name: 'Council', show: (row: string) => row },
    { name: 'Area', show: () => '' },
    { name: 'Pledge', isNumeric: true, show: () => '£1' },
  ]
  const table = (rows: string[]) =>
    html(
      h(DataTable<string>, {
        rows,
        columns,
        keyOf: (row) => row,
        total: { name: 'All', values: ['£1'] },
      }),
    )

  expect(table([])).toBe('<p class="muted">Nothing yet.</p>')
  expect(table(['Leeds'])).toContain('colSpan="2"')
  expect(table(['Leeds'])).toContain('<th role="rowheader" scope="row">Leeds</th>')
})

test('even rows of the map are shifted by half a tile', () => {
  expect(placeOf({ column: 10, row: 0 })).toEqual({ x: 211, y: 1 })
  expect(placeOf({ column: 7, row: 5 })).toEqual({ x: 141, y: 101 })
})

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [4, 9, [1, 2, 3, 4, 5, undefined, 9]],
  [9, 9, [1, undefined, 8, 9]],
])('page %s of %s shows %j', (page, pages, shown) => {
  expect(pageNumbers(page, pages)).toEqual(shown)
})

test('a tab stays current on the pages below it', () => {
  const tabs = ['/workspace', '/workspace/pledges'].map((href) => ({ href, name: href }))

  expect(currentTab(tabs, '/workspace')).toBe('/workspace')
  expect(currentTab(tabs, '/workspace/pledges/1')).toBe('/workspace/pledges')
  expect(currentTab(tabs, '/workspaces')).toBeUndefined()
})

test('a page that lies elsewhere has the tab it belongs to', () => {
  const people = { href: '/workspace/people', name: 'People', also: '/workspace/scheme' }
  const tabs = [{ href: '/workspace', name: 'Overview' }, people]

  expect(currentTab(tabs, '/workspace/scheme/locks/new')).toBe('/workspace/people')
  expect(currentTab(tabs, '/workspace/schemes')).toBe('/workspace')
})

test('initials are those of the first and the last name', () => {
  expect(initials('Margaret Osei')).toBe('MO')
  expect(initials('Ana María de la Cruz')).toBe('AC')
  expect(initials('')).toBe('')
})

test('only our own message reaches an error page', () => {
  expect(failureOf({ status: 403, data: { error: 'Ask an officer.' } })).toEqual({
    status: 403,
    title: 'You cannot open this page',
    message: 'Ask an officer.',
  })
  expect(failureOf({ status: 404, data: 'Error: No route matches URL' }).message).toBeUndefined()
  expect(failureOf(new Error('secret detail'))).toEqual({
    status: 500,
    title: 'Sorry, there is a problem with the service',
  })
})
