import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  rounds: {
    kept: 'record',
    about: { opened_by_id: 'opens_at' },
    plain:
      'id challenge_id target_pence stretch_pence minimum_councils smallest_pledge_pence is_data_kept_in_uk opens_at closes_at closed_at outcome closing_council_count closing_pledged_pence closing_matched_pence',
  },
  round_extensions: {
    kept: 'record',
    about: { extended_by_id: 'extended_at' },
    words: { reason: 'extended_by_id' },
    plain:
      'id round_id from_closes_at to_closes_at from_stretch_pence to_stretch_pence extended_at',
  },
  round_totals: {
    kept: 'worked-out',
    plain: 'round_id version council_count pledged_pence matched_pence',
  },
  pledges: {
    kept: 'record',
    about: {
      made_by_id: 'made_at',
      sign_by_id: 'sign_by_on',
      condition_replied_by_id: 'condition_replied_at',
      signed_under_id: '',
    },
    words: {
      conditions: 'organisation',
      ended_reason: 'organisation',
      closing_reason: 'organisation',
      condition_reply: 'condition_replied_by_id',
    },
    plain:
      'id number round_id challenge_id council_id amount_pence tops_up_id budget_code funding_type is_name_shown state made_at sign_by_on agreement_accepted_at committed_at committed_sequence ended_at is_condition_met condition_replied_at',
  },
  pledge_approvals: {
    kept: 'record',
    about: { approved_by_id: 'approved_at', principal_id: '' },
    plain: 'id limit_pence approved_at signed_as',
  },
  pledge_changes: {
    kept: 'record',
    about: { changed_by_id: 'changed_at' },
    words: { reason: 'changed_by_id' },
    plain: 'id pledge_id from_pence to_pence changed_at',
  },
  gate_facts: {
    kept: 'record',
    about: { recorded_by_id: 'recorded_at' },
    plain: 'id pledge_id kind happened_on reference link recorded_at',
  },
  signing_years: {
    kept: 'worked-out',
    about: { membership_id: '' },
    plain: 'spend year used_pence limit_pence',
  },
  signing_uses: {
    kept: 'record',
    about: { membership_id: '' },
    plain: 'pledge_id spend year amount_pence',
  },
  in_kind_pledges: {
    kept: 'record',
    about: { made_by_id: 'made_at', withdrawn_by_id: 'withdrawn_at' },
    words: { skill: 'made_by_id', about: 'made_by_id' },
    plain: 'id number challenge_id council_id days day_rate_pence rate_source made_at withdrawn_at',
  },
  sharings: {
    kept: 'record',
    plain: 'id pot_id rule_id pot_pence shared_pence left_pence closed_at worked_out_at',
  },
  sharing_lines: {
    kept: 'record',
    plain:
      'sharing_id challenge_id round_id council_count pledged_pence strength_pence by_strength_pence cap_pence share_pence',
  },
  sharing_estimates: {
    kept: 'worked-out',
    plain: 'id rule_id pot_pence shared_pence left_pence challenge_count worked_out_at',
  },
  sharing_estimate_lines: {
    kept: 'worked-out',
    plain:
      'estimate_id place challenge_id council_count pledged_pence strength_pence by_strength_pence cap_pence share_pence',
  },
  sharing_parts: {
    kept: 'record',
    plain: 'sharing_id place challenge_id pledge_id area_id pledged_pence',
  },
  sharing_posts: { kept: 'record', plain: 'sharing_id challenge_id given_pence posted_at' },
  pot_replays: {
    kept: 'worked-out',
    plain: 'pot_id at journal_count match_count difference_count',
  },
}
