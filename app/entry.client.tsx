import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { PageContext } from '#app/nonce.ts'
import { isMarked, markTitles } from './error-title.ts'

// Browsers hide the attribute from scripts and keep the property.
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined

const reference = document.querySelector('[data-reference]')?.textContent ?? undefined

// As the server drew it, until the person goes to another page.
if (isMarked(document.title)) {
  const path = window.location.pathname
  window.__remixRouteModules = markTitles(window.__remixRouteModules, (at) => at === path)
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageContext.Provider value={{ nonce, reference }}>
        <RemixBrowser />
      </PageContext.Provider>
    </StrictMode>,
  )
})
