import { nameOfKind } from '../profiles/credential.ts'
import type { SupplierFilters } from '../profiles/supplier-filters.ts'
import { listPublicSuppliers, type ListedSupplier } from '../profiles/supplier-list.server.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

const columns: CsvColumn<ListedSupplier>[] = [
  { name: 'name', value: ({ name }) => name },
  { name: 'about', value: ({ about }) => about },
  { name: 'town', value: ({ town }) => town },
  { name: 'serves', value: ({ serves }) => serves.join('; ') },
  { name: 'small_or_medium_sized', value: ({ isSme }) => isSme },
  { name: 'services', value: ({ services }) => services.join('; ') },
  { name: 'frameworks', value: ({ frameworks }) => frameworks.join('; ') },
  { name: 'held_today', value: ({ held }) => held.map(nameOfKind).join('; ') },
  { name: 'verified_at', value: ({ verifiedAt }) => verifiedAt.toISOString() },
]

/** Every supplier these filters find, as the list of suppliers shows it. Public. */
export async function* suppliersCsv(filters: SupplierFilters) {
  yield csvHeader(columns)
  let after: string | undefined
  do {
    const page = await listPublicSuppliers({ ...filters, after })
    yield page.suppliers.map((row) => csvRow(columns, row)).join('')
    after = page.next
  } while (after !== undefined)
}
