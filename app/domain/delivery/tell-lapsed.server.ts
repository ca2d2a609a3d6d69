import type { Tx } from '#app/core/db.server.ts'
import { proposalLapsed } from '#emails/proposal-lapsed.tsx'
import type { Role } from '../organisations/actor.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { aboutProject, projectColumns, type Told } from './about-project.server.ts'
import { listConcerned, listPayers } from './concerned.server.ts'

const project = { select: { ...projectColumns, leadCouncilId: true } } as const

/** Its proposer lost the role: its lead council's people are told, and all who were told of the proposal. */
export async function ofLapsedStop(tx: Tx, id: string): Promise<Told> {
  const found = await tx.projectStop.findUniqueOrThrow({ where: { id }, select: { project } })
  const { challengeTitle, leadCouncil, href } = aboutProject(found.project, 'stop')
  return {
    people: [
      ...(await listPeopleOf(tx, found.project.leadCouncilId, 'officer')),
      ...(await listConcerned(tx, found.project)),
    ],
    mail: proposalLapsed({
      ...{ organisationName: leadCouncil, href },
      what: `The proposal that “${challengeTitle}” stops`,
      then: 'The project goes on as before. Another officer can propose it again.',
    }),
  }
}

/** The same of what a project has left: it may be asked for, and lapse, several times. */
export async function ofLapsedAsking(tx: Tx, id: string): Promise<Told> {
  const found = await tx.giveBack.findUniqueOrThrow({
    where: { id },
    select: { askingEndedAt: true, project },
  })
  const { challengeTitle, leadCouncil, href } = aboutProject(found.project, 'give-back')
  return {
    again: found.askingEndedAt?.toISOString() ?? '',
    people: [
      ...(await listPeopleOf(tx, found.project.leadCouncilId, 'finance-approver')),
      ...(await listPayers(tx, found.project)),
    ],
    mail: proposalLapsed({
      ...{ organisationName: leadCouncil, href },
      what: `The request that what “${challengeTitle}” has left goes back`,
      then: 'No money has moved. Another finance approver can ask for it again.',
    }),
  }
}

const listPeopleOf = (tx: Tx, councilId: string, role: Role) =>
  listPeopleInRoles(tx, { organisationIds: [councilId], roles: ['administrator', role] })
