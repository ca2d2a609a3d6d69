import { transaction, type Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { proposalLapsed } from '#emails/proposal-lapsed.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

/**
 * Tells a funder's people that a proposal has ended by itself, since whoever made it lost the role (decision 050): its
 * administrators, whoever could have agreed, and whoever may propose it again. The database asks for it; done twice it tells once.
 */
export async function tellPotNews(news: string, id: string) {
  const read = ofNews[news]
  invariant(read, `${news} is told by nobody`)
  await transaction(async (tx) => {
    const { pot, what, href } = await read(tx, id)
    const { name: organisationName } = await tx.organisation.findUniqueOrThrow({
      where: { id: pot.funderId },
      select: { name: true },
    })
    await queueEmailToEach(tx, {
      key: `${news}:${id}`,
      people: await listPeopleInRoles(tx, {
        organisationIds: [pot.funderId],
        roles: ['administrator', 'fund-manager', 'payment-approver'],
      }),
      mail: proposalLapsed({
        ...{ what, organisationName, href },
        then: 'All stays as it is. Another fund manager can propose it again.',
      }),
    })
  })
}

const potColumns = { select: { slug: true, name: true, funderId: true } } as const

async function ofRule(tx: Tx, id: string) {
  const { pot } = await tx.ruleProposal.findUniqueOrThrow({
    where: { id },
    select: { pot: potColumns },
  })
  const what = `A change to the rule of the ${pot.name}`
  return { pot, what, href: siteLink(`/pots/${pot.slug}/proposals/${id}`) }
}

async function ofPot(tx: Tx, id: string) {
  const { funderId, name } = await tx.potProposal.findUniqueOrThrow({
    where: { id },
    select: { funderId: true, name: true },
  })
  const what = `The proposal to make the ${name}`
  return { pot: { funderId }, what, href: siteLink(`/pots/proposed/${id}`) }
}

async function ofArea(tx: Tx, id: string) {
  const { pot, combinedAuthority } = await tx.areaProposal.findUniqueOrThrow({
    where: { id },
    select: {
      pot: potColumns,
      combinedAuthority: {
        select: { council: { select: { organisation: { select: { name: true } } } } },
      },
    },
  })
  const { name } = combinedAuthority.council.organisation
  const what = `An entry for ${name} on the register of the ${pot.name}`
  return { pot, what, href: siteLink(`/pots/${pot.slug}/areas/proposals/${id}`) }
}

type Told = { pot: { funderId: string }; what: string; href: string }
const ofNews: Record<string, (tx: Tx, id: string) => Promise<Told>> = {
  'rule-proposal-lapsed': ofRule,
  'area-proposal-lapsed': ofArea,
  'pot-proposal-lapsed': ofPot,
}
