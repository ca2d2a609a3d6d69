import { z } from 'zod'
import { councilTypes, isRegionOfEngland, nations, places } from './council-words.ts'

/** Combined authorities are no council's successor here: they are made by another law. */
export const newCouncilTypes = councilTypes.filter((type) => type !== 'combined-authority')

const Words = z.string().trim().min(1, 'Enter its name').max(120, 'Enter 120 characters or fewer')

/** A council that an order makes. */
export const NewCouncil = z.object({
  name: Words,
  gss: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[EWSN]\d{8}$/, 'Enter its GSS code, such as E06000065'),
  type: z.enum(newCouncilTypes, 'Choose what kind of council it is'),
  place: z.enum(places, 'Choose where it is').refine((place) => place !== 'England', {
    error: 'Choose the region of England',
  }),
})

export type NewCouncil = {
  name: string
  gss: string
  type: string
  nation: string
  region: string
}

/** A region of England, or one of the other nations, which has no regions. */
export const inPlace = ({ place, ...council }: z.output<typeof NewCouncil>): NewCouncil =>
  isRegionOfEngland(place)
    ? { ...council, nation: nations[0], region: place }
    : { ...council, nation: place, region: place }

/** "North Yorkshire" becomes `north-yorkshire`. */
export const slugOfName = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f’']/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
