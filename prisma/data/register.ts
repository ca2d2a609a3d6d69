/** The committed register, checked as it is read. Sources and licences: docs/data-sources.md. */
import { z } from 'zod'
import bankHolidayRows from './bank-holidays.json' with { type: 'json' }
import combinedAuthorityRows from './combined-authorities.json' with { type: 'json' }
import councilRows from './councils.json' with { type: 'json' }
import frameworkRows from './frameworks.json' with { type: 'json' }
import mayorRows from './mayors.json' with { type: 'json' }
import membershipRows from './memberships.json' with { type: 'json' }
import serviceFunctionRows from './service-functions.json' with { type: 'json' }
import serviceRows from './services.json' with { type: 'json' }
import tileRows from './tiles.json' with { type: 'json' }

const nation = z.enum(['England', 'Scotland', 'Wales', 'Northern Ireland'])

const place = {
  organisationId: z.string().nullable(),
  websiteDomain: z.string().min(1),
  population: z.int().positive(),
  areaKm2: z.number().positive(),
  latitude: z.number().min(49).max(61),
  longitude: z.number().min(-9).max(2),
  formerGss: z.array(z.string()),
}

const Council = z.strictObject({
  gss: z.string().regex(/^[EWSN]\d{8}$/),
  slug: z.string().min(1),
  name: z.string().min(1),
  officialName: z.string().min(1),
  type: z.enum([
    'county',
    'unitary',
    'metropolitan-district',
    'london-borough',
    'non-metropolitan-district',
    'city-of-london',
    'scottish-unitary',
    'welsh-unitary',
    'ni-district',
  ]),
  nation,
  region: z.string().min(1),
  isUpperTier: z.boolean(),
  parentCountyGss: z.string().nullable(),
  combinedAuthority: z.string().nullable(),
  ...place,
})
export type RegisterCouncil = z.output<typeof Council>

const CombinedAuthority = z.strictObject({
  gss: z.string().regex(/^E\d{8}$/),
  slug: z.string().min(1),
  name: z.string().min(1),
  officialName: z.string().min(1),
  kind: z.enum(['combined-authority', 'combined-county-authority', 'greater-london-authority']),
  isMayoral: z.boolean(),
  establishedYear: z.int().nullable(),
  nation,
  regions: z.array(z.string()).min(1),
  ...place,
})
export type RegisterCombinedAuthority = z.output<typeof CombinedAuthority>

const Membership = z.strictObject({
  combinedAuthority: z.string(),
  council: z.string(),
  role: z.enum(['constituent', 'within-area']),
})

const Mayor = z.strictObject({
  combinedAuthority: z.string(),
  name: z.string().min(1),
  tookOfficeOn: z.iso.date(),
  /** The first day without the office: a successor may start on it. */
  leftOfficeOn: z.iso.date().nullable(),
  source: z.string().min(1),
})

const Tile = z.strictObject({ gss: z.string(), column: z.int().min(0), row: z.int().min(0) })

const ServiceFunction = z.strictObject({
  id: z.int(),
  name: z.string().min(1),
  parentId: z.int().nullable(),
})

const Service = z.strictObject({
  id: z.int(),
  name: z.string().min(1),
  govukSlug: z.string().nullable(),
})

const BankHoliday = z.strictObject({
  division: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  date: z.iso.date(),
  title: z.string().min(1),
  notes: z.string(),
})

/** A day that no source gives is left out. */
const Framework = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().min(1),
  reference: z.string().min(1),
  owner: z.string().min(1),
  fromOn: z.iso.date().nullable(),
  toOn: z.iso.date().nullable(),
  source: z.string().min(1),
  sourceUrl: z.url(),
})

export const register = {
  councils: z.array(Council).parse(councilRows),
  combinedAuthorities: z.array(CombinedAuthority).parse(combinedAuthorityRows),
  memberships: z.array(Membership).parse(membershipRows),
  mayors: z.array(Mayor).parse(mayorRows),
  tiles: z.array(Tile).parse(tileRows),
  serviceFunctions: z.array(ServiceFunction).parse(serviceFunctionRows),
  services: z.array(Service).parse(serviceRows),
  bankHolidays: z.array(BankHoliday).parse(bankHolidayRows),
  frameworks: z.array(Framework).parse(frameworkRows),
}
