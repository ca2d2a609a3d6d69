import type { Tx } from '#app/core/db.server.ts'
import { formatPounds, formatPoundsExact } from '#app/core/money.ts'
import type { Said } from '../audit/proofs.ts'
import type { Funding } from '../payments/payment.ts'

const projectColumns = {
  challenge: { select: { title: true } },
  leadCouncil: { select: { organisation: { select: { name: true } } } },
} as const

/** What a funder signs that agrees to a stop: which project, why, and each milestone that ends with it. */
export async function sayStop(tx: Tx, stopId: string): Promise<Said[]> {
  const { project, reason } = await tx.projectStop.findUniqueOrThrow({
    where: { id: stopId },
    select: {
      reason: true,
      project: {
        select: {
          ...projectColumns,
          milestones: {
            where: { payment: null },
            orderBy: { position: 'asc' },
            select: { position: true, title: true, pricePence: true },
          },
        },
      },
    },
  })
  const { challenge, leadCouncil, milestones } = project
  const sum = milestones.reduce((total, { pricePence }) => total + pricePence, 0n)
  return [
    { name: 'You sign', value: 'That this project stops, which cannot be undone' },
    { name: 'Project', value: challenge.title },
    { name: `Why, says ${leadCouncil.organisation.name}`, value: reason },
    { name: 'Cancelled in all', value: formatPounds(sum) },
    ...milestones.map(({ position, title, pricePence }) => ({
      name: `Milestone ${position}`,
      value: `${title}, ${formatPounds(pricePence)}`,
    })),
  ]
}

type GivingBack = { projectId: string; funders: Funding[] }

/** What a funder signs that agrees to a give-back: the sum, and to whom each part of it goes. */
export async function sayGiveBack(tx: Tx, { projectId, funders }: GivingBack): Promise<Said[]> {
  const { challenge, leadCouncil } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: projectColumns,
  })
  const paid = funders.filter(({ leftPence }) => leftPence > 0n)
  const sum = paid.reduce((total, { leftPence }) => total + leftPence, 0n)
  return [
    { name: 'You sign', value: 'That this money goes back, which cannot be undone' },
    { name: 'Left of', value: challenge.title },
    { name: 'Asked for by', value: leadCouncil.organisation.name },
    { name: 'Amount', value: formatPoundsExact(sum) },
    ...paid.map(({ name, leftPence }) => ({
      name: `To ${name}`,
      value: formatPoundsExact(leftPence),
    })),
  ]
}
