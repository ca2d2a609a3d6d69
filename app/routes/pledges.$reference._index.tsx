import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { listChanges } from '#app/domain/pledges/change-queries.server.ts'
import { canRecordFact } from '#app/domain/pledges/gate-fact.ts'
import { listGates } from '#app/domain/pledges/gate-facts.server.ts'
import { findPledgeCalled, findPublicPledge } from '#app/domain/pledges/pledge-queries.server.ts'
import {
  canApprovePledge,
  canChangePledge,
  canLowerPledge,
  canWithdrawPledge,
  pledgeReference,
} from '#app/domain/pledges/pledge.ts'
import { addStandings } from '#app/domain/pledges/standing-queries.server.ts'
import { isPastClosing } from '#app/domain/pledges/round.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { OwnPledge, ownPledgeHeading } from '#app/ui/own-pledge.tsx'
import { PublicPledge } from '#app/ui/public-pledge.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data) : 'Page not found') },
]

type Shown = { reference: string; own: { pledge: { amountPence: bigint } } | undefined }
const headingOf = ({ reference, own }: Shown) =>
  own ? ownPledgeHeading(own.pledge) : `Pledge ${reference}`

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  const asked = new URL(request.url).searchParams
  const done = { isDone: asked.has('done'), isChanged: asked.has('changed') }
  return show(async () => ({ ...done, ...(await readPledge(actor, param(params, 'reference'))) }))
}

/** A council's own pledge with what the person may do, or what is public of another's. */
async function readPledge(actor: Actor | undefined, asked: string) {
  const own = actor && (await findPledgeCalled(actor, asked))
  const found = own ?? (await findPublicPledge(asked))
  const [shown] = await addStandings(found ? [found.roundId] : [], found ? [found] : [])
  if (!shown) throw new Refusal('not-found', 'Page not found')
  const { standing } = shown
  const reference = pledgeReference(shown.number)
  if (!own || !actor) return { reference, own: undefined, facts: shown }
  const may = {
    sign: canApprovePledge(actor, own),
    change: canChangePledge(actor, own),
    lower: canLowerPledge(actor, own),
    withdraw: canWithdrawPledge(actor, own),
    record: canRecordFact(actor, own),
  }
  const isOpen = !own.round.closedAt && !isPastClosing(own.round, clock.now())
  const isWaiting = own.state === 'draft' || own.state === 'awaiting-approval'
  const gates = isOpen && isWaiting ? await listGates(own) : []
  const changes = await listChanges(own.id)
  const pledge = { ...own, standing }
  return { reference, own: { pledge, may, isOpen, gates, changes }, facts: undefined }
}

export default function PledgePage() {
  const { reference, own, facts, ...done } = useLoaderData<typeof loader>()
  if (own) return <OwnPledge reference={reference} {...own} {...done} />
  return facts ? <PublicPledge reference={reference} pledge={facts} /> : null
}
