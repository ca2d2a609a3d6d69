import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { DAY_MS } from '#app/core/time.ts'
import { decideAcceptance } from '#app/domain/delivery/decide-acceptance.server.ts'
import { closeReport } from '#app/domain/directory/close-report.server.ts'
import { bookSlot } from '#app/domain/market-days/book-slot.server.ts'
import { cancelBooking } from '#app/domain/market-days/cancel-booking.server.ts'
import { joinWaitingList } from '#app/domain/market-days/join-waiting-list.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { answerCondition } from '#app/domain/pledges/answer-condition.server.ts'
import { build } from '#tests/factories/index.ts'
import { listTasks } from './tasks.server.ts'

const homeOf = ({ organisationId }: Actor) =>
  db.organisation.findUniqueOrThrow({ where: { id: organisationId } })
const titles = async (actor: Actor) => (await listTasks(actor)).map(({ title }) => title)

test('a pledge waits for the finance approver of its own council, and for nobody else', async () => {
  const round = await build.round()
  const { by } = await build.pledge({
    round,
    amountPence: pounds(18_000),
    state: 'awaiting-approval',
  })
  const signs = await build.financeApprover({ organisation: await homeOf(by) })
  const task = `Sign a pledge of £18,000 to ${round.challenge.shortTitle}`

  expect(await titles(signs)).toContain(task)
  expect(await titles(by)).not.toContain(task)
  expect(await titles(await build.financeApprover())).toEqual([])
})

test('an approver who made the pledge does not sign it', async () => {
  const round = await build.round()
  const by = await build.financeApprover({ roles: ['officer', 'finance-approver'] })
  await build.pledge({ round, by, state: 'awaiting-approval' })

  expect(await titles(by)).toEqual([])
})

test('a draft of a pledge waits for officers of its council', async () => {
  const round = await build.round()
  const { by } = await build.pledge({ round, amountPence: pounds(5_000) })

  const [task] = await listTasks(by)

  expect(task).toMatchObject({
    title: `Finish a pledge of £5,000 to ${round.challenge.shortTitle}`,
    href: `/challenges/${round.challenge.slug}/pledge/check`,
  })
  expect(await titles(await build.officer())).toEqual([])
})

test('a condition in a council’s own words waits for the lead council until it is answered', async () => {
  const round = await build.round()
  const { id } = await build.pledge({
    round,
    state: 'awaiting-approval',
    conditions: { other: 'Welsh comes first' },
  })

  const [task] = await listTasks(round.by)
  expect(task).toMatchObject({ detail: '“Welsh comes first”' })
  expect(task?.status).toMatch(/^Answer by/)

  await answerCondition(round.by, id, { ...build.key(), isMet: true, reply: 'It does.' })
  expect(await titles(round.by)).toEqual([])
})

test('nothing waits for somebody whose organisation has nothing going', async () => {
  for (const actor of [
    await build.member(),
    await build.fundManager(),
    await build.paymentApprover(),
    await build.operator(),
  ])
    expect(await listTasks(actor)).toEqual([])
})

/** The page of each task about these challenges, with what it asks for. */
const asked = async (actor: Actor) =>
  (await listTasks(actor)).map(({ href, title }) => `${title} → ${href}`)

test('a milestone goes from the supplier to the lead council, the funder and a second pair of eyes', async () => {
  const project = await build.project()
  const { supplier, lead, manager } = project
  const [first, second] = project.milestones
  const page = `/milestones/${first?.id}`

  const toClaim = await listTasks(supplier)
  const claim = await build.claim({ project })
  const toAccept = await asked(lead)
  await decideAcceptance(lead, claim.id, { decision: 'accepted', reason: '' })
  const toApprove = await asked(manager)
  await build.approval({ by: manager, claim })
  const toPay = await asked(manager)

  expect(toClaim[0]).toMatchObject({ href: `${page}/claim` })
  expect(toClaim[0]?.title).toBe(`Claim £40,000 for “${first?.title}”`)
  expect(toAccept).toContain(`Accept or send back “${first?.title}” → ${page}`)
  expect(toApprove).toEqual([`Approve £40,000 payment to ${supplier.organisationName} → ${page}`])
  expect(toPay).not.toEqual(toApprove)
  expect(await asked(lead)).not.toContain(toAccept[0])
  expect(await titles(supplier)).toEqual([`Claim £60,000 for “${second?.title}”`])
})

