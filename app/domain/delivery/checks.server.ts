import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'whoever proposed a stop that waits for a funder still is an officer of the lead council',
    rows: (db) => db.$queryRaw`
      select project_stops.id from project_stops join projects on projects.id = project_id
      where agreed_at is null and ended_at is null and not exists (
        select from memberships join membership_roles on membership_id = memberships.id where person_id = proposed_by_id
          and organisation_id = answering_organisation(lead_council_id) and memberships.ended_at is null
          and role = 'officer')`,
  },
  {
    name: 'every project costs what its award says, and its milestones add up to it',
    rows: (db) => db.$queryRaw`
      select projects.id from projects join awards on awards.id = award_id
      where projects.price_pence <> awards.price_pence or projects.price_pence <>
        (select sum(price_pence) from milestones where project_id = projects.id)`,
  },
  {
    name: 'the pots noted of each project are those that committed money to its challenge',
    rows: (db) => db.$queryRaw`
      select project_id from project_pots full join (
        select distinct accounts.pot_id, projects.id as project_id from projects join accounts using (challenge_id)
          where kind = 'match-committed') so using (pot_id, project_id)
      where project_pots is null or so is null`,
  },
  {
    name: 'the councils noted of each project are those whose money was called for its challenge',
    rows: (db) => db.$queryRaw`
      select project_id from project_councils full join (
        select distinct council_id, projects.id as project_id from projects join pledges using (challenge_id)
          where state = 'called') so using (council_id, project_id)
      where project_councils is null or so is null`,
  },
  {
    name: 'a challenge is being built, in use or stopped exactly when it has a project',
    rows: (db) => db.$queryRaw`
      select challenges.id from challenges left join projects on challenge_id = challenges.id
      where (stage in ('delivering', 'completed', 'stopped')) <> (projects.id is not null)`,
  },
  {
    name: 'a challenge is in use exactly when every milestone of it is paid',
    rows: (db) => db.$queryRaw`
      select challenges.id from challenges join projects on challenge_id = challenges.id
      where (stage = 'completed') <> not exists (
        select from milestones left join payments on milestone_id = milestones.id
        where project_id = projects.id and settled_at is null)`,
  },
  {
    name: 'nothing is paid that was not claimed by one person, accepted by another and approved by a third',
    rows: (db) => db.$queryRaw`
      select payments.id from payments
        left join claims on claims.milestone_id = payments.milestone_id and ended_at is null
        left join acceptances on acceptances.id = claims.id and acceptances.decision = 'accepted'
        left join payment_approvals first on first.claim_id = claims.id
          and first.position = 1 and first.decision = 'approved' and not exists (select from voided_approvals where id = first.id)
      where first.id is null or acceptances.id is null
        or claims.bank_details_id <> payments.bank_details_id
        or acceptances.decided_by_id = claims.claimed_by_id
        or first.decided_by_id in (claims.claimed_by_id, acceptances.decided_by_id)`,
  },
  {
    name: 'a second approval is by another person of another organisation than the first',
    rows: (db) => db.$queryRaw`
      select second.id from payment_approvals second
        left join payment_approvals first on first.claim_id = second.claim_id
          and first.attempt = second.attempt and first.position = 1
      where second.position = 2 and (first.id is null or first.decision <> 'approved'
        or first.decided_by_id = second.decided_by_id or first.decided_for_id = second.decided_for_id)`,
  },
  {
    name: 'a payment above the threshold of its day has two approvals',
    rows: (db) => db.$queryRaw`
      select payments.id from payments
        join claims on claims.milestone_id = payments.milestone_id and ended_at is null
        join policy_numbers threshold on key = 'payment-second-approval-above-pence'
          and from_on <= approved_at::date and (to_on is null or to_on > approved_at::date)
      where amount_pence > value and 2 > (
        select count(*) from payment_approvals where claim_id = claims.id and decision = 'approved'
          and not exists (select from voided_approvals where voided_approvals.id = payment_approvals.id))`,
  },
  {
    name: 'a claim that stands is marked as paid exactly when its milestone has a payment',
    rows: (db) => db.$queryRaw`
      select claims.id from claims left join payments on payments.milestone_id = claims.milestone_id
      where is_paid <> (ended_at is null and payments.id is not null)`,
  },
  {
    name: 'a project that is built or stopped and has money left has that noted to go back, until it has gone',
    rows: (db) => db.$queryRaw`
      select projects.id from projects join challenges on challenges.id = challenge_id
        left join give_backs on project_id = projects.id
        cross join lateral (select coalesce(sum(balance_pence), 0) as pence from account_balances
          where challenge_id = challenges.id and kind in ('received', 'match-committed')) held
      where (stage in ('completed', 'stopped') and agreed_at is null and held.pence <> coalesce(left_pence, 0))
        or (stage not in ('completed', 'stopped') and give_backs.id is not null) or (agreed_at is not null and held.pence <> 0)`,
  },
  {
    name: 'a challenge is stopped exactly when a funder agreed to that, with nothing claimed and unpaid, and nothing called',
    rows: (db) => db.$queryRaw`
      select challenges.id from challenges join projects on challenge_id = challenges.id
        left join project_stops on project_id = projects.id and agreed_at is not null
      where (stage = 'stopped') <> (project_stops.id is not null)
        or (stage = 'stopped' and (exists (select from milestones join claims on milestone_id = milestones.id and ended_at is null
            left join payments on payments.milestone_id = milestones.id where project_id = projects.id and settled_at is null)
          or exists (select from account_balances where account_balances.challenge_id = challenges.id and kind = 'called' and balance_pence <> 0)))`,
  },
  {
    name: 'what goes back adds up, is what the ledger moved, and is refunded exactly when that is recorded',
    rows: (db) => db.$queryRaw`
      select give_backs.id from give_backs join projects on projects.id = project_id
        left join lateral (select sum(amount_pence) as pence, sum(amount_pence) filter (where pot_id is not null) as pots,
            coalesce(sum(amount_pence) filter (where council_id is not null and recorded_at is null), 0) as refundable,
            coalesce(sum(amount_pence) filter (where council_id is not null and recorded_at is not null), 0) as refunded
          from give_back_parts where give_back_id = give_backs.id) parts on true
        left join lateral (select coalesce(sum(balance_pence) filter (where kind = 'refundable'), 0) as refundable,
            coalesce(sum(balance_pence) filter (where kind = 'refunded'), 0) as refunded
          from account_balances where account_balances.challenge_id = projects.challenge_id) held on true
        left join lateral (select sum(amount_pence) as pence from journals join transfers on journal_id = journals.id
          where kind = 'unspent-given-back' and operation_key = give_backs.id) moved on true
      where (agreed_at is null) <> (parts.pence is null) or parts.pence <> left_pence or moved.pence is distinct from parts.pence
        or parts.refundable <> held.refundable or parts.refunded <> held.refunded`,
  },
  {
    name: 'a claim that was sent back has ended, and a claim that ended was sent back',
    rows: (db) => db.$queryRaw`
      select claims.id from claims where (ended_at is not null) <> (
        exists (select from acceptances where id = claims.id and decision = 'sent-back')
        or exists (select from payment_approvals where claim_id = claims.id and decision = 'sent-back'))`,
  },
]
