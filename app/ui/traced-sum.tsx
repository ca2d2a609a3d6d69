import { formatPounds, type Pence } from '#app/core/money.ts'

/** A figure that leads to the transfers it is made of, where its page knows them. */
export const TracedSum = ({ pence, href }: { pence: Pence; href?: string }) =>
  href ? (
    <a href={href}>
      {formatPounds(pence)}
      <span className="visually-hidden">, see its transfers</span>
    </a>
  ) : (
    <>{formatPounds(pence)}</>
  )
