import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { commitSigned } from './commit-signed.server.ts'
import type { OwnPledge } from './find-own-pledge.server.ts'
import { readGateFacts } from './gate-facts.server.ts'
import { toSign } from './gates.ts'
import { isStanding, signerOf, whyNotSign, type Signer } from './signers.ts'

/**
 * Records a finance approver's signature of a pledge that a plain one does not commit: as a deputy, under a
 * limit for the year, under a spending lock, or while other gates still run. It commits when all are clear.
 */
export async function signPledge(actor: Actor, pledge: OwnPledge) {
  const facts = await readGateFacts(pledge)
  const asked = toSign(facts)
  const { signature } = facts
  if (signature && isStanding(facts.scheme, asked, signature)) {
    await commitSigned(pledge.id)
    return { isNew: false }
  }
  const signer = signerOf(facts.scheme, asked, actor.personId)
  if (!signer) throw new Refusal('forbidden', whyNotSign(facts.scheme, asked, actor.personId))
  await sign(actor, { pledge, signer, voidSignerId: signature?.personId })
  await commitSigned(pledge.id)
  return { isNew: true }
}

type Signing = { pledge: OwnPledge; signer: Signer; voidSignerId: string | undefined }

/** A void signature makes room for this one; one that somebody gave meanwhile does not. */
async function sign(actor: Actor, { pledge, signer, voidSignerId }: Signing) {
  const { id, amountPence } = pledge
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      const { count } = await tx.pledge.updateMany({
        where: { id, state: 'awaiting-approval', amountPence },
        data: { signedUnderId: signer.year || pledge.signedUnderId ? signer.underId : null },
      })
      if (count === 0)
        throw new Refusal(
          'conflict',
          'This pledge has changed since you opened it. Look at it again.',
        )
      const earlier = await tx.pledgeApproval.findUnique({ where: { id } })
      if (earlier && earlier.approvedById !== voidSignerId)
        throw new Refusal('conflict', 'A colleague has signed this pledge already.')
      const data = {
        approvedById: actor.personId,
        limitPence: signer.limitPence,
        approvedAt: clock.now(),
        signedAs: signer.signedAs,
        principalId: signer.principal?.membershipId ?? null,
      }
      await tx.pledgeApproval.upsert({ where: { id }, create: { id, ...data }, update: data })
      await record(tx, actor, {
        subjectKind: 'pledge',
        subjectId: id,
        action: 'pledge-approved',
        summary: `Signed a pledge of ${formatPounds(amountPence)}`,
        detail: {
          amountPence: String(amountPence),
          signedAs: signer.signedAs,
          principalId: signer.principal?.membershipId ?? null,
        },
      })
    }),
  )
}
