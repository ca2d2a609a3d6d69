import type { Mail } from '#emails/mail.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { projectReference } from './milestone.ts'

/** What is told about a project, and to whom. */
export type Told = {
  mail: Mail
  people: { personId: string; email: string; name: string }[]
  /** Where the same may happen again to the same row: which time it is. */
  again?: string
}
/** What a message about a project reads of it. */
export const projectColumns = {
  number: true,
  challengeId: true,
  supplierId: true,
  challenge: { select: { title: true } },
  leadCouncil: { select: { organisation: { select: { name: true } } } },
} as const

type Project = {
  number: number
  challenge: { title: string }
  leadCouncil: { organisation: { name: string } }
}

export const aboutProject = (
  { number, challenge, leadCouncil }: Project,
  page: 'stop' | 'give-back',
) => ({
  challengeTitle: challenge.title,
  leadCouncil: leadCouncil.organisation.name,
  href: siteLink(`/projects/${projectReference(number)}/${page}`),
})
