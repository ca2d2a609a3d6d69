import { test } from '@playwright/test'

/**
 * What `npm test` passes over and `npm run e2e` walks, see tests/run.mjs: the other way of a journey, and walks that only look at
 * pages, since `every-page` looks at each page that can be opened without a journey's work.
 */
export const AGAIN = '@again'

/** Walks with JavaScript and without. The short form walks one way: with it, unless `short` says otherwise. */
export function bothWays(walk: (javaScriptEnabled: boolean) => void, { short = true } = {}) {
  for (const javaScriptEnabled of [true, false]) {
    const name = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'
    test.describe(name, { tag: javaScriptEnabled === short ? [] : AGAIN }, () => {
      test.use({ javaScriptEnabled })
      walk(javaScriptEnabled)
    })
  }
}
