import { z } from 'zod'

/** Where a list goes on that is ordered by an instant: the last row of the page before, as addresses carry it. */
export const ListPlace = z
  .string()
  .regex(/^\d{1,15}~[0-9a-f-]{36}$/)
  .transform((text) => {
    const [at = '', id = ''] = text.split('~')
    return { at: new Date(Number(at)), id }
  })
  .refine(({ at, id }) => !Number.isNaN(at.getTime()) && z.uuid().safeParse(id).success)
export type ListPlace = z.output<typeof ListPlace>

export const textOfPlace = ({ at, id }: ListPlace) => `${at.getTime()}~${id}`
