import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { listPayments } from './payment-queries.server.ts'
import { listShares } from './payment-shares.server.ts'
import { getProjectRecord } from './project-queries.server.ts'
import { PaymentParameters } from './project-record.ts'

const named = { select: { name: true, slug: true } } as const

/** The shares of a payment as its rows and their relations have them. */
const fetchShares = (paymentId: string) =>
  db.paymentShare.findMany({
    where: { paymentId },
    orderBy: [{ councilId: 'asc' }, { potId: 'asc' }, { purse: 'asc' }, { funderId: 'asc' }],
    include: {
      council: { include: { organisation: named } },
      pot: { include: { funder: { include: { organisation: named } } } },
      funder: { include: { organisation: named } },
    },
  })

test('each payment has its own shares, councils before pots, each by its name', async () => {
  const { challenge } = await build.builtProject({ milestones: [33_333n, 20_001n] })
  const payments = await db.payment.findMany({ where: { challengeId: challenge.id } })
  // As it was written before a pot could have several funders.
  const ofPot = { paymentId: payments[0]?.id ?? '', potId: { not: null } }
  const { funderId } = await db.paymentShare.findFirstOrThrow({ where: ofPot })
  await db.paymentShare.updateMany({ where: ofPot, data: { funderId: null } })

  const shares = await listShares(payments.map(({ id }) => id))

  for (const { id, amountPence } of payments) {
    const given = shares.get(id) ?? []
    expect(given).toEqual(
      (await fetchShares(id)).map(({ council, pot, purse, funder, amountPence: pence }) => ({
        kind: pot ? 'pot' : 'council',
        council: council && { gss: council.gss, ...council.organisation },
        pot: pot && { slug: pot.slug, name: pot.name },
        purse,
        funder: (funder ?? pot?.funder)?.organisation ?? null,
        amountPence: pence,
      })),
    )
    expect(given.map(({ kind }) => kind)).toEqual(['council', 'council', 'pot'])
    expect(given.reduce((sum, share) => sum + share.amountPence, 0n)).toBe(amountPence)
  }
  await db.paymentShare.updateMany({ where: ofPot, data: { funderId } })
})

test('a project says of its payments what the list of payments says', async () => {
  const { challenge } = await build.builtProject({ milestones: [33_333n, 20_001n] })
  const reference = `SO-${challenge.number}`

  const { milestones } = await getProjectRecord(reference)

  const { data } = await listPayments(PaymentParameters.parse({ challenge: reference }))
  expect(milestones).toHaveLength(2)
  for (const { payment } of milestones)
    expect(data.find((one) => one.reference === payment?.reference)).toMatchObject(payment ?? {})
})
