import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { readMatchFacts, type PledgeToAskFor } from '../pots/match-facts.server.ts'
import type { Limit } from '../pots/match-step.ts'
import { answersFor } from '../pots/plan-match.ts'
import { putOnTop } from './on-top.ts'
import { groupMatches, type MatchGroup, type PotAnswer } from './match-groups.ts'

type Row = PledgeToAskFor & {
  topsUpId: string | null
  isNameShown: boolean
  targetPence: Pence
  matches: { potId: string; amountPence: string; boundBy: Limit | null }[]
}

/** Why each pot adds what it adds to a challenge, by pot and area. The working of a match is on its pledge's page. */
export async function listMatches(
  challengeId: string,
): Promise<{ groups: MatchGroup[]; totalPence: Pence }> {
  const { rows } = await pool.query<Row>(livePledges, [challengeId])
  const asked = await readMatchFacts(putOnTop(rows))
  const councilCount = rows.filter(({ topsUpId }) => topsUpId === null).length
  let councilPlace = 0
  const answers = asked.flatMap((one, place) => {
    const row = rows[place]
    if (!row) return []
    if (!one.onTop) councilPlace += 1
    const matchedPotIds = row.matches.map(({ potId }) => potId)
    const { targetPence } = row
    const standing = { councilCount, councilPlace, targetPence, matchedPotIds }
    return answersFor(one, { ...standing, bonusPotIds: [] }).map((each) =>
      potAnswer(each, row, one.council),
    )
  })
  const groups = groupMatches(answers, councilCount)
  return { groups, totalPence: groups.reduce((sum, group) => sum + group.amountPence, 0n) }
}

type Each = ReturnType<typeof answersFor>[number]

function potAnswer({ answer, ...rule }: Each, row: Row, { name }: { name: string }): PotAnswer {
  const match = row.matches.find((one) => one.potId === rule.potId)
  return {
    rule,
    answer,
    councilName: row.isNameShown ? name : 'A council',
    pledgePence: row.amountPence,
    matchPence: BigInt(match?.amountPence ?? 0),
    boundBy: match?.boundBy ?? undefined,
  }
}

const livePledges = `
  select pledges.id as "pledgeId", tops_up_id as "topsUpId", council_id as "councilId", challenge_id as "challengeId",
    amount_pence as "amountPence", funding_type as "fundingType", committed_at as at,
    is_name_shown or state = 'called' as "isNameShown",
    target_pence as "targetPence",
    (select coalesce(jsonb_agg(jsonb_build_object('potId', pot_id, 'amountPence', amount_pence::text, 'boundBy', bound_by)), '[]')
      from matches where pledge_id = pledges.id and matches.state <> 'released') as matches
  from (select id as latest_id, target_pence from rounds where challenge_id = $1 order by opens_at desc limit 1) latest
  join pledges on round_id = latest_id
  where state in ('committed', 'called')
  order by committed_sequence limit 1000`
