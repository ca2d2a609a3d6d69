import { Prisma } from '#prisma/generated/client.ts'
import { readKept } from '#app/core/db.server.ts'
import { countInvolved, fillTiles, percentServed, type MappedCouncil } from './tile-map.ts'

/**
 * The UK with what councils did: for one challenge, or for all of them. A pledge made without showing
 * the council's name colours no tile.
 */
export async function getTileMap(challengeId?: string) {
  const councils = await listMappedCouncils(challengeId)
  return {
    tiles: fillTiles(councils),
    percentServed: percentServed(councils),
    ...countInvolved(councils),
  }
}

/** The councils on the map as rows, those that pledged first. */
export async function listInvolvedCouncils(challengeId?: string) {
  const councils = await listMappedCouncils(challengeId)
  return councils
    .filter(({ hasPledged, shares }) => hasPledged || shares)
    .sort((a, b) => Number(b.hasPledged) - Number(a.hasPledged) || a.name.localeCompare(b.name))
}

/**
 * Of one challenge its own pledges and co-signatures are read; of all, each council's first, and a co-signature only where
 * there is no pledge. "Offset 0" keeps the planner from looking through all pledges whose names are shown for those few.
 */
function listMappedCouncils(challengeId?: string) {
  const pledged = challengeId
    ? Prisma.sql`council.id = any (array(select distinct council_id
        from (select council_id, state, is_name_shown from pledges where challenge_id = ${challengeId}::uuid offset 0) own
        where state in ('committed', 'called') and is_name_shown))`
    : Prisma.sql`exists (select from pledges where council_id = council.id
        and state in ('committed', 'called') and is_name_shown)`
  const signed = challengeId
    ? Prisma.sql`council.id = any (array(select council_id from co_signatures
        where challenge_id = ${challengeId}::uuid and withdrawn_at is null))`
    : Prisma.sql`exists (select from co_signatures where council_id = council.id
        and withdrawn_at is null)`
  return readKept<MappedCouncil>(Prisma.sql`
    with pledged as materialized (
      select council.*, ${pledged} as has_pledged from councils council
    ), involved as materialized (
      select council.*, has_pledged or ${signed} as shares from pledged council
    )
    select council.id, council.gss, name, slug, council.type, nation, region, population,
      parent_county_gss as "parentCountyGss", tile_column as "tileColumn", tile_row as "tileRow",
      has_pledged as "hasPledged", shares
    from involved council
    join organisations organisation on organisation.id = council.id
    where tile_column is not null or shares or council.type = 'county'
    order by council.gss
    limit 2000`)
}
