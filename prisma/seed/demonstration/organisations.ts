import type { DemonstrationFunder, DemonstrationSupplier } from './types.ts'

/** Who runs this site in the demonstration. */
export const platform = { slug: 'solve-once', name: 'Solve Once team' }

export const funders: DemonstrationFunder[] = [
  {
    slug: 'office-for-digital-devolution',
    name: 'Office for Digital Devolution',
    kind: 'central-government',
    about:
      'Made up for this demonstration. Looks after £350 million for mayoral areas that invest in digital leadership.',
  },
  {
    slug: 'shared-solutions-trust',
    name: 'Shared Solutions Trust',
    kind: 'charity',
    about:
      'Made up for this demonstration. Gives small sums quickly to problems that many councils share.',
  },
]

export const suppliers: DemonstrationSupplier[] = [
  supplier({
    name: 'Tideline Digital',
    town: 'Bristol',
    region: 'South West',
    staff: 34,
    account: '00000001',
    about:
      'Tells residents what the crew, the officer or the system already knows, by text or on the web.',
  }),
  supplier({
    name: 'Hopscotch Systems',
    town: 'Leeds',
    region: 'Yorkshire and The Humber',
    staff: 18,
    account: '00000002',
    about:
      'Forms and checkers that families finish on a phone, in the time it takes to queue for coffee.',
  }),
  supplier({
    name: 'Nestbox Data',
    town: 'Norwich',
    region: 'East of England',
    staff: 11,
    account: '00000003',
    about: 'Directories that stay right, fed by the software that providers use already.',
  }),
  supplier({
    name: 'Kestrel Works',
    town: 'Cardiff',
    region: 'Wales',
    staff: 22,
    account: '00000004',
    about: 'Bilingual public services built on open data standards.',
  }),
  supplier({
    name: 'Plainly Software',
    town: 'Edinburgh',
    region: 'Scotland',
    staff: 27,
    account: '00000005',
    about: 'Turns official letters into words people use, and measures whether they understood.',
  }),
  supplier({
    name: 'Fernhill Labs',
    town: 'Bangor',
    region: 'Wales',
    staff: 14,
    account: '00000006',
    about: 'Booking and vacancy services for places where the signal comes and goes.',
  }),
  supplier({
    name: 'Brackenfield Software',
    town: 'Derby',
    region: 'East Midlands',
    staff: 41,
    account: '00000007',
    about: 'Moves old lists out of old systems without losing a row.',
  }),
  supplier({
    name: 'Ropewalk Records',
    town: 'Belfast',
    region: 'Northern Ireland',
    staff: 9,
    account: '00000008',
    about:
      'Finds and blacks out personal data in documents, with a person in charge of every page.',
  }),
]

type SupplierRow = Pick<DemonstrationSupplier, 'name' | 'town' | 'region' | 'staff' | 'about'> & {
  account: string
}

function supplier({ account, ...row }: SupplierRow): DemonstrationSupplier {
  return {
    slug: row.name.toLowerCase().replaceAll(' ', '-'),
    bank: { accountName: row.name, sortCode: '000000', accountNumber: account },
    ...row,
  }
}
