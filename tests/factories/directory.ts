import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { reportMessage } from '#app/domain/directory/answer-message.server.ts'
import { saveListing } from '#app/domain/directory/save-listing.server.ts'
import { sendMessage } from '#app/domain/directory/send-message.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** Services of the register by their real ids, since every test of a file shares them. */
export async function services() {
  await db.serviceFunction.createMany({
    data: [
      { id: 900, name: 'Transport and streets', level: 1 },
      { id: 901, name: 'Highways', level: 2, parentId: 900 },
      { id: 902, name: 'Parking permits', level: 2, parentId: 900 },
      { id: 903, name: 'Libraries', level: 1 },
    ],
    skipDuplicates: true,
  })
  return { streets: 900, highways: 901, parking: 902, libraries: 903 }
}

type ListingWanted = { services?: number[]; about?: string; takesMessages?: boolean }

/** Somebody in the directory, by their own word. Answers with the id of their listing. */
export async function listing(by: Actor, wanted: ListingWanted = {}) {
  const { highways } = await services()
  await saveListing(by, { services: [highways], about: 'Ask me', takesMessages: true, ...wanted })
  const { id } = await db.listing.findFirstOrThrow({
    where: { membership: { personId: by.personId, organisationId: by.organisationId } },
    select: { id: true },
  })
  return id
}

/** A message from one to the other, who has reported it. Answers with its id. */
export async function report({ from, to }: { from: Actor; to: Actor }) {
  const operationKey = newId()
  const words = { subject: 'Cheap watches', words: 'Buy one, get one.' }
  await sendMessage(from, await listing(to), { operationKey, ...words })
  await reportMessage(to, operationKey, { reason: 'Nothing to do with my work' })
  return operationKey
}
