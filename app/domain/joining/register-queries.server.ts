import { db } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'
import type { RegisterAnswer } from './register-answer.ts'

const dayOrNone = (column: Date | null) => (column ? dayOf(column) : null)

/** What the register has said of a firm's number, the last answer first. Public facts, for whoever may see the firm. */
export async function listAnswers(
  organisationId: string,
  companyNumber: string | null,
): Promise<RegisterAnswer[]> {
  if (companyNumber === null) return []
  const rows = await db.registerAnswer.findMany({
    where: { organisationId, companyNumber },
    orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
    take: 10,
    select: {
      ...{ id: true, companyNumber: true, answeredAt: true, companyName: true, status: true },
      ...{ statusDetail: true, companyType: true, createdOn: true, ceasedOn: true },
      ...{ locality: true, country: true, previousNames: true },
    },
  })
  return rows.map(({ createdOn, ceasedOn, ...row }) => ({
    ...row,
    createdOn: dayOrNone(createdOn),
    ceasedOn: dayOrNone(ceasedOn),
  }))
}
