-- What firms had said without a day moves into rows: said by the firm, with no number and no expiry. By whoever last changed
-- the profile, and then; nobody is known where no record says so.
with said as (
  select distinct on (subject_id) subject_id as supplier_id, person_id, at from audit_entries
  where subject_kind = 'organisation' and action = 'supplier-profile-changed'
  order by subject_id, id desc
), kinds as (
  select id, 'cyber-essentials' as kind, null::bigint as cover_pence from suppliers where has_cyber_essentials
  union all
  select id, 'professional-indemnity', insurance_pence from suppliers where insurance_pence > 0
)
insert into credentials (id, supplier_id, kind, cover_pence, entered_by_id, entered_at)
  select gen_random_uuid(), kinds.id, kinds.kind, kinds.cover_pence, said.person_id, coalesce(said.at, organisations.created_at)
  from kinds join organisations on organisations.id = kinds.id left join said on said.supplier_id = kinds.id;

alter table suppliers drop column has_cyber_essentials, drop column insurance_pence;
