import { formatPounds } from '#app/core/money.ts'
import { formatDateTime } from '#app/core/time.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { FourEyes } from '#app/ui/approval.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'

/** Who has approved the payment and who has still to. */
export function Approvals({ milestone }: { milestone: Milestone }) {
  const { needsSecond, thresholdPence, claim } = milestone
  const isMine = milestone.decision.kind === 'approval'
  const [first, second] = claim?.approvals ?? []
  if (!needsSecond)
    return (
      <Section id="approvals" title="The work, and the payment">
        <div className="stack">
          <FourEyes first={accepted(milestone)} second={block('Approval', first, isMine)} />
          <Voided approvals={claim?.voidedApprovals ?? []} />
          <p className="small muted">
            Above {formatPounds(thresholdPence)} a second person from another organisation approves
            too.
          </p>
        </div>
      </Section>
    )
  return (
    <Section id="approvals" title="Two people, two organisations">
      <div className="stack">
        <FourEyes
          first={block('First approval', first, isMine && !first)}
          second={{
            ...block('Second approval', second, isMine && Boolean(first)),
            ...(!second && { detail: 'Not the same person or organisation as the first.' }),
          }}
        />
        <Voided approvals={claim?.voidedApprovals ?? []} />
      </div>
    </Section>
  )
}

type Signed = { decidedBy: { name: string }; decidedFor: { name: string }; decidedAt: Date }

/** An approval counts while its giver is a fund manager; what they gave is still said. */
const Voided = ({ approvals }: { approvals: Signed[] }) =>
  approvals.map(({ decidedBy, decidedFor, decidedAt }) => (
    <Notice key={decidedAt.getTime()}>
      {decidedBy.name} of {decidedFor.name} approved on {formatDateTime(decidedAt)}. That no longer
      counts, since they are no fund manager there any more. Somebody else gives the first approval.
    </Notice>
  ))

function block(title: string, approval: Signed | undefined, isMine: boolean) {
  if (approval) return { title, status: 'Approved', tone: 'ok' as const, ...signature(approval) }
  return { title, status: isMine ? 'Waiting for you' : 'Waiting', tone: 'warn' as const }
}

function accepted({ claim }: Milestone) {
  const title = 'Acceptance of the work'
  const { acceptance } = claim ?? {}
  return acceptance
    ? { title, status: 'Accepted', tone: 'ok' as const, ...signature(acceptance) }
    : { title, status: 'Waiting', tone: 'warn' as const }
}

const signature = ({ decidedBy, decidedFor, decidedAt }: Signed) => ({
  signature: decidedBy.name,
  detail: (
    <>
      {decidedFor.name}
      <br />
      {formatDateTime(decidedAt)}
    </>
  ),
})