test('approved payments wait to be sent by those who run payments, and for nobody else', async () => {
  const project = await build.project({ milestones: [pounds(10_000)] })
  await build.approvedMilestone({ project })

  const toPay = await listTasks(project.manager)

  expect(toPay).toContainEqual(expect.objectContaining({ href: '/payments' }))
  expect(toPay.map(({ title }) => title).join()).toMatch(/Send £[\d,]+ of approved payments/)
  for (const actor of [project.lead, project.supplier, await build.operator()])
    expect((await titles(actor)).join()).not.toContain('approved payments')
})

test('called pledges wait for those who owe them and for the council that collects them', async () => {
  const project = await build.project({ isMoneyIn: false })
  const [owes] = project.councils
  if (!owes) throw new Error('no council pledged')

  const collects = await build.financeApprover({ organisation: await homeOf(project.lead) })

  const [own] = await listTasks(owes)
  const toReceive = await titles(collects)
  await build.moneyIn({ challengeId: project.challenge.id, lead: project.lead })

  expect(own).toMatchObject({ href: '/collections' })
  expect(own?.title).toBe(`Pay £30,000 to ${project.lead.organisationName}`)
  expect(own?.detail).toMatch(/^Your pledge to .+\. Quote .+\.$/)
  expect(own?.status).toMatch(/^Pay by/)
  expect(toReceive).toContain('Record £50,000 from other councils when it arrives')
  expect(await titles(owes)).toEqual([])
  expect((await titles(collects)).join()).not.toContain('Record')
})

test('an award that stands asks its lead council to start the project', async () => {
  const { lead, challenge, supplierMember } = await build.award()

  expect(await listTasks(lead)).toContainEqual(
    expect.objectContaining({
      href: `/challenges/${challenge.slug}/project/new`,
      detail: `The award to ${supplierMember.organisationName} stands.`,
    }),
  )
  expect(await titles(await build.officer())).toEqual([])
})

test('a closed call asks each assessor to declare, then to score, then the chair to agree', async () => {
  const challenge = await build.fundedChallenge()
  const days = (count: number) => new Date(clock.now().getTime() - count * DAY_MS)
  const call = await build.pitchCall({ challenge, opensAt: days(30), closesAt: days(1) })
  const { id: pitchId } = await build.pitch({ call })
  const { id: assessorId, actor } = await build.assessor({ call })
  const chair = await build.assessor({ call, by: challenge.lead })

  const first = await titles(actor)
  await build.finishedSheet({ assessorId, pitchId, call })
  const afterOne = [await titles(actor), await titles(challenge.lead)]
  await build.finishedSheet({ assessorId: chair.id, pitchId, call })
  const toAgree = await asked(challenge.lead)
  await build.moderation({ pitchId, call })

  expect(first).toEqual(['Declare conflicts of interest'])
  expect(afterOne).toEqual([[], ['Declare conflicts of interest']])
  expect(toAgree).toEqual([`Agree the scores → /challenges/${challenge.slug}/moderation`])
  expect(await titles(challenge.lead)).toEqual(['Decide the award'])
  expect(await titles(actor)).toEqual([])
})

test('a pitch that is started waits to be sent until pitching closes', async () => {
  const call = await build.pitchCall({ challenge: await build.fundedChallenge() })
  const { by } = await build.pitch({ call, isSent: false })

  const [task] = await listTasks(by)

  expect(task).toMatchObject({
    title: 'Finish and send your pitch',
    href: `/challenges/${call.challenge.slug}/pitch`,
  })
  expect(task?.status).toMatch(/^Send by/)
})

test('a freed demo slot waits for the firm it is offered to, for as long as the offer holds', async () => {
  clock.set('2027-09-20T10:00:00+01:00')
  const day = await build.marketDay({ demos: 1 })
  const [has, waits] = [await build.firmMember(), await build.firmMember()]
  await bookSlot(has, day.slug, build.bookingInput(day))
  await joinWaitingList(waits, day.slug, { challengeId: day.challenge.id, title: 'A demo' })
  expect(await titles(waits)).toEqual([])

  await cancelBooking(has, day.slug)

  expect(await listTasks(waits)).toMatchObject([
    {
      href: `/market-days/${day.slug}/waiting-list`,
      title: 'Take or leave the demo slot you are offered',
      detail: day.title,
    },
  ])
  clock.set('2027-09-20T12:00:01+01:00')
  expect(await titles(waits)).toEqual([])
})

test('reported messages wait for operators until each is closed, and for nobody else', async () => {
  const [operator, officer] = [await build.operator(), await build.officer()]
  const id = await build.report({ from: await build.member(), to: officer })

  expect(await titles(operator)).toEqual(['Look at 1 reported message'])
  expect(await titles(officer)).toEqual([])
  await closeReport(operator, id, { outcome: 'nothing-wrong', reason: 'It only asks.' })
  expect(await titles(operator)).toEqual([])
})
