import { pool } from '#app/core/db.server.ts'
import type { Picture } from '../model/picture.ts'
import { signers } from './cast.ts'
import type { Stage } from './stage.ts'

/** What the product gave numbers to, under the names of the model. */
export type Names = Map<string, string>

type Row = {
  what: string
  one: string
  other: string | null
  purse: string | null
  funder: string | null
  value: string
}

/** What the database holds of one history, in the model's words. One statement, so of one instant. */
export async function takePicture(stage: Stage, names: Names): Promise<Picture> {
  const { rows } = await pool.query<Row>({
    name: 'picture',
    text: query,
    values: [
      stage.rounds.map(({ challengeId }) => challengeId),
      stage.pots.map(({ id }) => id),
      stage.cast.councils.flatMap((one) => signers.map((who) => one[who].membershipId)),
    ],
  })
  const picture: Picture = {}
  for (const row of rows) {
    const key = keyOf(row, (id) => names.get(id) ?? id)
    // What nobody could be found to sign was never sent: it stays a draft, and lapses as one.
    if (!key.startsWith('unsent')) picture[key] = row.value
  }
  return picture
}

const last = (name: string) => name.split(' ').at(-1) ?? ''

function keyOf({ what, one, other, purse, funder }: Row, named: (id: string) => string) {
  const source = purse && purse !== 'unrestricted' ? `${named(one)} ${purse}` : named(one)
  const second = other === null ? '' : named(other)
  const by = funder ? `${source} of ${named(funder)}` : source
  if (what === 'pledge') return source
  if (what === 'match') return `match ${last(source)}/${last(second)}`
  if (what === 'row') return `row of ${source}`
  if (what === 'stake') return `stake of ${named(funder ?? '')} in ${source}`
  if (what === 'year') return `year ${purse} of ${named(one)} for ${other}`
  if (what === 'round') return `round ${last(source)}`
  if (what === 'cap') return `used of ${source} by ${capName(other ?? '', named)}`
  if (what === 'payment') return `payment ${source}`
  if (what === 'share') return `share of ${second} by ${by}`
  if (what === 'source') return `account ${source}`
  return `account ${accountName(what, by, second)}`
}

/** `council <id>`, `challenge <id>` or `area <challenge>/<area>`, as caps are kept. */
function capName(scoped: string, named: (id: string) => string) {
  const [scope = '', ref = ''] = scoped.split(' ')
  const [id = ''] = ref.split('/')
  return scope === 'area' ? `area on ${last(named(id))}` : `${scope} ${last(named(id))}`
}

/** An account of one source, and of the challenge it is for. */
function accountName(kind: string, source: string, challenge: string) {
  const at = `/${last(challenge)}`
  if (kind === 'pot-available') return `available ${source}`
  if (kind === 'match-reserved') return `reserved ${source}${at}`
  if (kind === 'match-committed') return `committed ${source}${at}`
  if (kind === 'payable' || kind === 'paid') return `${kind} ${source}${at}`
  return `${kind} ${last(source)}${at}`
}

// Accounts that money comes from are shared by all histories: what crossed them here is added up instead.
const query = `
  with here as (
    select debit.kind as debit, coalesce(debit.council_id, debit.funder_id) as debit_id, credit.kind as credit,
      coalesce(credit.council_id, credit.funder_id) as credit_id, amount_pence as pence
    from transfers join accounts debit on debit.id = debit_account_id join accounts credit on credit.id = credit_account_id
    where (debit.kind = 'council' and credit.challenge_id = any ($1)) or (credit.kind = 'council' and debit.challenge_id = any ($1))
      or (debit.kind = 'funder' and credit.pot_id = any ($2)) or (credit.kind = 'funder' and debit.pot_id = any ($2)))
  select 'pledge' as what, id::text as one, null as other, null as purse, null as funder, state || ' ' || amount_pence as value
    from pledges where challenge_id = any ($1) and state <> 'draft'
  union all select 'match', pledge_id::text, pot_id::text, null, null,
    state || ' ' || amount_pence || ' ' || replace(purse, 'unrestricted', 'any') from matches
    where challenge_id = any ($1) and state <> 'released'
  union all select 'row', pot_id::text, null, purse, null,
    allocated_pence || ' ' || reserved_pence || ' ' || committed_pence || ' ' || paid_pence
    from pot_balances where pot_id = any ($2)
  union all select 'stake', pot_id::text, null, purse, funder_id::text, put_in_pence || ' ' || taken_back_pence || ' ' || borne_pence
    from stakes where pot_id = any ($2)
  union all select 'year', membership_id::text, spend, year::text, null, used_pence::text
    from signing_years where membership_id = any ($3) and used_pence <> 0
  union all select 'cap', pot_id::text, scope || ' ' || ref, null, null, used_pence::text
    from cap_uses where pot_id = any ($2) and used_pence <> 0
  union all select 'round', challenge_id::text, null, null, null,
    coalesce(outcome, 'open') || ' ' || council_count || ' ' || pledged_pence || ' ' || matched_pence
    from rounds join round_totals on round_id = rounds.id where challenge_id = any ($1)
  union all select kind, coalesce(council_id, pot_id)::text, challenge_id::text, purse, funder_id::text, balance_pence::text
    from account_balances
    where (challenge_id = any ($1) or (pot_id = any ($2) and challenge_id is null)) and balance_pence <> 0
  union all select 'payment', milestone_id::text, null, null, null,
      case when settled_at is not null then 'settled' when sent_at is not null then 'sent'
      when payment_file_id is not null then 'in-file' else 'payable' end || ' ' || amount_pence
    from payments where challenge_id = any ($1)
  union all select 'share', coalesce(council_id, pot_id)::text, milestone_id::text, purse, funder_id::text,
      payment_shares.amount_pence::text
    from payments join payment_shares on payment_id = payments.id where challenge_id = any ($1)
  union all select 'source', id::text, null, null, null, pence::text from (
    select id, sum(pence) as pence from (
      select debit_id as id, -pence as pence from here where debit in ('council', 'funder')
      union all select credit_id, pence from here where credit in ('council', 'funder')) crossed
    group by id having sum(pence) <> 0) sources`
