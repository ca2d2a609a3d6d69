import { db } from '#app/core/db.server.ts'

/** How many firms, and how many people of councils that have no administrator, wait for the operators of the site. */
export async function countWaiting() {
  const [firms, requests] = await Promise.all([
    db.verification.count({ where: { state: 'waiting' } }),
    db.joinRequest.count({
      where: {
        decidedAt: null,
        organisation: {
          memberships: { none: { endedAt: null, roles: { some: { role: 'administrator' } } } },
        },
      },
    }),
  ])
  return { firms, requests }
}
