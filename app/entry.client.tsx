import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { PageContext } from '#app/nonce.ts'
import { isMarked, markTitles } from './error-title.ts'
import { keepAnswers } from './keep-answers.ts'

const giveAnswersBack = keepAnswers()

// Browsers hide the attribute from scripts and keep the property.
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined

const reference = document.querySelector('[data-reference]')?.textContent ?? undefined

// As the server drew it, until the person goes to another page.
if (isMarked(document.title)) {
  const path = window.location.pathname
  window.__remixRouteModules = markTitles(window.__remixRouteModules, (at) => at === path)
}

function Site() {
  useEffect(giveAnswersBack, [])
  return <RemixBrowser />
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageContext.Provider value={{ nonce, reference }}>
        <Site />
      </PageContext.Provider>
    </StrictMode>,
  )
})
