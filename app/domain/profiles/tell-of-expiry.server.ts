import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { dateOf, dayOf, formatDay, londonDay } from '#app/core/time.ts'
import { credentialExpiring } from '#emails/credential-expiring.tsx'
import { siteLink } from '../notifications/site-link.server.ts'
import {
  describeExpiry,
  lastDayToWarn,
  nameOfCredential,
  type CredentialKind,
} from './credential.ts'
import { tellPeopleOfFirm } from './tell-people-of-firm.server.ts'

const AT_ONCE = 200

/**
 * Tells the people of a firm when a certificate or an insurance has thirty days left, and on its last day. Each once, by a
 * conditional update with the mail, however often and however late this runs.
 */
export async function tellOfExpiry() {
  await tellAll('toldExpiredAt', londonDay(clock.now()))
  await tellAll('warnedAt', lastDayToWarn(clock.now()))
}

type Told = 'warnedAt' | 'toldExpiredAt'

async function tellAll(told: Told, lastDay: string) {
  for (;;) {
    const due = await db.credential.findMany({
      where: { endedAt: null, [told]: null, expiresOn: { lte: dateOf(lastDay) } },
      orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
      select: { id: true },
    })
    for (const { id } of due) await tell(id, told)
    if (due.length < AT_ONCE) return
  }
}

/** Whoever is told on the last day needs no earlier warning any more. */
function tell(id: string, told: Told) {
  return transaction(async (tx) => {
    const now = clock.now()
    const { count } = await tx.credential.updateMany({
      where: { id, endedAt: null, [told]: null },
      data: told === 'warnedAt' ? { warnedAt: now } : { toldExpiredAt: now, warnedAt: now },
    })
    if (count === 0) return
    const row = await tx.credential.findUniqueOrThrow({
      where: { id },
      select: { kind: true, name: true, supplierId: true, expiresOn: true },
    })
    const expiresOn = row.expiresOn && dayOf(row.expiresOn)
    const credential = nameOfCredential({ kind: row.kind as CredentialKind, name: row.name })
    await tellPeopleOfFirm(tx, {
      key: `credential-expiring:${told}:${id}`,
      supplierId: row.supplierId,
      mailFor: (firm) =>
        credentialExpiring({
          ...{ ...firm, credential },
          expiry: describeExpiry(expiresOn, londonDay(now)),
          lastDay: expiresOn ? formatDay(expiresOn) : '',
          href: siteLink(`/suppliers/profile/credentials/${id}/renewal`),
        }),
    })
  })
}
