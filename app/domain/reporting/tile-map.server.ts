import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
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

function listMappedCouncils(challengeId?: string) {
  const ofChallenge = challengeId
    ? Prisma.sql`challenge_id = ${challengeId}::uuid`
    : Prisma.sql`true`
  return db.$queryRaw<MappedCouncil[]>`
    select council.id, council.gss, name, slug, council.type, nation, region, population,
      parent_county_gss as "parentCountyGss", tile_column as "tileColumn", tile_row as "tileRow",
      pledged.so as "hasPledged", (pledged.so or signed.so) as shares
    from councils council
    join organisations organisation on organisation.id = council.id
    cross join lateral (select exists (select from pledges where council_id = council.id
      and state in ('committed', 'called') and is_name_shown and ${ofChallenge}) as so) pledged
    cross join lateral (select exists (select from co_signatures where council_id = council.id
      and withdrawn_at is null and ${ofChallenge}) as so) signed
    where tile_column is not null or pledged.so or signed.so or council.type = 'county'
    order by council.gss
    limit 2000`
}
