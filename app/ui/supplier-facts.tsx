import { formatDate } from '#app/core/time.ts'
import { describeIdentity, type LegalIdentity } from '#app/domain/organisations/legal-identity.ts'
import { Facts } from './lists.tsx'

type Supplier = LegalIdentity & {
  town: string | null
  region: string | null
  serves: string[]
  isSme: boolean
  verifiedAt: Date | null
  isFormer: boolean
}

/** What everybody may know of a supplier. */
export const SupplierFacts = ({ supplier }: { supplier: Supplier }) => (
  <Facts
    facts={[
      {
        name: 'Where',
        value: [supplier.town, supplier.region].filter(Boolean).join(', ') || 'Not given',
      },
      { name: 'Registered as', value: describeIdentity(supplier) },
      { name: 'Serves', value: supplier.serves.join(', ') || 'Not given' },
      { name: 'Size', value: supplier.isSme ? 'Small or medium-sized' : 'Not given' },
      {
        name: 'Verified',
        value: supplier.verifiedAt
          ? `Since ${formatDate(supplier.verifiedAt)}`
          : supplier.isFormer
            ? 'Not now: it is part of another firm'
            : 'Not now: its name or number is being checked',
      },
    ]}
  />
)
