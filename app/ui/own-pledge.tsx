import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDate } from '#app/core/time.ts'
import {
  fundingTypeLabel,
  matchOf,
  type FundingType,
  type PledgeState,
} from '#app/domain/pledges/pledge.ts'
import { formatClosing } from '#app/domain/pledges/round.ts'
import type { Gate } from '#app/domain/pledges/gate.ts'
import { Buttons, ButtonLink } from './button.tsx'
import { Gates } from './gates.tsx'
import { SummaryList } from './lists.tsx'
import { Notice } from './notice.tsx'
import { Headline, Page, Section } from './page.tsx'
import { pledgeMoments, type Changes, type PledgeSignature } from './pledge-moments.ts'
import { Lines, MatchWorkings, PledgedSum, PledgeTag, type MatchRow } from './pledge.tsx'
import { Tag } from './tag.tsx'
import { Timeline } from './timeline.tsx'

type Named = { name: string }
export type OwnPledgeFacts = {
  amountPence: Pence
  topsUpNumber: number | undefined
  topUpsPence: Pence
  state: PledgeState
  budgetCode: string | null
  fundingType: FundingType
  conditionsInWords: string[]
  standing: string | undefined
  closingReason: string | null
  conditionReply: string | null
  isNameShown: boolean
  madeAt: Date
  madeBy: Named
  signBy: Named | null
  signByOn: string | undefined
  approval: PledgeSignature | null
  committedAt: Date | null
  endedAt: Date | null
  endedReason: string | null
  challenge: { slug: string; title: string; leadCouncil: string }
  council: Named
  round: { closesAt: Date }
  matches: MatchRow[]
}

type OwnPledgeProps = {
  reference: string
  pledge: OwnPledgeFacts
  changes: Changes
  may: { sign: boolean; change: boolean; lower: boolean; withdraw: boolean; record: boolean }
  /** What it must still clear before it counts. */
  gates: Gate[]
  /** Pledging has not closed. */
  isOpen: boolean
  /** The page comes after somebody did something. */
  isDone: boolean
  isChanged: boolean
}

type Summed = { amountPence: Pence; topUpsPence?: Pence }
export const ownPledgeHeading = ({ amountPence, topUpsPence = 0n }: Summed) =>
  `Your pledge of ${formatPounds(amountPence + topUpsPence)}`

/** All facts of a pledge, for people of its own council. */
export function OwnPledge(props: OwnPledgeProps) {
  const { reference, pledge, changes, isDone, isChanged } = props
  return (
    <Page
      crumbs={[
        { href: '/workspace', name: 'Your workspace' },
        { href: '/workspace/pledges', name: 'Pledges' },
      ]}
      crumbTitle={reference}
    >
      {isDone && <Done pledge={pledge} />}
      {isChanged && <Changed pledge={pledge} changes={changes} />}
      <Headline
        title={ownPledgeHeading(pledge)}
        kicker={reference}
        tags={<StateTag pledge={pledge} />}
        lead={`To “${pledge.challenge.title}”.`}
      />
      <Actions {...props} />
      <div className="with-side">
        <div className="stack-6">
          {props.gates.length > 0 && (
            <Gates
              gates={props.gates}
              recordAt={props.may.record ? `/pledges/${reference}/facts` : undefined}
            />
          )}
          <Facts pledge={pledge} />
        </div>
        <Section id="what-happened" title="What happened">
          <Timeline moments={pledgeMoments(pledge, changes)} />
        </Section>
      </div>
    </Page>
  )
}

const StateTag = ({ pledge: { state, approval } }: { pledge: OwnPledgeFacts }) =>
  state === 'awaiting-approval' && approval ? (
    <Tag tone="wait">Signed, not counted yet</Tag>
  ) : (
    <PledgeTag state={state} />
  )

function Done({ pledge }: { pledge: OwnPledgeFacts }) {
  const amount = formatPounds(pledge.amountPence)
  if (pledge.state === 'awaiting-approval' && pledge.approval)
    return (
      <Notice tone="ok" isAnswer title={`Signed by ${pledge.approval.approvedBy.name}.`}>
        It counts once everything below is clear, by itself.
      </Notice>
    )
  if (pledge.state === 'awaiting-approval')
    return (
      <Notice tone="ok" isAnswer title={`Sent to ${pledge.signBy?.name ?? 'be signed'}.`}>
        It counts towards the target once it is signed.
      </Notice>
    )
  if (pledge.state === 'committed')
    return (
      <Notice tone="ok" isAnswer title={`${amount} is pledged.`}>
        {`It brings ${formatPounds(matchOf(pledge))} of match, and counts towards the target from now.`}
      </Notice>
    )
  if (pledge.state === 'declined')
    return (
      <Notice tone="ok" isAnswer title="The pledge is not signed.">
        {pledge.madeBy.name} can read why, and start another one.
      </Notice>
    )
  if (pledge.state === 'withdrawn')
    return (
      <Notice tone="ok" isAnswer title="The pledge is withdrawn.">
        It counts for nothing any more, and its match is back in the pots.
      </Notice>
    )
  return null
}

