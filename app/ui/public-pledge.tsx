import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDateTime, formatDay } from '#app/core/time.ts'
import { matchOf, type PledgeState } from '#app/domain/pledges/pledge.ts'
import { SummaryList } from './lists.tsx'
import { Headline, Page } from './page.tsx'
import { Lines, MatchWorkings, PledgedSum, PledgeTag, type MatchRow } from './pledge.tsx'

type PublicPledgeProps = {
  reference: string
  pledge: {
    amountPence: Pence
    topsUpNumber: number | undefined
    topUpsPence: Pence
    state: PledgeState
    committedAt: Date | null
    endedAt: Date | null
    conditionsInWords: string[]
    standing: string | undefined
    closingReason: string | null
    matches: MatchRow[]
    challenge: { slug: string; title: string }
    council: { name: string } | undefined
  }
}

/** What everybody may know of a pledge that was signed. */
export function PublicPledge({ reference, pledge }: PublicPledgeProps) {
  const { challenge, council, committedAt, endedAt } = pledge
  const href = `/challenges/${challenge.slug}`
  const crumbs = [
    { href: '/challenges', name: 'Challenges' },
    { href, name: challenge.title },
    { href: `${href}/pledges`, name: 'Pledges' },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle={reference}>
      <Headline
        title={`Pledge ${reference}`}
        tags={<PledgeTag state={pledge.state} />}
        lead={`${formatPounds(pledge.amountPence)} from ${council?.name ?? 'a council'}, with ${formatPounds(matchOf(pledge))} of match.`}
      />
      <SummaryList
        rows={[
          { name: 'Challenge', value: <a href={href}>{challenge.title}</a> },
          { name: 'Council', value: council?.name ?? 'Shown once the target is met' },
          { name: 'Pledge', value: <PledgedSum pledge={pledge} /> },
          { name: 'Signed', value: committedAt && formatDateTime(committedAt) },
          ...(endedAt ? [{ name: 'Ended', value: formatDay(endedAt) }] : []),
          {
            name: 'Conditions',
            value: <Lines lines={pledge.conditionsInWords} none="None" />,
          },
          ...(pledge.standing ? [{ name: 'As it stands now', value: pledge.standing }] : []),
          ...(pledge.closingReason
            ? [{ name: 'When pledging closed', value: pledge.closingReason }]
            : []),
          {
            name: 'Match',
            value:
              pledge.matches.length > 0 ? <MatchWorkings matches={pledge.matches} /> : 'No match',
          },
        ]}
      />
    </Page>
  )
}
