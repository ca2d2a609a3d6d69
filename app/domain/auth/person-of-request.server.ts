import { transaction, type Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { acceptInvitation } from '../joining/accept-invitation.server.ts'
import { refusingWithoutTwo } from '../organisations/two-administrators.server.ts'

/** What a request that accepts an invitation says besides. */
export const saidWho = { invitationId: true, givenName: true, givenJobTitle: true } as const

type Used = {
  email: string
  personId: string | null
  invitationId: string | null
  givenName: string | null
  givenJobTitle: string | null
}

/** Whose session a request that was just used up starts. Accepting an invitation happens here: by signing in. */
export async function personOf(tx: Tx, used: Used) {
  const { email, personId, invitationId, givenName, givenJobTitle } = used
  if (invitationId === null) {
    invariant(personId, 'a request that can be used is of a person, or accepts an invitation')
    return { personId }
  }
  invariant(givenName && givenJobTitle, 'whoever accepts has said who they are')
  const who = { name: givenName, jobTitle: givenJobTitle }
  const accepted = await acceptInvitation(tx, { invitationId, email, ...who })
  return { personId: accepted.personId, actingForId: accepted.organisationId }
}

/** A sign-in that may accept an invitation: what the database does not give is refused in words. */
export const accepting = <T>(work: (tx: Tx) => Promise<T>) =>
  refusingWithoutTwo(() => transaction(work))
