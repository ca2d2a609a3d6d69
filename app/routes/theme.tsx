import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { allowAnyone } from '#app/web/actor.server.ts'
import { submit } from '#app/web/answer.server.ts'
import { themeCookie } from '#app/web/page.server.ts'

const ThemeInput = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  // A path of ours: "//elsewhere" and "/\elsewhere" would leave the site.
  returnTo: z
    .string()
    .max(2000)
    .regex(/^\/(?![/\\])/)
    .catch('/'),
})

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return redirect('/')
}

/** Keeps the colours somebody chose in the footer. */
export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, ThemeInput, async ({ theme, returnTo }) =>
    redirect(returnTo, {
      headers: { 'Set-Cookie': themeCookie(theme === 'system' ? undefined : theme) },
    }),
  )
}
