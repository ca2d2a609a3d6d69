import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { takeIdentity } from '#app/domain/auth/take-identity.server.ts'
import { allowAnyone, redirectStarted, tokenOf } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { askingBrowser, askingBrowserCookie } from '#app/web/asking-browser.server.ts'
import { signingInWith } from '#app/web/known-browser.server.ts'
import { safeNext } from '#app/web/safe-next.ts'

/** Where a provider sends the browser back to. Always leads on, so that no code stays in an address. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return showFile(() => takeAnswer(request, param(params, 'provider')))
}

async function takeAnswer(request: Request, providerId: string) {
  const browser = await askingBrowser(request)
  // Asking for its size uses nothing up.
  const search = request.method === 'GET' ? new URL(request.url).search : ''
  const { seen, setCookie } = await signingInWith(request)
  const token = tokenOf(request)
  const taken = await takeIdentity({ providerId, search, browser, token, ...seen })
  if ('session' in taken) return redirectStarted(taken.session, safeNext(taken.next), setCookie)
  if ('isOwn' in taken) return redirect('/identities?own')
  if ('trouble' in taken) return redirect(`/single-sign-on/${providerId}?why=${taken.trouble}`)
  // Ten minutes more in which this browser is known by its secret.
  const headers = { 'Set-Cookie': await askingBrowserCookie(browser ?? '') }
  return redirect(taken.waitsFor === 'proof' ? '/identities/proof' : '/identities/new', { headers })
}
