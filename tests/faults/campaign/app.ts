import { closeDatabase, pool, transaction, useDatabase } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '#app/domain/audit/record.server.ts'
import { decidePayment } from '#app/domain/delivery/decide-payment.server.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import { settlePaymentFile } from '#app/domain/delivery/settle-payment-file.server.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import { recordReceipt } from '#app/domain/payments/record-receipt.server.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { closeRound } from '#app/domain/pledges/close-round.server.ts'
import { readyDraft } from '#app/domain/pledges/ready-draft.server.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { withdrawPledge } from '#app/domain/pledges/withdraw-pledge.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { startWorker } from '#app/server/worker.ts'
import { refuseProduction } from '../own-postgres.ts'
import type { FromApp, Op, OpVerb, Said, ToApp } from './ops.ts'

/** A process of the site without its pages: verbs come in by message, and it may be killed at any time. */
refuseProduction()
const {
  url = '',
  works,
  bug,
  silenceMs,
} = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>
const tell = (message: FromApp) => process.send?.(message)

const accepted = { agreement: 'accepted' as const, signById: undefined, signByOn: undefined }
const yes = { decision: 'approved' as const, reason: '', hasNoInterest: 'yes' as const }
const verbs: Record<OpVerb, (op: Op) => Promise<unknown>> = {
  // As if this process had saved it just before.
  pledge: async ({ actor, about }) => {
    await readyDraft(actor, about)
    return makePledge(actor, about, accepted)
  },
  sign: ({ actor, about, key }) => approvePledge(actor, about, { operationKey: key }),
  withdraw: ({ actor, about }) => withdrawPledge(actor, about, { reason: 'Not this year' }),
  fund: ({ actor, about, key, args: { pence = '0' } }) =>
    fundPot(actor, about, { operationKey: key, amount: BigInt(pence) }),
  close: ({ actor, about }) => closeRound(actor, about),
  receive: ({ actor, about, key, args: { day = '' } }) =>
    recordReceipt(actor, about, { operationKey: key, receivedOn: day, bankReference: 'BANK' }),
  approve: ({ actor, about, key, args: { seal = '' } }) =>
    decidePayment(actor, about, { ...yes, operationKey: key, seal }),
  file: ({ actor, key }) => makePaymentFile(actor, key),
  send: ({ actor, about }) => sendPaymentFile(actor, about),
  settle: ({ actor, about, args: { day = '' } }) =>
    settlePaymentFile(actor, about, { settledOn: day }),
}

/** What a planted bug does after the transaction instead of in it; the database's part of it is planted apart. */
const afterwards: Record<string, (op: Op) => Promise<unknown>> = {
  'audit outside the transaction': ({ verb, actor, about }) =>
    transaction((tx) =>
      record(tx, actor, {
        ...{ subjectKind: 'pledge', subjectId: about, summary: 'Written later' },
        action:
          { sign: 'pledge-approved', withdraw: 'pledge-withdrawn' }[verb as string] ??
          'pledge-made',
      }),
    ),
  'pot row outside the transaction': ({ about }) => pool.query('select apply_later($1)', [about]),
}

async function serve(op: Op): Promise<Said> {
  try {
    const answer = await verbs[op.verb](op)
    const later = bug && op.args.attempt === '1' ? afterwards[bug] : undefined
    if (['pledge', 'sign', 'withdraw'].includes(op.verb)) await later?.(op)
    return { outcome: 'done', message: typeof answer === 'string' ? answer : '' }
  } catch (error) {
    const outcome = error instanceof Refusal ? 'refused' : 'failed'
    return { outcome, message: String((error as Error).message).slice(0, 300) }
  }
}

useDatabase(url, Number(silenceMs))
for (const event of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(event, (error) => tell({ unhandled: String((error as Error)?.stack ?? error) }))
const worker = works ? await startWorker(url) : undefined
process.on('message', (message: ToApp) => {
  if ('stop' in message)
    void Promise.allSettled([worker?.stop(), closeDatabase()]).then(() => process.exit(0))
  else if ('stallMs' in message)
    // Nothing of this process moves meanwhile, timers and replies included.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, message.stallMs)
  else void serve(message.op).then((said) => tell({ id: message.id, said }))
})
// Without its conductor there is nobody to serve.
process.on('disconnect', () => process.exit(0))
tell({ ready: true })
