const here = 'https://here.invalid'
const afterSignIn = '/workspace'

/** Slashes, backslashes and line breaks, however they are written. */
const tricks = /[\\\u0000-\u001f\u007f]|%(0[0-9a-f]|2f|5c)/i

/** Where to go after signing in: a path of our own and nothing else, else the workspace. */
export function safeNext(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || wanted.length > 1000 || !URL.canParse(wanted, here))
    return afterSignIn
  const { origin, pathname, search } = new URL(wanted, here)
  const isOurs = origin === here && !pathname.startsWith('//') && !tricks.test(pathname)
  if (!isOurs || tricks.test(wanted.split('?')[0] ?? '') || /^\/sign-(in|out)\b/.test(pathname))
    return afterSignIn
  return pathname + search
}
