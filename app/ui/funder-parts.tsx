import { formatPoundsExact, type Pence } from '#app/core/money.ts'

type Props = { parts: { name: string; pence: Pence }[] }

/** What each funder of a pot bears, to the penny, one below the other. */
export const FunderLines = ({ parts }: Props) => (
  <span className="small muted funder-lines">
    {parts.map(({ name, pence }) => (
      <span key={name}>
        {name} {formatPoundsExact(pence)}
      </span>
    ))}
  </span>
)
