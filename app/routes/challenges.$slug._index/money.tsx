import { withCapital } from '#app/core/sentence.ts'
import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDate, formatDateTime, formatDaysLeft, formatTime } from '#app/core/time.ts'
import { canDraftPledge } from '#app/domain/pledges/pledge.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Funding } from '#app/ui/funding-bar.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { maySayToo, ShareButton } from './sharing.tsx'

/** The money of the latest round; before the first one, what has to happen until it opens. */
export function Money(page: ChallengePage) {
  const { figures, sharing, challenge, asAt, own } = page
  const { targetPence, stretchPence, closesAt, stage } = figures
  return (
    <Section id="money" title="The money" aside={`Updated ${formatDateTime(asAt)}`}>
      {targetPence === null ? (
        <p className="before-round">{whatIsMissing(sharing.needed - sharing.count)}</p>
      ) : (
        <Funding
          {...figures}
          targetPence={targetPence}
          stretchPence={stretchPence ?? undefined}
          councils={figures.councilCount}
          pots={figures.pots.length}
          lapsed={stage === 'lapsed'}
          isOver={stage !== 'pooling'}
          statement={`/challenges/${challenge.slug}/statement`}
        />
      )}
      {maySayToo(page) && (
        <div className="only-small money-small">
          <ShareButton {...page} />
        </div>
      )}
      {stage === 'pooling' && closesAt && (
        <div className="only-small stack-2 money-small">
          <Closing closesAt={closesAt} asAt={asAt} />
          <PledgeButton slug={challenge.slug} own={own} />
        </div>
      )}
    </Section>
  )
}

const whatIsMissing = (missing: number) =>
  missing > 0
    ? `No target yet. Pledging can open once ${countOf(missing, 'more council says', 'more councils say')} that they have this problem too.`
    : 'No target yet. Enough councils share this problem, so the lead council can open pledging.'

const Closing = ({ closesAt, asAt }: { closesAt: Date; asAt: Date }) => (
  <p>
    {daysLeft(closesAt, asAt)}. Closes at {formatTime(closesAt)} on {formatDate(closesAt)}.
  </p>
)

const daysLeft = (closesAt: Date, asAt: Date) => withCapital(formatDaysLeft(closesAt, asAt))

type PledgeButtonProps = { slug: string; own: ChallengePage['own'] }

/** Also for somebody signed out, who may be an officer; not for those whose work is another. */
const PledgeButton = ({ slug, own }: PledgeButtonProps) =>
  own && !canDraftPledge(own.actor) ? null : (
    <p>
      <ButtonLink href={`/challenges/${slug}/pledge`} isWide>
        Pledge to this challenge
      </ButtonLink>
    </p>
  )

/** Beside the text: what is still to find, and how to give it. */
export function MoneyPanel({ figures, challenge, asAt, own }: ChallengePage) {
  const { targetPence, closesAt, stage, pledgedPence, matchedPence } = figures
  if (stage !== 'pooling' || targetPence === null || closesAt === null) return null
  const left = targetPence - pledgedPence - matchedPence
  return (
    <Panel tone="civic" title={left > 0n ? `${formatPounds(left)} to go` : 'Target reached'}>
      <Closing closesAt={closesAt} asAt={asAt} />
      <PledgeButton slug={challenge.slug} own={own} />
      <p className="small muted">
        You pay only if the target is met. An officer with the right limit must sign.
      </p>
    </Panel>
  )
}
