import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { LegalIdentity } from '../organisations/legal-identity.ts'
import type { Cause } from './verification.ts'
import { weighAnswer } from './weigh-answer.server.ts'

type Wanted = {
  organisationId: string
  /** Nobody, when the register is what makes operators look. */
  personId: string | null
  identity: LegalIdentity
  cause: Cause
  answer?: string | null
}

/** Puts a firm into the queue of the operators, with who it says it is. The caller holds the firm. */
export async function openVerification(tx: Tx, wanted: Wanted) {
  const { organisationId, personId, identity, cause, answer = null } = wanted
  const id = newId()
  const askedAt = clock.now()
  const finding = await weighAnswer(tx, organisationId, identity)
  await tx.verification.create({
    data: {
      ...{ id, organisationId, cause, state: 'waiting', finding, askedById: personId, askedAt },
      ...identity,
      ...(answer && { answer, answeredAt: askedAt }),
    },
  })
  return id
}
