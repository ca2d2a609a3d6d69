import type { Page } from '@playwright/test'

/** What the page says that the person's authenticator would show: it does so in the demonstration alone. */
export const shownCode = (page: Page) => page.locator('.one-time-code').innerText()
