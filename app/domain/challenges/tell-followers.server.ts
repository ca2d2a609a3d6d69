import type { Tx } from '#app/core/db.server.ts'
import { challengeNews } from '#emails/challenge-news.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'

type News = {
  challengeId: string
  /** What the news is about: the update or the answer. Each person is told of it once. */
  newsId: string
  headline: string
  text: string
  /** Who made the news needs no mail; who asked for it does, follower or not. */
  byId: string
  askedById?: string
}

const person = { select: { id: true, name: true, email: true } } as const

/** Writes to those who follow a challenge, in the transaction of what there is to tell. */
export async function tellFollowers(tx: Tx, { challengeId, newsId, ...news }: News) {
  const challenge = await tx.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: { slug: true, title: true, shortTitle: true, follows: { select: { person } } },
  })
  const asker = news.askedById
    ? await tx.person.findUnique({ where: { id: news.askedById }, ...person })
    : null
  const followers = challenge.follows.map((follow) => follow.person)
  const mail = challengeNews({
    challengeTitle: challenge.shortTitle ?? challenge.title,
    headline: news.headline,
    text: news.text,
    href: siteLink(`/challenges/${challenge.slug ?? ''}`),
  })
  const people = (asker ? [...followers, asker] : followers)
    .filter(({ id }) => id !== news.byId)
    .map(({ id: personId, ...address }) => ({ personId, ...address }))
  await queueEmailToEach(tx, { key: `challenge-news:${newsId}`, people, mail })
}
