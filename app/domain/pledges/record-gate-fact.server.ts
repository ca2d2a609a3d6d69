import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { commitSigned } from './commit-signed.server.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { listGateFacts } from './gate-facts.server.ts'
import {
  canRecordFact,
  factWords,
  wrongFactDay,
  type GateFact,
  type GateFactInput,
  type GateFactKind,
} from './gate-fact.ts'

/**
 * Records what a council did for its pledge: published a notice, decided, was given consent. It commits a
 * signed pledge when that was its last gate. The latest of a kind holds; earlier ones stay on record. Sent twice
 * it is recorded once.
 */
export async function recordGateFact(
  actor: Actor,
  pledgeId: string,
  input: GateFactInput & { kind: GateFactKind },
) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canRecordFact(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer or a finance approver of your council.')
  const recorded = await listGateFacts(pledgeId)
  const { operationKey: key, ...answers } = input
  const { kind, on, reference, link } = answers
  await transaction(async (tx) => {
    const body = { pledgeId, ...answers }
    if (!(await startOperation(tx, actor, { verb: 'record-gate-fact', key, body }))) return
    checkFact(pledge, input, recorded)
    await tx.gateFact.create({
      data: {
        pledgeId,
        kind,
        happenedOn: dateOf(on),
        reference,
        link: link ?? null,
        recordedById: actor.personId,
        recordedAt: clock.now(),
      },
    })
    await record(tx, actor, {
      subjectKind: 'pledge',
      subjectId: pledgeId,
      action: 'gate-fact-recorded',
      summary: `${factWords[kind].done} on ${formatDay(on)}`,
      detail: { kind, on, reference, link: link ?? null },
    })
  })
  await commitSigned(pledgeId)
}

function checkFact(
  { state }: OwnPledge,
  { kind, on }: Pick<GateFact, 'kind' | 'on'>,
  recorded: GateFact[],
) {
  if (state !== 'draft' && state !== 'awaiting-approval')
    throw new Refusal('conflict', 'This pledge is not waiting for anything any more.')
  const wrong =
    on > londonDay(clock.now()) ? 'Enter today or an earlier day' : wrongFactDay(kind, on, recorded)
  if (wrong) throw new Refusal('invalid', wrong, { field: 'on' })
}
