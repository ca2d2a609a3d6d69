import { z } from 'zod'
import { PenceInput, pounds, type Pence } from '#app/core/money.ts'
import { isCouncilOfficer } from '../challenges/challenge.ts'
import type { Actor } from '../organisations/actor.ts'
import { mayBegin } from '../organisations/former-organisation.ts'

/** What people of a council can lend to a project. */
export const skills = {
  'user-research': 'User research',
  'service-design': 'Service design',
  'software-development': 'Software development',
  data: 'Data and analysis',
  'cyber-security': 'Cyber security',
  'information-governance': 'Information governance',
  procurement: 'Procurement',
  legal: 'Legal advice',
  'project-management': 'Project management',
  'subject-expertise': 'Knowledge of the service',
  testing: 'Testing with staff or residents',
  training: 'Training and rollout',
} as const
export type Skill = keyof typeof skills
export const skillNames = Object.keys(skills) as [Skill, ...Skill[]]

/** A working year of one person. */
export const MOST_DAYS = 250
const LOWEST_RATE = pounds(50)
const HIGHEST_RATE = pounds(2_000)

const words = (most: number, missing: string) =>
  z.string().trim().min(1, missing).max(most, `Enter ${most} characters or fewer`)

/** Days of work a council offers. What a day is worth is shown with where the figure is from, and counts as no money. */
export const InKindInput = z.object({
  operationKey: z.uuid(),
  skill: z.enum(skillNames, { error: 'Choose what your people would do' }),
  about: words(500, 'Say what your people would do'),
  days: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,3}$/, 'Enter whole days, such as 10')
    .transform(Number)
    .refine((days) => days <= MOST_DAYS, `Enter ${MOST_DAYS} days or fewer`),
  dayRate: PenceInput.refine(
    (pence) => pence >= LOWEST_RATE && pence <= HIGHEST_RATE,
    'Enter what a day is worth, from £50 to £2,000',
  ).refine((pence) => pence % 100n === 0n, 'Enter whole pounds, without pence'),
  rateSource: words(200, 'Say where the figure for a day is from'),
})
export type InKindInput = z.output<typeof InKindInput>

export const InKindWithdrawal = z.object({ operationKey: z.uuid() })
export type InKindWithdrawal = z.output<typeof InKindWithdrawal>

/** Stages in which work can still be offered: until a project is over. */
const openStages = ['gathering', 'pooling', 'funded', 'awarded', 'delivering']
export const isOpenForInKind = ({ stage }: { stage: string }) => openStages.includes(stage)

export const canOfferInKind = (actor: Actor) => isCouncilOfficer(actor) && mayBegin(actor)
export const canChangeInKind = (actor: Actor, offer: { councilId: string }) =>
  isCouncilOfficer(actor) && actor.organisationId === offer.councilId

/** What it would come to, shown and never added to money. */
export const worthOf = ({ days, dayRatePence }: { days: number; dayRatePence: Pence }): Pence =>
  BigInt(days) * dayRatePence

/** "IK-12". */
export const inKindReference = (number: number) => `IK-${number}`

/** 12 for "IK-12"; anything else is no reference of ours. */
export function inKindNumberOf(reference: string) {
  const [, digits] = /^IK-([1-9]\d{0,8})$/i.exec(reference) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** What an officer sends from the page of an offer. */
export const InKindChange = z.discriminatedUnion('act', [
  InKindInput.extend({ act: z.literal('change') }),
  InKindWithdrawal.extend({ act: z.literal('withdraw') }),
])
