import { transaction } from '#app/core/db.server.ts'
import type { WhoYouAre } from '../joining/invitation.ts'
import { getOffered } from '../joining/queries.server.ts'
import { makeLink, type Asking } from './make-link.server.ts'
import { mailLink } from './request-sign-in.server.ts'

/**
 * Sends a link and a code to the invited address, whoever asks: to accept is to sign in with them. Whoever was only
 * handed the invitation's link gets no further, since the code goes to somebody else.
 */
export async function answerInvitation(token: string, { name, jobTitle }: WhoYouAre, from: Asking) {
  return transaction(async (tx) => {
    const { id: invitationId, email } = await getOffered(token, tx)
    const accepting = { invitationId, givenName: name, givenJobTitle: jobTitle }
    const next = '/workspace?joined=yes'
    const link = await makeLink(tx, { ...from, email, next, personId: null, accepting })
    // Not by the name that was typed: whoever typed it may be anybody.
    await mailLink(tx, link, { email, name: email })
    return { browser: link.browser }
  })
}
