import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { listInvitations } from '#app/domain/pots/funder-queries.server.ts'
import { availableIn } from '#app/domain/pots/pot.ts'
import { purseLabel } from '#app/domain/pots/purse.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openFunders } from '#app/web/funding-page.server.ts'

const headingFor = (name: string) => `Funders of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openFunders(actor, param(params, 'slug'))
    return { ...opened, invitations: await listInvitations(actor, opened.pot) }
  })
}

export default function PotFunders() {
  const { pot, waiting, funders, canFund, canAdd, own } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}`
  return (
    <PotPage pot={pot} waiting={waiting} title="Funders">
      <PageTitle
        title={headingFor(pot.name)}
        lead="Who put money in, what it is for, and what became of it. What the pot pays is split over them by what each has in, to the penny."
      />
      {canFund && (
        <Buttons>
          {canAdd && <ButtonLink href={`${href}/funding/new`}>Put money in</ButtonLink>}
          {own.length > 0 && (
            <ButtonLink look="second" href={`${href}/funding/withdrawal`}>
              Take money back
            </ButtonLink>
          )}
          {waiting !== undefined && <a href={`${href}/funders/new`}>Invite another funder</a>}
        </Buttons>
      )}
      <Section id="stakes" title="What each put in">
        <DataTable
          label="Table of funders"
          rows={funders}
          keyOf={({ funderId, purse }) => funderId + purse}
          columns={[
            {
              name: 'Funder',
              show: ({ name, slug }) => <a href={`/organisations/${slug}`}>{name}</a>,
            },
            { name: 'What the money is for', show: ({ purse }) => purseLabel[purse] },
            { name: 'Put in', isNumeric: true, show: ({ putInPence }) => formatPounds(putInPence) },
            {
              name: 'Taken back',
              isNumeric: true,
              show: ({ takenBackPence }) => formatPounds(takenBackPence),
            },
            {
              name: 'Its share of payments',
              isNumeric: true,
              show: ({ bornePence }) => formatPounds(bornePence),
            },
            { name: 'Left', isNumeric: true, show: ({ leftPence }) => formatPounds(leftPence) },
          ]}
          empty={
            <Empty title="Nobody has put money in yet" level={3}>
              The pot adds nothing until a funder has.
            </Empty>
          }
        />
      </Section>
      <Purses />
      <Invitations />
    </PotPage>
  )
}

const answers = {
  joined: 'Joined',
  declined: 'Declined',
  withdrawn: 'Taken back',
  ended: 'Ended with the funder',
} as Record<string, string>

function Purses() {
  const { purses } = useLoaderData<typeof loader>()
  return (
    <Section id="purses" title="What the money is for">
      <DataTable
        label="Table of the pot’s money by what it is for"
        rows={purses}
        keyOf={({ purse }) => purse}
        columns={[
          { name: 'What it is for', show: ({ purse }) => purseLabel[purse] },
          {
            name: 'In the pot',
            isNumeric: true,
            show: ({ allocatedPence }) => formatPounds(allocatedPence),
          },
          {
            name: 'Reserved',
            isNumeric: true,
            show: ({ reservedPence }) => formatPounds(reservedPence),
          },
          {
            name: 'Committed',
            isNumeric: true,
            show: ({ committedPence }) => formatPounds(committedPence),
          },
          { name: 'Paid', isNumeric: true, show: ({ paidPence }) => formatPounds(paidPence) },
          {
            name: 'Can still be matched',
            isNumeric: true,
            show: (purse) => formatPounds(availableIn(purse)),
          },
        ]}
      />
      <p className="small muted measure">
        Money that is ring-fenced matches pledges of that funding type only. Nothing promised from
        one line is ever paid from another.
      </p>
    </Section>
  )
}

function Invitations() {
  const { pot, invitations } = useLoaderData<typeof loader>()
  if (invitations.length === 0) return null
  return (
    <Section id="invitations" title="Invitations">
      <DataTable
        rows={invitations}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'Funder',
            show: ({ id, funder }) => (
              <a href={`/pots/${pot.slug}/funders/${id}`}>{funder.organisation.name}</a>
            ),
          },
          {
            name: 'Invited',
            show: ({ invitedAt, invitedBy }) => `${formatDay(invitedAt)}, ${invitedBy.name}`,
          },
          {
            name: 'Answer',
            show: ({ answer }) => (answer ? answers[answer] : 'Waiting'),
          },
        ]}
      />
    </Section>
  )
}
