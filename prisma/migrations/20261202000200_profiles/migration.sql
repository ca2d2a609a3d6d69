-- What a firm says of itself once, and until when each part of it holds (decision 059).
create table supplier_profiles (
  id uuid not null,
  service_function_ids int[] not null default '{}',
  confirmed_by_id uuid,
  confirmed_at timestamptz(3),
  constraint supplier_profiles_pkey primary key (id),
  constraint supplier_profiles_services check (cardinality(service_function_ids) <= 12),
  constraint supplier_profiles_confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by_id is null))
);
create index supplier_profiles_service_function_ids_idx on supplier_profiles using gin (service_function_ids);
create index supplier_profiles_confirmed_by_id_idx on supplier_profiles (confirmed_by_id);
alter table supplier_profiles add constraint supplier_profiles_id_fkey foreign key (id) references suppliers (id) on delete restrict on update restrict;
alter table supplier_profiles add constraint supplier_profiles_confirmed_by_id_fkey foreign key (confirmed_by_id) references people (id) on delete restrict on update restrict;

-- Agreements of public buyers that firms are on. Facts with their source; loaded with the register.
create table frameworks (
  slug text not null,
  name text not null,
  reference text not null,
  owner text not null,
  from_on date,
  to_on date,
  source text not null,
  source_url text not null,
  constraint frameworks_pkey primary key (slug),
  constraint frameworks_end_after_they_begin check (to_on >= from_on)
);
create unique index frameworks_reference_key on frameworks (reference);

-- A firm's own word that it is on one. One that is not in the list is named by the firm.
create table framework_places (
  id uuid not null,
  supplier_id uuid not null,
  framework_slug text,
  name text,
  reference text,
  lot text not null default '',
  expires_on date,
  entered_by_id uuid not null,
  entered_at timestamptz(3) not null,
  ended_by_id uuid,
  ended_at timestamptz(3),
  constraint framework_places_pkey primary key (id),
  constraint framework_places_of_the_list_or_named check (
    case when framework_slug is null then num_nulls(name, reference) = 0 else num_nonnulls(name, reference) = 0 end),
  constraint framework_places_ended_by_somebody check ((ended_at is null) = (ended_by_id is null))
);
create unique index framework_places_current_key on framework_places (supplier_id, coalesce(framework_slug, lower(reference)), lower(lot)) where ended_at is null;
create index framework_places_supplier_id_idx on framework_places (supplier_id);
create index framework_places_framework_slug_idx on framework_places (framework_slug, supplier_id) where ended_at is null;
create index framework_places_entered_by_id_idx on framework_places (entered_by_id);
create index framework_places_ended_by_id_idx on framework_places (ended_by_id);
alter table framework_places add constraint framework_places_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table framework_places add constraint framework_places_framework_slug_fkey foreign key (framework_slug) references frameworks (slug) on delete restrict on update restrict;
alter table framework_places add constraint framework_places_entered_by_id_fkey foreign key (entered_by_id) references people (id) on delete restrict on update restrict;
alter table framework_places add constraint framework_places_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;

