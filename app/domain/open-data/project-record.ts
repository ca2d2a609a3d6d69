import { z } from 'zod'
import type { MilestoneState } from '../delivery/milestone.ts'
import {
  ChallengeName,
  CouncilName,
  Day,
  FunderName,
  Instant,
  Pence,
  PotName,
  PurseName,
  SupplierName,
} from './api-field.ts'
import {
  CouncilParameter,
  PageParameters,
  ReferenceParameter,
  SinceParameter,
} from './page-request.ts'

const Share = z
  .object({
    kind: z.enum(['council', 'pot']),
    council: CouncilName.nullable(),
    pot: PotName.nullable(),
    purse: PurseName.nullable().meta({ description: 'Of a pot, which of its money.' }),
    funder: FunderName.nullable().meta({ description: 'Of a pot, whose money it is.' }),
    amountPence: Pence,
  })
  .meta({
    id: 'Share',
    description: 'What one funder bears of a payment. A pot with several has a share for each.',
  })

const payment = {
  reference: z.string().meta({ description: 'Like PAY-00042.' }),
  amountPence: Pence,
  state: z.enum(['approved', 'sent', 'settled']),
  rail: z.enum(['bacs', 'stripe']),
  approvedAt: Instant,
  sentAt: Instant.nullable(),
  settledOn: Day.nullable(),
  shares: z.array(Share).meta({ description: 'They add up to the payment, to the penny.' }),
}

export const Payment = z
  .object({
    ...payment,
    challenge: ChallengeName,
    supplier: SupplierName,
    milestone: z.object({ position: z.int().min(1), title: z.string() }),
  })
  .meta({
    id: 'Payment',
    description: 'Money approved for, or paid to, a supplier for a milestone.',
  })

const MilestonePayment = z.object(payment).meta({ id: 'MilestonePayment' })

const milestoneStates = [
  'open',
  'claimed',
  'accepted',
  'first-approved',
  'approved',
  'sent',
  'paid',
  'cancelled',
] as const satisfies MilestoneState[]

const Milestone = z
  .object({
    position: z.int().min(1),
    title: z.string(),
    acceptanceTest: z.string(),
    dueOn: Day,
    pricePence: Pence,
    state: z.enum(milestoneStates),
    payment: MilestonePayment.nullable().meta({ description: 'Once it is approved.' }),
  })
  .meta({ id: 'Milestone' })

export const Project = z
  .object({
    challenge: ChallengeName,
    leadCouncil: CouncilName,
    supplier: SupplierName,
    startedAt: Instant,
    pricePence: Pence.meta({ description: 'What its milestones add up to.' }),
    approvedPence: Pence.meta({ description: 'Payments approved, settled ones included.' }),
    paidPence: Pence.meta({ description: 'Payments settled.' }),
    milestones: z.array(Milestone),
  })
  .meta({ id: 'Project' })

export const ProjectParameters = PageParameters.extend({
  council: CouncilParameter.meta({ description: 'The lead council, by its ONS code or its slug.' }),
  since: SinceParameter.meta({ description: 'Started since this day or instant.' }),
})
export type ProjectParameters = z.output<typeof ProjectParameters>

export const PaymentParameters = PageParameters.extend({
  challenge: ReferenceParameter,
  since: SinceParameter.meta({ description: 'Approved since this day or instant.' }),
})
export type PaymentParameters = z.output<typeof PaymentParameters>
