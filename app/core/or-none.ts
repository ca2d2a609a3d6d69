import { z } from 'zod'

/** A box that may stay empty: forms send it as an empty text, addresses leave it out. */
export const orNone = <Input extends z.ZodType>(input: Input) =>
  z.preprocess(
    (value) =>
      value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value,
    input.optional(),
  )
