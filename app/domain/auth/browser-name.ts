import Bowser from 'bowser'

/** "Chrome on Windows", as far as a browser says what it is. It may say anything, so nothing hangs on it. */
export function nameBrowser(userAgent: string | null): string {
  const { browser, os } = userAgent ? Bowser.parse(userAgent) : {}
  if (!browser?.name) return 'A browser that does not say which'
  return os?.name ? `${browser.name} on ${os.name}` : browser.name
}
