import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { takeBackReceipt } from '../delivery/take-back-receipt.server.ts'
import { getJournal } from './journal-page.server.ts'

test('that a receipt was taken back is between the council and the lead council, as the receipt was', async () => {
  const { challenge, lead, councils } = await build.project()
  const finance = await build.financeApprover({ organisation: build.organisationOf(lead) })
  const [owing] = councils
  const { id: collectionId, pledgeId } = await db.collection.findFirstOrThrow({
    where: { challengeId: challenge.id, councilId: owing?.organisationId ?? '' },
  })
  await takeBackReceipt(finance, collectionId, { operationKey: newId(), reason: 'Not ours' })

  const { id } = await db.journal.findFirstOrThrow({ where: { kind: 'reversal', pledgeId } })

  for (const stranger of [undefined, await build.financeApprover(), councils[1]])
    await expect(getJournal(stranger, id)).rejects.toMatchObject({ kind: 'not-found' })
  for (const party of [finance, owing])
    expect(await getJournal(party, id)).toMatchObject({ what: 'Reversal of a mistake' })
})
