import { formatDate, type Day } from '#app/core/time.ts'
import { describeIdentity, type LegalIdentity } from '#app/domain/organisations/legal-identity.ts'
import type { HeldCredential } from '#app/domain/profiles/credential.ts'
import { describeEnd, describePlace, type HeldFramework } from '#app/domain/profiles/framework.ts'
import { suppliersHref } from '#app/domain/profiles/supplier-filters.ts'
import { HeldCredentials } from './credential.tsx'
import { Facts } from './lists.tsx'
import { Section } from './page.tsx'

type Supplier = LegalIdentity & {
  town: string | null
  region: string | null
  serves: string[]
  isSme: boolean
  verifiedAt: Date | null
  isFormer: boolean
  confirmedAt: Date | null
  services: { id: number; name: string }[]
  frameworks: HeldFramework[]
  credentials: HeldCredential[]
  isOwn: boolean
  today: Day
}

/** What everybody may know of a supplier: what it says of itself, who stands behind it and until when. */
export const SupplierFacts = ({ supplier }: { supplier: Supplier }) => (
  <>
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
        {
          name: 'Profile last confirmed',
          value: supplier.confirmedAt ? formatDate(supplier.confirmedAt) : 'Not yet',
        },
      ]}
    />
    {supplier.isOwn && (
      <p>
        <a href="/suppliers/profile">Change your profile</a>
      </p>
    )}
    <Services {...supplier} />
    <Frameworks {...supplier} />
    <Section id="credentials" title="Certificates and insurances">
      <HeldCredentials
        credentials={supplier.credentials}
        today={supplier.today}
        empty="It has told us of none that holds today."
      />
    </Section>
  </>
)

const Services = ({ services }: Pick<Supplier, 'services'>) => (
  <Section id="services" title="Services it works on">
    {services.length === 0 ? (
      <p className="muted">Not given.</p>
    ) : (
      <ul className="plain">
        {services.map(({ id, name }) => (
          <li key={id}>
            <a href={suppliersHref({ service: id })}>{name}</a>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const Frameworks = ({ frameworks }: Pick<Supplier, 'frameworks'>) => (
  <Section id="frameworks" title="Frameworks it says it is on">
    {frameworks.length === 0 ? (
      <p className="muted">None given.</p>
    ) : (
      <ul className="plain">
        {frameworks.map((place) => (
          <li key={place.id}>
            {place.slug ? (
              <a href={suppliersHref({ framework: place.slug })}>{describePlace(place)}</a>
            ) : (
              describePlace(place)
            )}
            , {describeEnd(place.expiresOn)}
          </li>
        ))}
      </ul>
    )}
  </Section>
)
