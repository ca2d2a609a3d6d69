import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { env } from '#app/core/env.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Contact us') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return { address: env.MAIL_FROM?.match(/[^\s<>]+@[^\s<>]+/)?.[0] }
}

export default function Contact() {
  const { address } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Contact us">
      <PageTitle
        title="Contact us"
        lead="The quickest way to an answer depends on what it is about."
      />
      <Section id="who" title="Who to ask">
        <SummaryList rows={rows} />
      </Section>
      <Section id="problem" title="Something is not working">
        <div className="stack measure">
          {address ? (
            <p>
              Write to <a href={`mailto:${address}`}>{address}</a>. Say what you were doing and, if
              the page showed one, give its reference. It leads us straight to what went wrong. Say
              so too if you need a page in another format, or cannot use part of the site. We reply
              within 5 working days.
            </p>
          ) : (
            <p>
              This copy of the site sends no email and has no help desk. Tell whoever runs it what
              you were doing and, if the page showed one, its reference: the log has the same one.
            </p>
          )}
          <Notice tone="warn" title="Never send bank details or passwords by email.">
            We never ask for them. If somebody does in our name, do not answer, and tell your
            organisation’s administrator.
          </Notice>
        </div>
      </Section>
    </Page>
  )
}

const rows = [
  {
    name: 'A challenge',
    value: (
      <>
        Ask on the challenge’s own page, under “Questions and answers”. The lead council answers,
        and everybody sees it. <a href="/challenges">Find the challenge</a>
      </>
    ),
  },
  {
    name: 'A market day',
    value: (
      <>
        Each day’s page says who runs it and how to ask for help on the day.{' '}
        <a href="/market-days">See market days</a>
      </>
    ),
  },
  {
    name: 'A pot or its rule',
    value: (
      <>
        The pot’s page names the funder and shows the rule with every change.{' '}
        <a href="/pots">See the pots</a>
      </>
    ),
  },
  {
    name: 'Your account',
    value: (
      <>
        An administrator of your organisation can change your roles and your limit.{' '}
        <a href="/workspace/people">See who that is</a>
      </>
    ),
  },
]
