import type { Tx } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'
import { awardPublished } from '#emails/award-published.tsx'
import { scoresReady } from '#emails/scores-ready.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { ChallengeHead } from '../pitches/challenge-queries.server.ts'

type Told = { challenge: ChallengeHead; award: { id: string; pitchCallId: string } }

/** Tells every supplier that was assessed, the winner too, that its scores and reasons are there. */
export async function tellScores(
  tx: Tx,
  { challenge, award }: Told & { award: { pitchId: string } },
) {
  for (const pitch of await listAssessed(tx, award.pitchCallId))
    await queueEmailToEach(tx, {
      key: `scores-ready:${pitch.id}`,
      people: await listPeople(tx, [pitch.supplierId]),
      mail: scoresReady({
        challengeTitle: challenge.title,
        isWinner: pitch.id === award.pitchId,
        href: siteLink(`/pitches/${pitch.id}/feedback`),
      }),
    })
}

type Published = {
  supplierId: string
  pricePence: bigint
  standstillEndsOn: Date
  supplier: { organisation: { name: string } }
}

/** Tells the suppliers that pitched and the councils behind the challenge who is chosen; answers which those suppliers are. */
export async function tellPublished(tx: Tx, { challenge, award }: Told & { award: Published }) {
  const suppliers = (await listAssessed(tx, award.pitchCallId)).map((each) => each.supplierId)
  const assessors = await tx.assessor.findMany({
    where: { pitchCallId: award.pitchCallId },
    select: { person: { select: { id: true, email: true, name: true } } },
  })
  await queueEmailToEach(tx, {
    key: `award-published:${award.id}`,
    people: [
      ...(await listPeople(tx, suppliers)),
      ...assessors.map(({ person }) => withPersonId(person)),
    ],
    mail: awardPublished({
      challengeTitle: challenge.title,
      supplierName: award.supplier.organisation.name,
      pricePence: award.pricePence,
      standstillEndsOn: dayOf(award.standstillEndsOn),
      href: siteLink(`/challenges/${challenge.slug}/award`),
    }),
  })
  return suppliers
}

const listAssessed = (tx: Tx, pitchCallId: string) =>
  tx.pitch.findMany({
    where: { pitchCallId, sentAt: { not: null }, withdrawnAt: null },
    select: { id: true, supplierId: true },
  })

async function listPeople(tx: Tx, organisationIds: string[]) {
  const memberships = await tx.membership.findMany({
    where: { organisationId: { in: organisationIds }, endedAt: null },
    select: { person: { select: { id: true, email: true, name: true } } },
  })
  return memberships.map(({ person }) => withPersonId(person))
}

const withPersonId = ({
  id: personId,
  ...address
}: {
  id: string
  email: string
  name: string
}) => {
  return { personId, ...address }
}
