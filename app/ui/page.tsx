import type { ReactNode } from 'react'
import type { Tab } from './workspace-tabs.ts'

export type Crumb = { href: string; name: string }

type PageProps = {
  children: ReactNode
  /** The way here; `crumbTitle` is this page. */
  crumbs?: Crumb[]
  crumbTitle?: string
  /** One-thing-per-page forms go back instead. */
  back?: string
  subnav?: ReactNode
  /** Home and other pages with full-width bands draw their own `wrap`s. */
  isFullWidth?: boolean
  space?: 'stack-5' | 'stack-6' | 'stack-7' | ''
}

/** The `main` of a page, with its crumbs or back link. Every page uses it once. */
export function Page(props: PageProps) {
  const { children, crumbs, back, subnav, isFullWidth, space = 'stack-6' } = props
  return (
    <>
      {subnav}
      <main id="main" tabIndex={-1}>
        {isFullWidth ? (
          children
        ) : (
          <div className="wrap">
            {crumbs && <Crumbs crumbs={crumbs} title={props.crumbTitle ?? ''} />}
            {back && <Back href={back} />}
            <div className={`page ${space}`.trim()}>{children}</div>
          </div>
        )}
      </main>
    </>
  )
}

function Crumbs({ crumbs, title }: { crumbs: Crumb[]; title: string }) {
  return (
    <nav className="crumbs" aria-label="Breadcrumb">
      <ol>
        {crumbs.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
        {title && (
          <li>
            <span aria-current="page">{title}</span>
          </li>
        )}
      </ol>
    </nav>
  )
}

export const Back = ({ href }: { href: string }) => (
  <a className="back" href={href}>
    Back
  </a>
)

/** The tab whose address is the longest start of this page's. */
export const currentTab = (tabs: Tab[], path: string) =>
  tabs
    .flatMap(({ href, also = href }) => [href, also].map((start) => ({ href, start })))
    .filter(({ start }) => path === start || path.startsWith(`${start}/`))
    .sort((a, b) => b.start.length - a.start.length)[0]?.href

/** Tabs of a workspace: pages, not panels. */
export function Subnav({ who, tabs, path }: { who: string; tabs: Tab[]; path: string }) {
  const here = currentTab(tabs, path)
  return (
    <nav className="subnav" aria-label={who}>
      <div className="wrap subnav__in">
        <span className="who">{who}</span>
        <div className="nav">
          <ul>
            {tabs.map(({ href, name }) => (
              <li key={href}>
                <a href={href} aria-current={href === here ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </nav>
  )
}

/** The top of a page about one thing: its headline and, beside it, what it is called and when it changed. */
export function Headline(props: {
  title: ReactNode
  kicker?: ReactNode
  tags?: ReactNode
  lead?: ReactNode
  aside?: ReactNode
}) {
  return (
    <div className="headline">
      <div className="stack">
        {props.kicker && <p className="kicker">{props.kicker}</p>}
        {props.tags && <p className="tags">{props.tags}</p>}
        <h1>{props.title}</h1>
        {props.lead && <p className="lead measure">{props.lead}</p>}
      </div>
      {props.aside && <div className="small muted">{props.aside}</div>}
    </div>
  )
}

/** The top of a plain page. */
export function PageTitle(props: { title: ReactNode; kicker?: ReactNode; lead?: ReactNode }) {
  return (
    <div className="stack">
      {props.kicker && <p className="kicker kicker--ink">{props.kicker}</p>}
      <h1>{props.title}</h1>
      {props.lead && <p className="lead measure">{props.lead}</p>}
    </div>
  )
}

/** A heading with a rule, and a link or note at its end. The section is named by it. */
export function Section(props: {
  id: string
  title: ReactNode
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section aria-labelledby={props.id} className={props.className}>
      <SectionHead id={props.id} title={props.title} aside={props.aside} />
      {props.children}
    </section>
  )
}

export const SectionHead = (props: { id: string; title: ReactNode; aside?: ReactNode }) => (
  <div className="section-head">
    <h2 id={props.id}>{props.title}</h2>
    {typeof props.aside === 'string' ? (
      <span className="small muted">{props.aside}</span>
    ) : (
      props.aside
    )}
  </div>
)

/** Links to the sections of a long page. */
export const Contents = ({ links }: { links: Crumb[] }) => (
  <nav className="contents" aria-label="On this page">
    <ul>
      {links.map(({ href, name }) => (
        <li key={href}>
          <a href={href}>{name}</a>
        </li>
      ))}
    </ul>
  </nav>
)