const isSigned = (gates: Gate[]) =>
  gates.some(({ name, state }) => name === 'signature' && state === 'clear')

function Changed({ pledge, changes }: Pick<OwnPledgeProps, 'pledge' | 'changes'>) {
  const waiting = changes.topUps.find(({ state }) => state === 'awaiting-approval')
  const sum = formatPounds(pledge.amountPence + pledge.topUpsPence)
  if (waiting)
    return (
      <Notice tone="ok" isAnswer title="The top-up is sent to be signed.">
        Until then {sum} counts, as before.
      </Notice>
    )
  return (
    <Notice tone="ok" isAnswer title={`Your pledge is now ${sum}.`}>
      What happened to its match is below.
    </Notice>
  )
}

function Actions({ reference, pledge, may, isOpen, gates }: OwnPledgeProps) {
  if (!isOpen) return null
  const { state, challenge, amountPence } = pledge
  const canSign = may.sign && state === 'awaiting-approval' && !isSigned(gates)
  const canWithdraw = may.withdraw && ['draft', 'awaiting-approval', 'committed'].includes(state)
  const canChange =
    pledge.topsUpNumber === undefined &&
    ((may.lower && state === 'committed') || (may.change && state === 'awaiting-approval'))
  if (!canSign && !canWithdraw) return null
  return (
    <Buttons>
      {canSign && (
        <ButtonLink href={`/pledges/${reference}/approval`}>
          Review and sign {formatPounds(amountPence)}
        </ButtonLink>
      )}
      {state === 'draft' && may.change && (
        <ButtonLink href={`/challenges/${challenge.slug}/pledge/check`}>
          Finish this pledge
        </ButtonLink>
      )}
      {canChange && (
        <ButtonLink href={`/pledges/${reference}/change`} look="second">
          Change this pledge
        </ButtonLink>
      )}
      {canWithdraw && (
        <a href={`/pledges/${reference}/withdrawal`}>
          {state === 'draft' ? 'Discard this draft' : 'Withdraw this pledge'}
        </a>
      )}
    </Buttons>
  )
}

function Facts({ pledge }: { pledge: OwnPledgeFacts }) {
  const { challenge, signByOn, conditionReply } = pledge
  return (
    <SummaryList
      rows={[
        {
          name: 'Challenge',
          value: <a href={`/challenges/${challenge.slug}`}>{challenge.title}</a>,
        },
        { name: 'Council', value: pledge.council.name },
        {
          name: 'Amount',
          value: <PledgedSum pledge={pledge} />,
        },
        { name: 'Match it brings', value: <Match pledge={pledge} /> },
        {
          name: 'Budget code',
          value: pledge.budgetCode && <span className="ref">{pledge.budgetCode}</span>,
        },
        { name: 'Where the money comes from', value: fundingTypeLabel[pledge.fundingType] },
        {
          name: 'Conditions',
          value: <Lines lines={pledge.conditionsInWords} none="None" />,
        },
        ...(pledge.standing ? [{ name: 'As it stands now', value: pledge.standing }] : []),
        ...(pledge.closingReason
          ? [{ name: 'When pledging closed', value: pledge.closingReason }]
          : []),
        ...(conditionReply ? [{ name: 'The lead council says', value: conditionReply }] : []),
        {
          name: 'Show our name',
          value: pledge.isNameShown
            ? 'Yes, from the moment it is signed'
            : 'Not until the target is met',
        },
        ...(pledge.state === 'awaiting-approval' && signByOn
          ? [{ name: 'Sign by', value: formatDate(signByOn) }]
          : []),
        {
          name: 'If the target is missed',
          value: `The pledge lapses at ${formatClosing(pledge.round)} and nobody pays`,
        },
      ]}
    />
  )
}

function Match({ pledge }: { pledge: OwnPledgeFacts }) {
  if (pledge.matches.length > 0) return <MatchWorkings matches={pledge.matches} />
  if (pledge.state === 'draft' || pledge.state === 'awaiting-approval')
    return <>Worked out when it is signed</>
  return <>No match</>
}
