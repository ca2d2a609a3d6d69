import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { changeRoles } from '#app/domain/organisations/change-roles.server.ts'
import { endSameHuman } from '#app/domain/organisations/end-same-human.server.ts'
import { recordSameHuman } from '#app/domain/organisations/record-same-human.server.ts'
import { proposeArea } from '#app/domain/pots/propose-area.server.ts'
import type { Cast } from './cast.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** Accounts that are one human's, accounts that are not after all, and a proposal that ended with its proposer's role. */
export function accountHappenings(cast: Cast): Happening[] {
  const [marcus, sunita] = [cast.named('marcus-hale'), cast.named('sunita-rao')]
  return [
    {
      at: on(60, '11:00'),
      what: 'two accounts are taken for one person’s by mistake, and the mistake is mended',
      async tell() {
        const { id } = await recordSameHuman(marcus, {
          firstEmail: await emailOf('patrick-lavery'),
          secondEmail: await emailOf('carl-beresford'),
          reason: 'Both signed in from one computer at a market day.',
        })
        const reason = 'The computer was the organiser’s. I have spoken to each of them.'
        await endSameHuman(sunita, id, { reason })
      },
    },
    {
      at: on(12, '15:00'),
      what: 'two accounts are found to be one person’s',
      async tell() {
        await recordSameHuman(sunita, {
          firstEmail: await emailOf('jo-ferris'),
          secondEmail: await emailOf('joanne-ferris'),
          reason: 'She works for both firms and said so herself when I rang her.',
        })
      },
    },
    ...lostProposer(cast),
  ]
}

const emailOf = async (slug: string) =>
  (await db.person.findUniqueOrThrow({ where: { slug }, select: { email: true } })).email

function lostProposer(cast: Cast): Happening[] {
  const gwen = cast.named('gwen-ashby')
  return [
    {
      at: on(2, '10:00'),
      what: 'somebody proposes an entry of the register',
      async tell() {
        const pot = await db.pot.findFirstOrThrow({
          where: { slug: 'digital-devolution-dividend' },
        })
        const area = await db.organisation.findUniqueOrThrow({
          where: { slug: 'hull-east-yorkshire-ca' },
        })
        await proposeArea(gwen, pot.id, {
          ...{ operationKey: newId(), areaId: area.id, status: 'checking', fromOn: dayOn(2) },
          ...{ chiefDigitalOfficerFromOn: undefined, strategyPublishedOn: undefined },
          ...{ strategyUrl: undefined, toOn: undefined },
          evidenceUrl: 'https://www.area.example/minutes',
          reason: 'The minutes speak of a post, and name nobody yet.',
        })
      },
    },
    {
      // Today: the database writes the end of the proposal by its own clock.
      at: on(0, '00:00'),
      what: 'whoever proposed it moves to other work',
      async tell() {
        const { personId, organisationId } = gwen
        const of = { personId_organisationId: { personId, organisationId } }
        const { id } = await db.membership.findUniqueOrThrow({ where: of, select: { id: true } })
        await changeRoles(cast.named('harriet-lowe'), id, [])
      },
    },
  ]
}
