import type { ReactNode } from 'react'

type PageByPageProps = {
  /** The first page, while another one is shown. */
  first: string | false
  next: string | false
  /** Other links beside them. */
  children?: ReactNode
}

/** Of a list that is read on from the last row shown, so that it has no numbers. Nothing when there is nowhere to go. */
export const PageByPage = ({ first, next, children }: PageByPageProps) =>
  first || next || children ? (
    <p className="btns">
      {first && <a href={first}>First page</a>}
      {next && <a href={next}>Next page</a>}
      {children}
    </p>
  ) : null

type PagerProps = { page: number; pages: number; hrefOf: (page: number) => string; label?: string }

/** At most seven numbers: the ends, and those around this page. Nothing when all fits on one. */
export function Pager({ page, pages, hrefOf, label = 'Pages of results' }: PagerProps) {
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label={label}>
      {pageNumbers(page, pages).map((number, place) =>
        number === undefined ? (
          <span key={`gap-${place}`}>…</span>
        ) : number === page ? (
          <span key={number} aria-current="page">
            {number}
          </span>
        ) : (
          <a key={number} href={hrefOf(number)} aria-label={`Page ${number}`}>
            {number}
          </a>
        ),
      )}
      {page < pages && (
        <a className="pager__next" href={hrefOf(page + 1)} rel="next">
          Next page
        </a>
      )}
    </nav>
  )
}

/** Numbers to show, with `undefined` for a gap. */
export function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const wanted = [1, page - 1, page, page + 1, pages]
    .filter((number) => number >= 1 && number <= pages)
    .filter((number, place, all) => all.indexOf(number) === place)
  return wanted.flatMap((number, place) => {
    const gap = place > 0 ? number - (wanted[place - 1] ?? 0) : 1
    return gap === 1 ? [number] : gap === 2 ? [number - 1, number] : [undefined, number]
  })
}
