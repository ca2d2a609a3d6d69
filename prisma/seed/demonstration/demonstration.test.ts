import { describe, expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { movesMoney } from '#app/domain/organisations/people.ts'
import themes from '../../data/challenge-themes.json' with { type: 'json' }
import { register } from '../../data/register.ts'
import { challenges } from './challenges.ts'
import { coSignatures } from './co-signatures.ts'
import { listings } from './directory.ts'
import { marketDays } from './market-days.ts'
import { funders, platform, suppliers } from './organisations.ts'
import { holderOf, namedPeople, standIns } from './people.ts'
import { criteria, pitchCalls, pitchQuestions } from './pitches.ts'
import { pots } from './pots.ts'
import { projects } from './projects.ts'

const councils = [...register.councils, ...register.combinedAuthorities].map(({ slug }) => slug)
const slugs = challenges.map(({ slug }) => slug)
const pledging = challenges.flatMap(({ leadCouncil, pledges = [] }) => [
  leadCouncil,
  ...pledges.map(({ council }) => council),
])
const everybody = [...namedPeople, ...standIns(pledging)]
const total = (sums: bigint[]) => sums.reduce((sum, each) => sum + each, 0n)
const pledgedTo = (slug: string) =>
  challenges
    .find((challenge) => challenge.slug === slug)
    ?.pledges?.filter(({ state }) => state === 'committed') ?? []

test('there are at least 27 challenges, in every stage', () => {
  expect(challenges.length).toBeGreaterThanOrEqual(27)
  expect(new Set(challenges.map(({ stage }) => stage))).toEqual(
    new Set('draft gathering pooling funded lapsed awarded delivering completed'.split(' ')),
  )
  expect(new Set(slugs).size).toBe(slugs.length)
})

test('every council, function, service and real theme that is named exists', () => {
  const functions = register.serviceFunctions.map(({ id }) => id)
  const services = register.services.map(({ id }) => id)
  const titles = themes.map(({ title }) => title)

  expect(pledging.filter((slug) => !councils.includes(slug))).toEqual([])
  expect(
    listings.flatMap(({ services }) => services).filter((id) => !functions.includes(id)),
  ).toEqual([])
  for (const { functionId, serviceId, basedOn } of challenges) {
    expect(functions).toContain(functionId)
    if (serviceId) expect(services).toContain(serviceId)
    if (basedOn) expect(titles).toContain(basedOn)
  }
})

test('most challenges follow a real theme', () => {
  expect(challenges.filter(({ basedOn }) => basedOn).length).toBeGreaterThanOrEqual(15)
})

test('the pledges add up to the sums of the home page', () => {
  const sumOf = (slug: string) => total(pledgedTo(slug).map(({ amount }) => amount))

  expect(sumOf('childcare-information')).toBe(pounds(268_500))
  expect(pledgedTo('childcare-information')).toHaveLength(21)
  expect(sumOf('subject-access-requests')).toBe(pounds(148_500))
  expect(sumOf('blue-badge-evidence')).toBe(pounds(196_000))
  expect(sumOf('families-placed-out-of-area')).toBe(pounds(84_000))
  expect(sumOf('taxi-records')).toBe(pounds(61_000))
  expect(sumOf('in-year-school-places')).toBe(pounds(40_000))
  expect(sumOf('missed-bins')).toBe(pounds(176_000))
})

describe.each(challenges)('$slug', (challenge) => {
  const { stage, round, pledges = [] } = challenge

  test('has a round exactly when its stage needs one, open or closed as the stage says', () => {
    const isBefore = stage === 'draft' || stage === 'gathering'
    expect(Boolean(round)).toBe(!isBefore)
    if (round) expect(round.closesInDays > 0).toBe(stage === 'pooling')
  })

  test('takes one pledge a council, each while the round was open and large enough', () => {
    expect(new Set(pledges.map(({ council }) => council)).size).toBe(pledges.length)
    for (const { madeDaysAgo, amount } of pledges) {
      expect(madeDaysAgo).toBeLessThan(round?.openedDaysAgo ?? 0)
      expect(madeDaysAgo).toBeGreaterThanOrEqual(Math.max(0, -(round?.closesInDays ?? 0)))
      expect(amount >= (round?.smallestPledge ?? 0n)).toBe(true)
    }
  })

  test('is shared by as many councils as it says, in the same way each time', () => {
    const shared = coSignatures(challenge)
    expect(shared).toHaveLength(stage === 'draft' ? 0 : challenge.sharedBy)
    expect(coSignatures(challenge)).toEqual(shared)
    for (const { signedDaysAgo } of shared)
      expect(signedDaysAgo).toBeLessThanOrEqual(challenge.postedDaysAgo)
  })
})

test('each kind of person comes at least twice, and nobody shares an address', () => {
  const roles = namedPeople.flatMap(({ memberships }) => memberships.flatMap((at) => at.roles))

  for (const role of new Set(roles))
    expect(roles.filter((other) => other === role).length).toBeGreaterThanOrEqual(2)
  expect(new Set(everybody.map(({ email }) => email)).size).toBe(everybody.length)
  expect(new Set(everybody.map(({ slug }) => slug)).size).toBe(everybody.length)
  expect(everybody.filter(({ email }) => !email.endsWith('.example'))).toEqual([])
})

test('every council that pledges has an officer, and another person who may sign above them', () => {
  for (const council of new Set(pledging)) {
    const officer = holderOf(everybody, council, 'officer')
    const approver = holderOf(everybody, council, 'finance-approver')
    expect(officer).not.toBe(approver)
    const limit = approver.memberships.find((at) => at.organisation === council)?.limit ?? 0n
    expect(limit).toBeGreaterThanOrEqual(pounds(250_000))
  }
})

test('wherever somebody signs for money there are two administrators', () => {
  const held = everybody.flatMap(({ slug, memberships }) =>
    memberships.map((at) => ({ ...at, slug })),
  )
  const paying = held.filter(({ roles }) => roles.some(movesMoney)).map((at) => at.organisation)

  for (const organisation of new Set(paying))
    expect(
      held.filter((at) => at.organisation === organisation && at.roles.includes('administrator'))
        .length,
      organisation,
    ).toBeGreaterThanOrEqual(2)
})

test('every organisation that a person belongs to exists', () => {
  const known = [...councils, ...[...suppliers, ...funders, platform].map(({ slug }) => slug)]
  const named = everybody.flatMap(({ memberships }) => memberships.map((at) => at.organisation))

  expect(named.filter((slug) => !known.includes(slug))).toEqual([])
})

test('questions are asked by people of suppliers', () => {
  const asked = challenges.flatMap(({ questions = [] }) => questions.map(({ askedBy }) => askedBy))
  const members = namedPeople.filter(({ memberships }) => memberships[0]?.roles.includes('member'))

  expect(asked.filter((slug) => !members.some((one) => one.slug === slug))).toEqual([])
})

test('pots name the fourteen mayoral areas once and publish each rule by two people', () => {
  const [seedFund, dividend] = pots
  const mayoral = register.combinedAuthorities.filter(({ isMayoral }) => isMayoral)

  const givenTo = (pot: typeof seedFund) => total((pot?.fundings ?? []).map(({ amount }) => amount))
  expect(givenTo(seedFund)).toBe(pounds(5_000_000))
  expect(givenTo(dividend)).toBe(pounds(350_000_000))
  expect(new Set(seedFund?.fundings.map(({ funder }) => funder)).size).toBe(2)
  expect(dividend?.fundings.map(({ purse }) => purse)).toContain('capital')
  const approved = dividend?.areas.filter(({ approvedBy }) => approvedBy) ?? []
  expect(approved.map(({ area }) => area).sort()).toEqual(mayoral.map(({ slug }) => slug).sort())
  expect(approved.filter(({ proposedBy, approvedBy }) => proposedBy === approvedBy)).toEqual([])
  for (const { funder, rules } of pots)
    for (const { publishedBy, secondPublisher } of rules) {
      expect(publishedBy).not.toBe(secondPublisher)
      for (const slug of [publishedBy, secondPublisher])
        expect(everybody.find((one) => one.slug === slug)?.memberships[0]?.organisation).toBe(
          funder,
        )
    }
})

test('market days name real challenges and suppliers, one slot each, and nothing overlaps', () => {
  for (const { challenges: shown, slots, watching } of marketDays) {
    expect(shown.filter((slug) => !slugs.includes(slug))).toEqual([])
    expect(watching.filter((slug) => !councils.includes(slug))).toEqual([])
    const booked = slots.flatMap(({ booking }) => (booking ? [booking] : []))
    expect(new Set(booked.map(({ supplier }) => supplier)).size).toBe(booked.length)
    for (const { supplier, challenge } of booked) {
      expect(suppliers.map(({ slug }) => slug)).toContain(supplier)
      expect(shown).toContain(challenge)
    }
    const minutes = slots.map(({ startsAt, minutes: length }) => {
      const [hour = 0, minute = 0] = startsAt.split(':').map(Number)
      return { from: hour * 60 + minute, to: hour * 60 + minute + length }
    })
    minutes
      .slice(1)
      .forEach(({ from }, index) => expect(from).toBeGreaterThanOrEqual(minutes[index]?.to ?? 0))
  }
})

test('pitches stay within the price limit and are complete once sent', () => {
  expect(criteria.reduce((sum, { weightBasisPoints }) => sum + weightBasisPoints, 0)).toBe(10_000)
  for (const call of pitchCalls) {
    expect(slugs).toContain(call.challenge)
    for (const council of call.assessors) holderOf(everybody, council, 'officer')
    for (const { supplier, sentDaysAgo, answers, milestones } of call.pitches) {
      expect(suppliers.map(({ slug }) => slug)).toContain(supplier)
      expect(total(milestones.map(({ price }) => price))).toBeLessThanOrEqual(call.priceLimit)
      if (sentDaysAgo === undefined) continue
      expect(answers).toHaveLength(pitchQuestions.length)
      expect(sentDaysAgo).toBeGreaterThanOrEqual(-call.closesInDays)
    }
  }
})

test('the milestones of a project add up to what its challenge raised', () => {
  for (const { challenge, supplier, milestones } of projects) {
    const found = challenges.find(({ slug }) => slug === challenge)
    expect(total(milestones.map(({ price }) => price))).toBe(found?.round?.target)
    expect(suppliers.map(({ slug }) => slug)).toContain(supplier)
    expect(['delivering', 'completed']).toContain(found?.stage)
    expect(milestones.every(({ state }) => state === 'paid')).toBe(found?.stage === 'completed')
  }
  const built = challenges.filter(({ stage }) => stage === 'delivering' || stage === 'completed')
  expect(projects.map(({ challenge }) => challenge).sort()).toEqual(
    built.map(({ slug }) => slug).sort(),
  )
})
