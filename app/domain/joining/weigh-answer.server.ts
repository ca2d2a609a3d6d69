import type { Tx } from '#app/core/db.server.ts'
import type { LegalIdentity } from '../organisations/legal-identity.ts'
import { findingOf, type Finding } from './register-answer.ts'

type Weighed = Pick<LegalIdentity, 'legalName' | 'companyNumber'>

/** What the register's last answer about this very number comes to for this name. */
export async function weighAnswer(
  tx: Tx,
  organisationId: string,
  { legalName, companyNumber }: Weighed,
): Promise<Finding> {
  const answer =
    companyNumber === null
      ? null
      : await tx.registerAnswer.findFirst({
          where: { organisationId, companyNumber },
          orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
          select: { companyName: true, status: true, previousNames: true },
        })
  if (!answer) return 'not-looked-up'
  const { companyName, ...company } = answer
  return findingOf(legalName, companyName === null ? undefined : { companyName, ...company })
}
