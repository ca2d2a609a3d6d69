import type { CompanyProfile } from '#app/gateways/company-profile.ts'
import { suppliers } from './organisations.ts'

/** Numbers from 99000001 on are given to nobody. */
export const numberOfSupplier = (place: number) => String(99_000_001 + place)

/** Of a firm about which the register of companies does not answer, here and where journeys ask its stand-in. */
export const UNANSWERED = '99000108'

function company(
  companyName: string,
  locality: string,
  more: Partial<CompanyProfile> = {},
): CompanyProfile {
  return {
    companyName,
    ...{ status: 'active', statusDetail: null, companyType: 'ltd' },
    ...{ createdOn: '2019-03-04', ceasedOn: null },
    ...{ locality, country: 'United Kingdom', previousNames: [] },
    ...more,
  }
}

/** What the register of companies would say of the demonstration's firms, by number. All of it is made up. */
export const companies: Record<string, CompanyProfile> = {
  ...Object.fromEntries(
    suppliers.map(({ name, town }, place) => [
      numberOfSupplier(place),
      company(`${name.toUpperCase()} LTD`, town),
    ]),
  ),
  '99000101': company('ASHLAR DATA LTD', 'Hull', { createdOn: '2021-09-14' }),
  '99000102': company('LOCKGATE FLOOD DEFENCES LIMITED', 'Devizes', {
    previousNames: ['LOCKGATE CONSULTING LIMITED'],
  }),
  '99000103': company('PLAINLY SOFTWARE LIMITED', 'Dundee', {
    ...{ status: 'dissolved', createdOn: '2014-06-02', ceasedOn: '2024-11-19' },
  }),
  '99000109': company('HARBOUR LANE DATA LTD', 'Bristol'),
  '99000107': company('PENNYWELL SYSTEMS LTD', 'Sunderland', { status: 'liquidation' }),
}
