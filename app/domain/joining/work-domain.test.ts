import { expect, test } from 'vitest'
import { register } from '#prisma/data/register.ts'
import { workDomains } from './work-domain.ts'

test('an address shows its own domain and those it lies within, and never all of gov.uk', () => {
  expect(workDomains('ann@leeds.gov.uk')).toEqual(['leeds.gov.uk'])
  expect(workDomains('ann@digital.leeds.gov.uk')).toEqual(['digital.leeds.gov.uk', 'leeds.gov.uk'])
  expect(workDomains('ann@gov.uk')).toEqual([])
  expect(workDomains('ann@midulstercouncil.org')).toEqual(['midulstercouncil.org'])
})

test('a public mailbox shows nothing, and neither does a name that only ends alike', () => {
  for (const email of ['leeds@gmail.com', 'a@mail.outlook.com', 'a@btinternet.com'])
    expect(workDomains(email)).toEqual([])
  expect(workDomains('ann@notleeds.gov.uk')).not.toContain('leeds.gov.uk')
  expect(workDomains('ann@leeds.gov.uk.evil.test')).not.toContain('leeds.gov.uk')
  expect(workDomains('a@leeds.gov.uk@evil.test')).not.toContain('leeds.gov.uk')
})

test('every council of the register is found by an address at its domain', () => {
  const all = [...register.councils, ...register.combinedAuthorities]

  expect(
    all.filter(({ websiteDomain }) => !workDomains(`a@${websiteDomain}`).includes(websiteDomain)),
  ).toEqual([])
})
