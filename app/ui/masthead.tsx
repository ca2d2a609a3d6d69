import { useEffect, useRef, type ReactNode } from 'react'
import { initials, type FramePerson, type PageFrame } from './page-frame.ts'

const sections = [
  { href: '/challenges', name: 'Challenges' },
  { href: '/market-days', name: 'Market days' },
  { href: '/pots', name: 'Funding pots' },
  { href: '/for-suppliers', name: 'For suppliers' },
  { href: '/how-it-works', name: 'How it works' },
]

const isIn = (path: string, section: string) => path === section || path.startsWith(`${section}/`)

const current = (path: string, href: string) =>
  path === href ? ('page' as const) : isIn(path, href) ? ('true' as const) : undefined

export function Masthead({ frame: { person, path, ...frame } }: { frame: PageFrame }) {
  const signIn = signInOf(frame)
  return (
    <header className="masthead">
      <div className="wrap masthead__in">
        <Brand />
        <nav className="nav" aria-label="Main">
          <ul>
            {sections.map(({ href, name }) => (
              <li key={href}>
                <a href={href} aria-current={current(path, href)}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="account">
          {person ? (
            <PersonMenu person={person} />
          ) : (
            signIn && <a className="btn btn--second btn--small" {...signIn} />
          )}
        </div>
        <Menu className="menu" summary="Menu">
          <div className="menu__panel">
            <nav aria-label="Main menu">
              {sections.map(({ href, name }) => (
                <a key={href} href={href} aria-current={current(path, href)}>
                  {name}
                </a>
              ))}
              {!person && signIn && <a {...signIn} />}
            </nav>
            {person && (
              <>
                <p className="menu__who">
                  {person.name}, {person.organisationName}
                </p>
                <PersonLinks person={person} />
              </>
            )}
          </div>
        </Menu>
      </div>
    </header>
  )
}

function signInOf({ isUnknown, isHalfSignedIn }: Pick<PageFrame, 'isUnknown' | 'isHalfSignedIn'>) {
  if (isUnknown) return undefined
  return isHalfSignedIn
    ? { href: '/sign-in/second-factor', children: 'Finish signing in' }
    : { href: '/sign-in', children: 'Sign in' }
}

export const Brand = () => (
  <a className="brand" href="/">
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="mark__small"
        d="M0 0h9v9H0zM11.5 0h9v9h-9zM23 0h9v9h-9zM0 11.5h9v9H0zM0 23h9v9H0z"
      />
      <path className="mark__big" d="M11.5 11.5H32V32H11.5z" />
    </svg>
    <span>Solve Once</span>
  </a>
)

function PersonMenu({ person }: { person: FramePerson }) {
  const summary = (
    <>
      <span className="face" aria-hidden="true">
        {initials(person.name)}
      </span>
      <span>
        {person.name}
        <small>{person.organisationName}</small>
      </span>
    </>
  )
  return (
    <Menu className="person" summary={summary}>
      <div className="menu__panel">
        <PersonLinks person={person} />
      </div>
    </Menu>
  )
}

/** Opens and closes without a script; with one, Escape and a click elsewhere close it too. */
function Menu(props: { className: string; summary: ReactNode; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      if (!menu.current?.open) return
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape'
      const isElsewhere = event.type === 'click' && !menu.current.contains(event.target as Node)
      if (!isEscape && !isElsewhere) return
      menu.current.open = false
      if (isEscape) menu.current.querySelector('summary')?.focus()
    }
    document.addEventListener('click', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('click', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details className={props.className} ref={menu}>
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  )
}

function PersonLinks({ person }: { person: FramePerson }) {
  return (
    <>
      <a href="/workspace">Your workspace</a>
      {person.otherOrganisations.length > 0 && (
        <form method="post" action="/acting-for">
          {person.otherOrganisations.map(({ id, name }) => (
            <button key={id} className="menu__act" name="organisationId" value={id}>
              Act for {name}
            </button>
          ))}
        </form>
      )}
      <a href="/sessions">Where you are signed in</a>
      <a href="/second-factor">Your second factor</a>
      <a href="/identities">Other ways you sign in</a>
      <a href="/your-listing">Your place in the directory</a>
      <a href="/your-data">What we hold about you</a>
      <form method="post" action="/sign-out">
        <button className="menu__act">Sign out</button>
      </form>
    </>
  )
}
