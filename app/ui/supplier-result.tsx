import { formatDay } from '#app/core/time.ts'
import { nameOfKind, type CredentialKind } from '#app/domain/profiles/credential.ts'
import { Meta } from './result.tsx'
import { Tag } from './tag.tsx'

type Supplier = {
  slug: string
  name: string
  about: string | null
  town: string | null
  serves: string[]
  isSme: boolean
  verifiedAt: Date
  services: string[]
  frameworks: string[]
  held: CredentialKind[]
}

/** One firm of the list of suppliers. */
export const SupplierResult = ({ supplier }: { supplier: Supplier }) => {
  const { slug, name, about, town, serves, isSme, services, frameworks, held } = supplier
  return (
    <article className="result">
      <div className="stack-2">
        {isSme && (
          <p className="tags">
            <Tag>Small or medium-sized</Tag>
          </p>
        )}
        <h2>
          <a href={`/organisations/${slug}`}>{name}</a>
        </h2>
        {about && <p className="measure">{about}</p>}
        <Line name="Works on" values={services} />
        <Line name="On frameworks" values={frameworks} />
        <Meta
          items={[
            ...(town ? [town] : []),
            ...(serves.length > 0 ? [`Serves ${serves.join(', ')}`] : []),
            `Verified since ${formatDay(supplier.verifiedAt)}`,
          ]}
        />
      </div>
      <div className="small">
        {held.length === 0 ? (
          <p className="muted">No certificate and no insurance given</p>
        ) : (
          <>
            <p>
              <strong>Holds today</strong>
            </p>
            <ul className="plain">
              {held.map((kind) => (
                <li key={kind}>{nameOfKind(kind)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </article>
  )
}

/** Of each as many as a glance takes in; the firm's own page has all. */
const MOST_SHOWN = 4

function Line({ name, values }: { name: string; values: string[] }) {
  if (values.length === 0) return null
  const more = values.length - MOST_SHOWN
  return (
    <p className="small measure">
      <strong>{name}</strong> {values.slice(0, MOST_SHOWN).join(', ')}
      {more > 0 && ` and ${more} more`}
    </p>
  )
}
