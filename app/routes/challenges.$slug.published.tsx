import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { referenceOf } from '#app/domain/challenges/challenge.ts'
import { getChallengeForActor } from '#app/domain/challenges/queries.server.ts'
import { getPolicyNumber } from '#app/domain/organisations/policy-number.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Panel } from '#app/ui/notice.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    challenge: await getChallengeForActor(actor, param(params, 'slug')),
    needed: Number(await getPolicyNumber('co-signers-to-open-a-round')),
  }))
}

const title = 'Your challenge is published'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export default function Published() {
  const { challenge, needed } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/challenges', name: 'Challenges' }]} crumbTitle="Published">
      <Panel tone="civic">
        <h1>{title}</h1>
        <p className="lead">
          Its reference is <strong>{referenceOf(challenge.number)}</strong>
        </p>
      </Panel>
      <div className="stack measure">
        <h2>What happens next</h2>
        <ul className="stack-2">
          <li>Your council counts as the first that has this problem.</li>
          <li>
            Send the page to councils that may share it. Once {needed} say so, you can open
            pledging.
          </li>
          <li>Suppliers may ask questions. Your answers are public to all at the same moment.</li>
        </ul>
        <Buttons>
          <ButtonLink href={`/challenges/${challenge.slug}`}>See the page</ButtonLink>
        </Buttons>
      </div>
    </Page>
  )
}
