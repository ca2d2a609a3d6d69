import { Refusal } from '#app/core/refusal.ts'
import { findCouncilFacts } from '#app/domain/organisations/council-queries.server.ts'
import { findSuccession } from '#app/domain/organisations/former-queries.server.ts'
import { findOrganisationBySlug, listAreasOf } from '#app/domain/organisations/queries.server.ts'
import { findSupplierFacts } from '#app/domain/profiles/supplier-list.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { findFunderFacts } from '#app/domain/pots/funder-list.server.ts'
import { listInvolvement } from '#app/domain/reporting/council-involvement.server.ts'
import { readLeaders } from './directory-page.server.ts'

/** What the page of an organisation shows to this reader; a firm that was never verified has none for others. */
export async function readOrganisationPage(
  reader: Actor | undefined,
  { slug, page }: { slug: string; page: number | undefined },
) {
  const organisation = await findOrganisationBySlug(slug)
  if (!organisation) throw unknown()
  const { id } = organisation
  const [council, supplier, funder, areas, involvement, succession, leading] = await Promise.all([
    findCouncilFacts(id),
    findSupplierFacts(id, reader),
    findFunderFacts(id),
    listAreasOf(id),
    listInvolvement(id, page),
    findSuccession(id),
    readLeaders(reader, id),
  ])
  if (supplier && !supplier.isShown) throw unknown()
  const isOwn = council !== undefined && reader?.organisationId === id
  return { organisation, council, supplier, funder, areas, involvement, succession, isOwn, leading }
}

const unknown = () => new Refusal('not-found', 'We know no organisation of this name.')
