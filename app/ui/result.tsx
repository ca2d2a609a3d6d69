import { useEffect, useRef, type ReactNode } from 'react'
import { FundingBar, FundingFigures } from './funding-bar.tsx'
import { formatPounds } from '#app/core/money.ts'
import type { FundingSums } from './bar-geometry.ts'

type ResultProps = {
  href: string
  title: ReactNode
  tags?: ReactNode
  summary?: ReactNode
  meta?: ReactNode[]
  /** 3 in a list that has a heading of its own. */
  level?: 2 | 3
  /** The right-hand column: money, or what must happen first. */
  children?: ReactNode
}

/** One thing in a list of results. */
export const Result = ({ href, title, level = 2, ...props }: ResultProps) => {
  const Heading = `h${level}` as const
  const { tags, summary, meta = [], children } = props
  return (
    <article className="result">
      <div>
        {tags && <p className="tags">{tags}</p>}
        <Heading>
          <a href={href}>{title}</a>
        </Heading>
        {summary && <p className="small measure">{summary}</p>}
        <Meta items={meta} />
      </div>
      <div>{children}</div>
    </article>
  )
}

export const Meta = ({ items }: { items: ReactNode[] }) =>
  items.length > 0 && (
    <p className="meta">
      {items.map((item, place) => (
        <span key={place}>{item}</span>
      ))}
    </p>
  )

type ResultMoneyProps = FundingSums & { lapsed?: boolean; children?: ReactNode }

/** The money column of a result: the sum, a thin bar and its figures. */
export const ResultMoney = ({ children, ...sums }: ResultMoneyProps) => (
  <>
    <p className="num">
      <strong>{formatPounds(sums.pledgedPence + sums.matchedPence)}</strong>{' '}
      <span className="muted small">of {formatPounds(sums.targetPence)}</span>
    </p>
    <FundingBar size="thin" {...sums} />
    <FundingFigures {...sums} />
    {children && <div className="small">{children}</div>}
  </>
)

type StoryProps = Omit<ResultProps, 'children'> & { isLead?: boolean; children?: ReactNode }

/** A challenge on the home page. */
export const Story = ({ href, title, tags, summary, meta = [], isLead, children }: StoryProps) => (
  <article className={isLead ? 'story story--lead stack' : 'story stack-2'}>
    {tags && <p className="tags">{tags}</p>}
    <h3>
      <a href={href}>{title}</a>
    </h3>
    {summary && <p className={isLead ? 'lead' : 'small'}>{summary}</p>}
    {children}
    <Meta items={meta} />
  </article>
)

type FacetsProps = { label: string; action?: string; resultCount: number; children: ReactNode }

/** The filters of a list: a GET form. A script closes them on small screens; without it they stay open. */
export function Facets({ label, action, resultCount, children }: FacetsProps) {
  const filters = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (filters.current && matchMedia('(max-width: 60rem)').matches) filters.current.open = false
  }, [])
  return (
    <form className="facets" method="get" action={action} aria-label={label}>
      <p className="only-small jump small">
        <a href="#results">
          Go to the {resultCount} {resultCount === 1 ? 'result' : 'results'}
        </a>
      </p>
      <details open ref={filters}>
        <summary>Filters</summary>
        {children}
        <p>
          <button className="btn btn--second btn--wide">Apply filters</button>
        </p>
      </details>
    </form>
  )
}

type Chip = { href: string; name: string }

/** Filters in use; each link removes one. */
export const Chips = ({ chips, clearHref }: { chips: Chip[]; clearHref: string }) =>
  chips.length > 0 && (
    <ul className="chips">
      {chips.map(({ href, name }) => (
        <li key={href}>
          <a className="chip" href={href}>
            <span className="visually-hidden">Remove filter: </span>
            {name}
          </a>
        </li>
      ))}
      <li>
        <a className="small chips__clear" href={clearHref}>
          Clear all filters
        </a>
      </li>
    </ul>
  )
