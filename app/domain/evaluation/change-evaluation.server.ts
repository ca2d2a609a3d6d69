import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { getPanel } from './panel-queries.server.ts'

export type Evaluation = {
  pitchCallId: string
  panel: Awaited<ReturnType<typeof getPanel>>
}

/**
 * Runs one step of an evaluation with its call locked, so that everything it reads still holds when
 * it writes: nobody finishes, declares or is appointed in between. Nothing moves after the decision. A step that
 * was done before, as `start` answers, is not done again. What the database says of who may not (decision 065) is put into words.
 */
export function changeEvaluation<T>(
  pitchCallId: string,
  work: (tx: Tx, evaluation: Evaluation) => Promise<T>,
  start?: (tx: Tx) => Promise<boolean>,
): Promise<T | undefined> {
  const change = async (tx: Tx) => {
    await tx.$queryRaw`select 1 from pitch_calls where id = ${pitchCallId}::uuid for update`
    if (start && !(await start(tx))) return undefined
    if (await tx.award.findUnique({ where: { pitchCallId } }))
      throw new Refusal('conflict', 'The award is decided, so the evaluation is closed.')
    return work(tx, { pitchCallId, panel: await getPanel(pitchCallId, tx) })
  }
  return whileTwoPeople(() => transaction(change))
}

/** Once one score is agreed the panel and its declarations stay as they are. */
export async function refuseOnceModerated(tx: Tx, pitchCallId: string) {
  const agreed = await tx.moderation.findFirst({ where: { pitch: { pitchCallId } } })
  if (agreed) throw new Refusal('conflict', 'Moderation has begun, so the panel cannot change.')
}
