import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getHomePage } from '#app/domain/reporting/home-page.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { Hero, Totals } from './hero.tsx'
import { LiveChallenges } from './live-challenges.tsx'
import { NextMarketDay } from './next-market-day.tsx'
import { HowItWorks, Pots, Solutions } from './rest.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(() => getHomePage(actor))
}

export const meta: MetaFunction = () => [
  { title: pageTitle('Stop solving the same problem 152 times') },
]

export default function Home() {
  const page = useLoaderData<typeof loader>()
  return (
    <Page isFullWidth>
      <Hero {...page} />
      <Totals {...page} />
      <div className="wrap page stack-7">
        <LiveChallenges {...page} />
      </div>
      <NextMarketDay {...page} />
      <div className="wrap page stack-7">
        <HowItWorks />
        <Pots {...page} />
        <Solutions {...page} />
      </div>
    </Page>
  )
}
