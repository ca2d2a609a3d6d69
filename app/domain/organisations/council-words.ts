/** What each type of council is called on screen. */
const typeNames: Record<string, string> = {
  county: 'County council',
  unitary: 'Unitary council',
  'metropolitan-district': 'Metropolitan borough',
  'london-borough': 'London borough',
  'non-metropolitan-district': 'District council',
  'city-of-london': 'City of London',
  'scottish-unitary': 'Council in Scotland',
  'welsh-unitary': 'Council in Wales',
  'ni-district': 'District council in Northern Ireland',
  'combined-authority': 'Combined authority',
}

export const councilTypes = Object.keys(typeNames)

export const nameOfType = (type: string) => typeNames[type] ?? 'Council'

export const nations = ['England', 'Scotland', 'Wales', 'Northern Ireland'] as const

export const regionsOfEngland = [
  'North East',
  'North West',
  'Yorkshire and The Humber',
  'East Midlands',
  'West Midlands',
  'East of England',
  'London',
  'South East',
  'South West',
] as const

/** Where to look for councils: a nation, or a region of England. */
export const places = [...nations, ...regionsOfEngland] as const
export type Place = (typeof places)[number]

export const isRegionOfEngland = (place: Place) =>
  (regionsOfEngland as readonly string[]).includes(place)

/** "Yorkshire and The Humber, England"; "Scotland" once. */
export const describePlace = (region: string, nation: string) =>
  region === nation ? nation : `${region}, ${nation}`

/** "546,700"; by hand, so that server and browser agree. */
export const formatCount = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
