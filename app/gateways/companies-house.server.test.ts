import { expect, onTestFinished, test } from 'vitest'
import { env } from '#app/core/env.server.ts'
import {
  brokenOff,
  dripping,
  refusedWith,
  sentElsewhere,
  silent,
  startFakeCompaniesHouse,
} from '#tests/fakes/companies-house.ts'
import { companiesHouse, companyRegister } from './companies-house.server.ts'
import { GatewayDown } from './gateway-down.ts'

const ashlar = {
  company_name: 'ASHLAR DATA LIMITED',
  company_status: 'active',
  company_status_detail: 'active-proposal-to-strike-off',
  type: 'ltd',
  date_of_creation: '2019-03-04',
  registered_office_address: { address_line_1: '1 Quay', locality: 'Hull', country: 'England' },
  previous_company_names: [
    { name: 'ASHLAR LIMITED', effective_from: '2019-03-04', ceased_on: '2020-01-01' },
  ],
  sic_codes: ['62012'],
}

async function start(timeLimitMs = 2_000) {
  const fake = await startFakeCompaniesHouse({ key: 'k', companies: { '99000101': ashlar } })
  onTestFinished(() => void fake.stop())
  const { key, baseUrl } = fake
  return { fake, key, baseUrl, register: companiesHouse({ key, baseUrl, timeLimitMs }) }
}

test('a company is read as far as we show it, and no further', async () => {
  const { register, fake } = await start()

  await expect(register.lookUp('99000101')).resolves.toEqual({
    companyName: 'ASHLAR DATA LIMITED',
    status: 'active',
    statusDetail: 'active-proposal-to-strike-off',
    companyType: 'ltd',
    createdOn: '2019-03-04',
    ceasedOn: null,
    locality: 'Hull',
    country: 'England',
    previousNames: ['ASHLAR LIMITED'],
  })
  expect(fake.asked).toEqual(['99000101'])
})

test('of a society the register has a name and no more', async () => {
  const { register, fake } = await start()
  fake.register.set('RS000822', { company_name: 'OPEN BENCHES LIMITED', date_of_creation: '' })

  await expect(register.lookUp('RS000822')).resolves.toMatchObject({
    companyName: 'OPEN BENCHES LIMITED',
    status: null,
    createdOn: null,
    previousNames: [],
  })
})

test('a number that the register does not have is an answer', async () => {
  const { register } = await start()

  await expect(register.lookUp('99000999')).resolves.toBeUndefined()
})

// A proxy's or a wrong address's 404 must not say of every firm that there is no such company.
test('a page that is missing is not a company that is missing', async () => {
  const { register, fake } = await start()
  fake.failNext(refusedWith(404, '<h1>Not Found</h1>'), refusedWith(404, '{"errors":[]}'))

  for (let each = 0; each < 2; each++)
    await expect(register.lookUp('99000999')).rejects.toThrow(GatewayDown)
})

test('a key that is not taken is said to be so, for good', async () => {
  const { baseUrl } = await start()
  const register = companiesHouse({ key: 'another', baseUrl })

  await expect(register.lookUp('99000101')).rejects.toMatchObject({ isFinal: true })
})

test.each([
  ['too many requests', refusedWith(429)],
  ['an error there', refusedWith(500, 'oops')],
  ['a gateway that is down', refusedWith(502)],
  ['what is no JSON', refusedWith(200, '<html>')],
  ['JSON cut short', refusedWith(200, '{"company_name": "ASH')],
  ['no company', refusedWith(200, '[]')],
  ['no name', refusedWith(200, '{"company_number": "99000101"}')],
  ['another company', refusedWith(200, '{"company_number": "99000102", "company_name": "X"}')],
  ['a connection that breaks', brokenOff],
  ['an address elsewhere', sentElsewhere],
])('%s is no answer, and may be one later', async (_, fault) => {
  const { register, fake } = await start()
  fake.failNext(fault)

  const down = register.lookUp('99000101')

  await expect(down).rejects.toThrow(GatewayDown)
  await expect(down).rejects.toMatchObject({ isFinal: false })
  await expect(register.lookUp('99000101')).resolves.toBeDefined()
})

test.each([
  ['that never begins', silent],
  ['that never ends', dripping],
])('an answer %s is given up in time', async (_, fault) => {
  const { register, fake } = await start(100)
  fake.failNext(fault)
  const since = performance.now()

  await expect(register.lookUp('99000101')).rejects.toThrow(GatewayDown)

  expect(performance.now() - since).toBeLessThan(1_500)
})

test('without a key there is nobody to ask', () => {
  expect(companyRegister()).toBeUndefined()

  env.COMPANIES_HOUSE_KEY = 'k'
  onTestFinished(() => void (env.COMPANIES_HOUSE_KEY = undefined))
  expect(companyRegister()).toBeDefined()
})
