import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { joinDecided } from '#emails/join-decided.tsx'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { admitPerson } from '../organisations/admit-person.server.ts'
import { listRoleNames } from '../organisations/role-words.ts'
import { refusingWithoutTwo } from '../organisations/two-administrators.server.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { mayBeOffered } from './invitation.ts'
import { getJoinRequest } from './join-queries.server.ts'
import { canDecide, type DecisionInput } from './join-request.ts'

/** Says yes with roles, or no with a reason, to somebody who asks to join. Once: of two at once the second finds it decided. */
export async function decideJoinRequest(actor: Actor, requestId: string, input: DecisionInput) {
  const decide = async (tx: Tx) => {
    await tx.$executeRaw`select id from join_requests where id = ${requestId}::uuid for update`
    const request = await getJoinRequest(actor, requestId, tx)
    if (!canDecide(actor, request)) throw new Refusal('not-found', 'Page not found')
    await (input.decision === 'yes' ? admit : decline)(tx, { actor, request, input })
  }
  await refusingWithoutTwo(() => whileTwoPeople(() => transaction(decide)))
}

type Decision = {
  actor: Actor
  request: Awaited<ReturnType<typeof getJoinRequest>>
  input: DecisionInput
}

async function admit(tx: Tx, { actor, request, input: { roles } }: Decision) {
  if (!mayBeOffered('council', roles))
    throw new Refusal('invalid', 'Choose roles from the list.', { field: 'roles' })
  const { id, organisationId, organisationName, email, name, jobTitle } = request
  const says = () => [
    { name: 'You sign', value: `That ${name} joins ${organisationName}` },
    { name: 'Email address', value: email },
    { name: 'Roles', value: listRoleNames(roles) },
  ]
  await requireProof(tx, actor, { verb: 'decide-join-request', body: { id, roles }, says })
  const who = { email, name, jobTitle, organisationId }
  const { personId } = await admitPerson(tx, { ...who, roles, grantedById: actor.personId })
  const gone = { email: null, name: null, jobTitle: null }
  await write(tx, { actor, request }, { personId, ...gone })
  await tell(tx, request, { text: 'Yes: you may sign in and act for it now.', isAccepted: true })
  await record(tx, actor, {
    subjectKind: 'join-request',
    subjectId: id,
    action: 'join-accepted',
    summary: `Let somebody join ${organisationName}: ${listRoleNames(roles)}`,
    detail: { personId, roles: roles.join(' ') },
  })
}

async function decline(tx: Tx, { actor, request, input: { reason } }: Decision) {
  await write(tx, { actor, request }, { reason })
  await tell(tx, request, { text: `No, because: ${reason}`, isAccepted: false })
  await record(tx, actor, {
    subjectKind: 'join-request',
    subjectId: request.id,
    action: 'join-declined',
    summary: `Did not let somebody join ${request.organisationName}`,
  })
}

type Outcome = { personId: string; email: null; name: null; jobTitle: null } | { reason: string }

const write = (tx: Tx, { actor, request }: Omit<Decision, 'input'>, outcome: Outcome) =>
  tx.joinRequest.update({
    where: { id: request.id, decidedAt: null },
    data: { decidedAt: clock.now(), decidedById: actor.personId, ...outcome },
  })

async function tell(
  tx: Tx,
  { id, email, name, organisationName }: Decision['request'],
  { text, isAccepted }: { text: string; isAccepted: boolean },
) {
  const href = siteLink(isAccepted ? '/sign-in' : '/contact')
  const mail = joinDecided({ name, councilName: organisationName, text, isAccepted, href })
  await queueEmail(tx, { key: `join-decided:${id}`, to: { email, name }, mail })
}
