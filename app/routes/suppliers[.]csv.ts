import type { LoaderFunctionArgs } from '@remix-run/node'
import { suppliersCsv } from '#app/domain/open-data/suppliers-csv.server.ts'
import { readSupplierFilters } from '#app/domain/profiles/supplier-filters.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { showFile } from '#app/web/answer.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'

/** The list of suppliers as CSV, with the filters of its page. */
export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return showFile(async () => {
    const filters = readSupplierFilters(new URL(request.url).searchParams)
    const lines = suppliersCsv({ ...filters, after: undefined })
    return Promise.resolve(answerCsv(request, { name: 'suppliers.csv', lines }))
  })
}
