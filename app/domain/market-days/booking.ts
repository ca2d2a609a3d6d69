import { z } from 'zod'

const title = z
  .string()
  .trim()
  .min(1, 'Enter what you will show')
  .max(120, 'Use 120 characters or fewer')
const challengeId = z.uuid('Choose the problem you will show')

/** A demo slot for one firm. The operation key was made when the form was shown. */
export const BookingInput = z.object({
  slotId: z.uuid('Choose a slot'),
  challengeId,
  title,
  operationKey: z.uuid(),
})
export type BookingInput = z.output<typeof BookingInput>

export const MoveInput = z.object({ slotId: z.uuid('Choose a slot') })

export const WaitingInput = z.object({ challengeId, title })
export type WaitingInput = z.output<typeof WaitingInput>

/** Everything a firm does on the waiting list's page. */
export const WaitingListInput = z.discriminatedUnion('wanted', [
  WaitingInput.extend({ wanted: z.literal('join') }),
  z.object({ wanted: z.enum(['leave', 'accept', 'decline']) }),
])

/** Coming to a day, or not after all. */
export const RegistrationInput = z.object({ wanted: z.enum(['yes', 'no']) })

/** An offer lapses at its expiry: that instant is too late. */
export const isOfferLive = (
  offer: { expiresAt: Date; acceptedAt: Date | null; endedAt: Date | null },
  now: Date,
) => offer.acceptedAt === null && offer.endedAt === null && now < offer.expiresAt

/** How long a firm has to accept: the policy's minutes, but never past the close of booking. */
export const offerUntil = (now: Date, minutes: bigint, bookingClosesAt: Date) =>
  new Date(Math.min(now.getTime() + Number(minutes) * 60_000, bookingClosesAt.getTime()))
