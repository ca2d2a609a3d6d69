import textFont from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import displayFont from '@fontsource-variable/besley/files/besley-latin-wght-normal.woff2?url'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { useNonce, useReference } from '#app/nonce.ts'
import { AwayPage, awayHeading, awayOf } from '#app/ui/away.tsx'
import { ErrorPage, failureOf } from '#app/ui/error-page.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Layout as Frame } from '#app/ui/layout.tsx'
import type { PageFrame } from '#app/ui/page-frame.ts'
import { SigningPage, signingHeading, signingOf } from '#app/ui/signing.tsx'
import styles from '#app/ui/styles.css?url'
import { allowAnyone } from '#app/web/actor.server.ts'
import { pageFrame } from '#app/web/page.server.ts'

const font = (href: string) =>
  ({ rel: 'preload', href, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' }) as const

export const links: LinksFunction = () => [
  font(textFont),
  font(displayFont),
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = ({ error }) => [
  { title: titleOf(error) },
  {
    name: 'description',
    content: 'UK councils share a problem, pool the money and pay for one national solution.',
  },
]

function titleOf(error: unknown) {
  if (!error) return 'Solve Once'
  if (awayOf(error)) return pageTitle(awayHeading)
  return pageTitle(signingOf(error) ? signingHeading : failureOf(error).title)
}

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return pageFrame(request)
}

const signedOut: PageFrame = {
  person: null,
  isHalfSignedIn: false,
  isUnknown: false,
  demonstration: false,
  movedTo: undefined,
  path: '',
  address: '/',
  theme: undefined,
}

/** The document around every page, error pages too; then the frame's data may be missing, or come with what is thrown. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const loaded = useRouteLoaderData<typeof loader>('root')
  const thrown = useRouteError()
  const frame = loaded ?? frameIn(thrown) ?? signedOut
  return (
    <html lang="en-GB" data-theme={frame.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <Frame frame={frame}>{children}</Frame>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

const frameIn = (thrown: unknown) =>
  signingOf(thrown)?.frame ?? awayOf(thrown)?.frame ?? failureOf(thrown).frame

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const thrown = useRouteError()
  const reference = useReference()
  const signing = signingOf(thrown)
  if (signing) return <SigningPage signing={signing} />
  const away = awayOf(thrown)
  if (away) return <AwayPage away={away} />
  return <ErrorPage failure={failureOf(thrown)} reference={reference} />
}
