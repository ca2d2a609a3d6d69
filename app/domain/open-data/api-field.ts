import { z } from 'zod'
import { dayOf } from '#app/core/time.ts'
import { referenceOf } from '../challenges/challenge.ts'
import { purses } from '../pots/purse.ts'

/**
 * What the fields of every answer are made of. Each takes what the database holds and gives what goes
 * out, so that the schema an answer is shaped by is the schema that is published.
 */

const toNumber = (value: bigint | number | string) =>
  typeof value === 'bigint' || (typeof value === 'string' && /^\d+$/.test(value))
    ? Number(value)
    : value

/** A sum too large for a JSON number is refused by `z.int`, never rounded. */
export const Pence = z.preprocess(toNumber, z.int().min(0)).meta({
  id: 'Pence',
  description:
    'Whole pence in pounds sterling, as a JSON integer. Never above 2^53 − 1, so no reader loses a digit.',
})

export const Instant = z
  .preprocess(
    (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
    z.iso.datetime(),
  )
  .meta({ id: 'Instant', description: 'A moment in UTC, like 2027-10-29T16:00:00.000Z.' })

export const Day = z
  .preprocess(
    (value: Date | string) => (value instanceof Date ? dayOf(value) : value),
    z.iso.date(),
  )
  .meta({ id: 'Day', description: 'A calendar day in London, like 2027-10-29.' })

export const Url = z.url()
export const Count = z.int().min(0)

export const CouncilName = z
  .object({
    gss: z
      .string()
      .meta({ description: 'Nine-character code of the Office for National Statistics.' }),
    slug: z.string(),
    name: z.string(),
  })
  .meta({ id: 'CouncilName' })

export const SupplierName = z
  .object({
    slug: z.string(),
    name: z.string(),
    companyNumber: z
      .string()
      .nullable()
      .meta({ description: 'At Companies House, if it has one.' }),
  })
  .meta({ id: 'SupplierName' })

export const FunderName = z
  .object({ slug: z.string(), name: z.string() })
  .meta({ id: 'FunderName' })

export const PurseName = z.enum(purses).meta({
  id: 'PurseName',
  description:
    'The part of a pot’s money it is of: unrestricted, or ring-fenced to a funding type.',
})

export const PotName = z.object({ slug: z.string(), name: z.string() }).meta({ id: 'PotName' })

export const ChallengeName = z
  .object({
    reference: z.string().meta({ description: 'Like SO-0412; it never changes.' }),
    title: z.string(),
  })
  .meta({ id: 'ChallengeName' })

type Named = { name: string; slug: string }

/** From rows as they are selected to the names above. */
export const councilName = (row: { gss: string; organisation: Named }) => ({
  gss: row.gss,
  ...row.organisation,
})

export const supplierName = (row: { companyNumber: string | null; organisation: Named }) => ({
  companyNumber: row.companyNumber,
  ...row.organisation,
})

export const challengeName = ({ number, title }: { number: number; title: string }) => ({
  reference: referenceOf(number),
  title,
})

const organisation = { select: { name: true, slug: true } } as const

/** What to select for each name. */
export const selectName = {
  organisation,
  council: { select: { gss: true, organisation } },
  supplier: { select: { companyNumber: true, organisation } },
  challenge: { select: { number: true, title: true } },
  pot: { select: { slug: true, name: true } },
  funder: { select: { organisation } },
} as const
