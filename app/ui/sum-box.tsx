import { useId, type ReactNode } from 'react'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Key } from './bar.tsx'

type SumRow = {
  name: ReactNode
  detail?: ReactNode
  pence: Pence
  kind?: 'signed' | 'match' | 'await'
}

type SumBoxProps = {
  title: string
  rows: SumRow[]
  total?: { name: ReactNode; pence: Pence }
  /** Said instead of rows while there is nothing to add up. */
  empty?: ReactNode
  children?: ReactNode
}

/** A small sum with its working, such as the match a pledge would bring. Changes are announced. */
export function SumBox({ title, rows, total, empty, children }: SumBoxProps) {
  const titleId = useId()
  return (
    <section className="sumbox" aria-labelledby={titleId} aria-live="polite">
      <h2 id={titleId}>{title}</h2>
      {rows.length === 0 ? (
        <div className="sumrows">
          <p className="muted">{empty ?? 'Enter an amount to see the sum.'}</p>
        </div>
      ) : (
        <dl className="sumrows">
          {rows.map(({ name, detail, pence, kind }, place) => (
            <div key={place}>
              <dt>
                {kind && <Key kind={kind} />}
                {name}
                {detail && <small>{detail}</small>}
              </dt>
              <dd>{formatPounds(pence)}</dd>
            </div>
          ))}
          {total && (
            <div className="total">
              <dt>{total.name}</dt>
              <dd>{formatPounds(total.pence)}</dd>
            </div>
          )}
        </dl>
      )}
      {children && <div className="sumbox__foot stack-2">{children}</div>}
    </section>
  )
}
