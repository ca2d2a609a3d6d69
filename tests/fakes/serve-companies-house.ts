import { companies } from '#prisma/seed/demonstration/companies.ts'
import { startFakeCompaniesHouse } from './companies-house.ts'

/** For the journeys: a register that knows the demonstration's firms, as they are made up there, and nobody else. */
const { PORT, KEY = '' } = process.env
await startFakeCompaniesHouse({
  key: KEY,
  port: Number(PORT),
  companies: Object.fromEntries(
    Object.entries(companies).map(([number, company]) => [
      number,
      {
        company_name: company.companyName,
        company_status: company.status,
        type: company.companyType,
        date_of_creation: company.createdOn,
        date_of_cessation: company.ceasedOn,
        registered_office_address: { locality: company.locality, country: company.country },
        previous_company_names: company.previousNames.map((name) => ({ name })),
      },
    ]),
  ),
})
