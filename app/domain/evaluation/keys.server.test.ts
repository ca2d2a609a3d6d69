import { test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import { confirmAward } from './confirm-award.server.ts'
import { decideAward } from './decide-award.server.ts'
import { publishAward } from './publish-award.server.ts'

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })

/** An award that has come so far, and two officers of the lead council. */
async function award(come: { isPublished: boolean }) {
  const { challenge, lead } = await build.award({ ...come, isConfirmed: false })
  const organisation = build.organisationOf(lead)
  return { challenge, people: { same: lead, other: await build.officer({ organisation }) } }
}

const verbs: Record<string, () => Promise<KeyCase>> = {
  async decideAward() {
    clock.set('2026-02-02T09:00:00Z')
    const call = await build.pitchCall({ closesAt: new Date('2026-02-20T12:00:00Z') })
    const { lead, slug, id } = call.challenge
    const { id: pitchId } = await build.pitch({ call })
    clock.set('2026-02-27T09:00:00Z')
    for (const judge of [await build.assessor({ call, by: lead }), await build.assessor({ call })])
      await build.finishedSheet({ assessorId: judge.id, pitchId, call })
    await build.moderation({ pitchId, call })
    const form = { ...build.key(), pitchId }
    return {
      send: (reason) => decideAward(lead, slug, { ...form, reason }),
      count: audited(id, 'award-decided'),
    }
  },
  async publishAward() {
    const { challenge, people } = await award({ isPublished: false })
    const form = build.key()
    return {
      send: (answers) => publishAward(people[answers], challenge.slug, form),
      count: audited(challenge.id, 'award-published'),
    }
  },
  async confirmAward() {
    const { challenge, people } = await award({ isPublished: true })
    const form = build.key()
    return {
      send: (answers) => confirmAward(people[answers], challenge.slug, form),
      count: audited(challenge.id, 'award-confirmed'),
    }
  },
}

test.each(Object.entries(verbs))('%s: one key is one deed with one body', async (_, prepare) => {
  await expectOneDeed(await prepare())
})
