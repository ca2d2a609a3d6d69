import type { ReactNode } from 'react'
import { Textures } from './bar.tsx'
import { Footer } from './footer.tsx'
import { Masthead } from './masthead.tsx'
import { FrameContext, type PageFrame } from './page-frame.ts'

/** Skip link, masthead, the page, footer. A page inside draws its own `main` with `Page`. */
export function Layout({ frame, children }: { frame: PageFrame; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to main content
      </a>
      {frame.demonstration && (
        <aside className="demonstration" aria-label="About this site">
          <p className="wrap">
            <strong>Demonstration:</strong> councils are real, everything said about them here is
            made up. {frame.movedTo && <>It is {frame.movedTo} here. </>}
            <a href="/dev/clock">Move the clock</a> or <a href="/dev/outbox">read its mail</a>
          </p>
        </aside>
      )}
      <Masthead frame={frame} />
      <HeldBack frame={frame} />
      <Textures />
      <FrameContext.Provider value={frame}>{children}</FrameContext.Provider>
      <Footer theme={frame.theme} address={frame.address} />
    </>
  )
}

/** Whoever may do less than their roles say is told so on every page, and how to mend it. */
function HeldBack({ frame: { person, path } }: { frame: PageFrame }) {
  const isThere = path.startsWith('/second-factor')
  if (!person || person.heldBack.length === 0 || isThere) return null
  return (
    <aside className="demonstration" aria-label="About your roles">
      <p className="wrap">
        <strong>You cannot act as {person.heldBack.join(' or ')} yet:</strong> that needs a second
        factor. <a href="/second-factor">Set up your second factor</a>
      </p>
    </aside>
  )
}
