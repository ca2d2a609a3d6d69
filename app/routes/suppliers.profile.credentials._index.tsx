import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { listOwnCredentials } from '#app/domain/profiles/credential-queries.server.ts'
import { isInsurance } from '#app/domain/profiles/credential.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { EarlierCredentials, OwnCredentials } from '#app/ui/own-credentials.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Certificates and insurances'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    credentials: await listOwnCredentials(actor),
    today: londonDay(clock.now()),
    hasSaved: new URL(request.url).searchParams.has('saved'),
  }))
}

export default function Credentials() {
  const { credentials, today, hasSaved } = useLoaderData<typeof loader>()
  const current = credentials.filter(({ endedAs }) => endedAs === null)
  const of = (wanted: boolean) => current.filter(({ kind }) => isInsurance(kind) === wanted)
  return (
    <Page back="/suppliers/profile" subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Saved. The next pitch you send carries what holds then.
        </Notice>
      )}
      <div className="stack">
        <PageTitle
          title={heading}
          lead="Enter each once. Councils see who says so, and until when. What has expired is not shown as held."
        />
        <p className="btns">
          <ButtonLink href="/suppliers/profile/credentials/new">Add one</ButtonLink>
        </p>
      </div>
      <Section id="insurances" title="Insurances">
        <OwnCredentials credentials={of(true)} today={today} label="What you say of insurances" />
      </Section>
      <Section id="certificates" title="Certificates">
        <OwnCredentials
          credentials={of(false)}
          today={today}
          label="What you say of certificates"
        />
      </Section>
      <EarlierCredentials credentials={credentials.filter(({ endedAs }) => endedAs !== null)} />
    </Page>
  )
}