-- A certificate or an insurance: who said so, what stands behind it, and until when. A renewal is a row of its own.
create table credentials (
  id uuid not null,
  supplier_id uuid not null,
  kind text not null,
  name text,
  number text,
  issuer text,
  cover_pence bigint,
  valid_from date,
  expires_on date,
  file_id uuid,
  entered_by_id uuid,
  entered_at timestamptz(3) not null,
  ended_as text,
  ended_by_id uuid,
  ended_at timestamptz(3),
  seen_by_id uuid,
  seen_at timestamptz(3),
  sent_back_reason text,
  sent_back_by_id uuid,
  sent_back_at timestamptz(3),
  warned_at timestamptz(3),
  told_expired_at timestamptz(3),
  constraint credentials_pkey primary key (id),
  constraint credentials_kind check (kind in ('cyber-essentials', 'cyber-essentials-plus', 'iso-27001', 'iso-9001', 'iso-14001', 'dspt',
    'other-certificate', 'professional-indemnity', 'public-liability', 'employers-liability', 'cyber-insurance')),
  constraint credentials_other_is_named check ((kind = 'other-certificate') = (name is not null)),
  constraint credentials_cover_of_insurance check (
    (kind in ('professional-indemnity', 'public-liability', 'employers-liability', 'cyber-insurance')) = (cover_pence is not null)),
  constraint credentials_cover_positive check (cover_pence > 0),
  constraint credentials_end_after_they_begin check (expires_on >= valid_from),
  -- Only what was said before this was asked has neither number nor days.
  constraint credentials_whole check (num_nulls(number, issuer, valid_from, expires_on) in (0, 4)),
  constraint credentials_ended check (num_nulls(ended_as, ended_by_id, ended_at) in (0, 3)),
  constraint credentials_ended_as check (ended_as in ('renewed', 'corrected', 'withdrawn')),
  constraint credentials_seen check (num_nulls(seen_by_id, seen_at) in (0, 2)),
  constraint credentials_sent_back check (num_nulls(sent_back_reason, sent_back_by_id, sent_back_at) in (0, 3)),
  constraint credentials_seen_or_sent_back check (seen_at is null or sent_back_at is null),
  constraint credentials_only_a_document_is_seen check (file_id is not null or (seen_at is null and sent_back_at is null))
);
-- One current row of a kind; others of a kind of their own are told apart by name.
create unique index credentials_current_key on credentials (supplier_id, kind, coalesce(lower(name), '')) where ended_at is null;
create index credentials_supplier_id_idx on credentials (supplier_id, entered_at);
create index credentials_held_idx on credentials (kind, supplier_id) where ended_as is null or ended_as = 'renewed';
create index credentials_to_warn_idx on credentials (expires_on, id) where ended_at is null and warned_at is null;
create index credentials_to_tell_expired_idx on credentials (expires_on, id) where ended_at is null and told_expired_at is null;
create index credentials_waiting_idx on credentials (entered_at, id) where file_id is not null and ended_at is null and seen_at is null and sent_back_at is null;
create index credentials_seen_idx on credentials (entered_at, id) where seen_at is not null;
create index credentials_sent_back_idx on credentials (entered_at, id) where sent_back_at is not null;
create unique index credentials_file_id_key on credentials (file_id);
create index credentials_entered_by_id_idx on credentials (entered_by_id);
create index credentials_ended_by_id_idx on credentials (ended_by_id);
create index credentials_seen_by_id_idx on credentials (seen_by_id);
create index credentials_sent_back_by_id_idx on credentials (sent_back_by_id);
alter table credentials add constraint credentials_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table credentials add constraint credentials_file_id_fkey foreign key (file_id) references stored_files (id) on delete restrict on update restrict;
alter table credentials add constraint credentials_entered_by_id_fkey foreign key (entered_by_id) references people (id) on delete restrict on update restrict;
alter table credentials add constraint credentials_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;
alter table credentials add constraint credentials_seen_by_id_fkey foreign key (seen_by_id) references people (id) on delete restrict on update restrict;
alter table credentials add constraint credentials_sent_back_by_id_fkey foreign key (sent_back_by_id) references people (id) on delete restrict on update restrict;

-- What was said stays as it was said, and what an operator looked at is what they looked at. A mistake is a new row.
create function keep_credential() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or (new.supplier_id, new.kind, new.name, new.number, new.issuer, new.cover_pence, new.valid_from, new.expires_on, new.file_id, new.entered_by_id, new.entered_at)
      is distinct from
      (old.supplier_id, old.kind, old.name, old.number, old.issuer, old.cover_pence, old.valid_from, old.expires_on, old.file_id, old.entered_by_id, old.entered_at)
    or (old.ended_at is not null and (new.ended_as, new.ended_by_id, new.ended_at) is distinct from (old.ended_as, old.ended_by_id, old.ended_at))
    or (coalesce(old.seen_at, old.sent_back_at) is not null
      and (new.seen_by_id, new.seen_at, new.sent_back_reason, new.sent_back_by_id, new.sent_back_at)
        is distinct from (old.seen_by_id, old.seen_at, old.sent_back_reason, old.sent_back_by_id, old.sent_back_at))
  then
    raise exception 'a credential is said once, ends once and is looked at once' using errcode = 'check_violation', constraint = 'credentials_said_once';
  end if;
  return new;
end $$;
create trigger credentials_said_once before update or delete on credentials for each row execute function keep_credential();
create trigger credentials_no_truncate before truncate on credentials for each statement execute function refuse_change();

-- Nobody of a firm says that its own document was seen, by whichever of their accounts.
create function want_eyes_from_outside() returns trigger language plpgsql as $$
begin
  if same_human(new.entered_by_id, new.seen_by_id) or exists (
    select from memberships where organisation_id = new.supplier_id and ended_at is null and same_human(person_id, new.seen_by_id))
  then perform refuse_one_human(); end if;
  return new;
end $$;
create trigger credentials_eyes_from_outside before update of seen_by_id on credentials
  for each row when (new.seen_by_id is not null) execute function want_eyes_from_outside();
