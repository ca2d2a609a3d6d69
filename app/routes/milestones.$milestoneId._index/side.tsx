import { formatPounds } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import { stateLabel } from '#app/domain/delivery/milestone.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { paymentReference } from '#app/domain/payments/payment.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/lists.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { StageBits } from '#app/ui/timeline.tsx'

const headings = { claim: 'to claim', acceptance: 'to accept', approval: 'to approve', none: '' }

/** The sum and the short facts, and how the project stands. */
export function Side({ milestone }: { milestone: Milestone }) {
  const { project, claim, payment, decision } = milestone
  return (
    <aside className="stack-5" aria-label="Payment summary">
      <Panel
        title={`${formatPounds(milestone.pricePence)} ${headings[decision.kind]}`.trim()}
        tone="match"
      >
        <Facts
          facts={[
            { name: 'Supplier', value: project.supplierName },
            { name: 'Milestone', value: `${milestone.position} of ${project.milestones.length}` },
            { name: 'Due', value: formatShortDate(milestone.dueOn) },
            ...(claim ? [{ name: 'Invoice', value: claim.invoiceNumber }] : []),
            ...(payment ? [{ name: 'Payment', value: paymentReference(payment.number) }] : []),
            ...(payment?.settledOn
              ? [{ name: 'Paid on', value: formatShortDate(payment.settledOn) }]
              : []),
          ]}
        />
        {(decision.kind === 'acceptance' || decision.kind === 'approval') && (
          <p>
            <ButtonLink isWide href="#your-decision">
              Go to your decision
            </ButtonLink>
          </p>
        )}
      </Panel>
      <Panel title="Project so far">
        <p>
          <StageBits
            states={project.milestones.map((each) => each.progress)}
            label={project.milestones
              .map(({ position, state }) => `Milestone ${position}: ${stateLabel[state]}`)
              .join('. ')}
          />
        </p>
        <p className="small">
          {formatPounds(project.paidPence)} of {formatPounds(project.pricePence)} paid.{' '}
          <a href={`/projects/${project.reference}`}>See the project</a>
        </p>
      </Panel>
    </aside>
  )
}
