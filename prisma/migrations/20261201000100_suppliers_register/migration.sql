-- Suppliers register themselves and are verified. What a firm is in law decides which number it has.
alter table suppliers
  add column legal_form text not null default 'company',
  add column charity_number text,
  add constraint suppliers_legal_form check (legal_form in ('company', 'charity', 'sole-trader')),
  add constraint suppliers_number_of_its_form check (
    (company_number is null or legal_form = 'company') and (charity_number is null or legal_form = 'charity'));
create unique index suppliers_charity_number_key on suppliers (charity_number);

-- A name without what firms write in different ways, so that two spellings of one are found.
create function plain_name(name text) returns text language sql immutable parallel safe
return regexp_replace(regexp_replace(lower(name), '\m(limited|ltd|llp|plc|cic|the)\M|&|\mand\M', '', 'g'), '[^a-z0-9]', '', 'g');
create index organisations_plain_name_idx on organisations (plain_name(name)) where kind = 'supplier';
create index people_domain_idx on people (split_part(email, '@', 2));

-- One verification of a firm: what it said of itself, and what an operator decided about exactly that.
create table verifications (
  id uuid not null,
  organisation_id uuid not null,
  cause text not null,
  state text not null,
  legal_name text not null,
  legal_form text not null,
  company_number text,
  charity_number text,
  asked_by_id uuid not null,
  asked_at timestamptz(3) not null,
  more_asked text,
  more_asked_by_id uuid,
  more_asked_at timestamptz(3),
  answer text,
  answered_at timestamptz(3),
  reason text,
  decided_by_id uuid,
  decided_at timestamptz(3),
  constraint verifications_pkey primary key (id),
  constraint verifications_cause check (cause in ('registered', 'changed', 'asked-again')),
  constraint verifications_state check (state in ('waiting', 'asked', 'verified', 'declined')),
  constraint verifications_legal_form check (legal_form in ('company', 'charity', 'sole-trader')),
  constraint verifications_more_asked check (num_nulls(more_asked, more_asked_by_id, more_asked_at) in (0, 3)),
  constraint verifications_asked_waits_for_an_answer check (state <> 'asked' or more_asked is not null),
  constraint verifications_decided check ((state in ('verified', 'declined')) = (decided_at is not null)),
  constraint verifications_decided_by_somebody check ((decided_at is null) = (decided_by_id is null)),
  constraint verifications_declined_with_a_reason check ((state = 'declined') = (reason is not null))
);

-- A firm waits once at a time.
create unique index verifications_open_key on verifications (organisation_id) where decided_at is null;
create index verifications_organisation_id_asked_at_idx on verifications (organisation_id, asked_at);
create index verifications_state_asked_at_idx on verifications (state, asked_at, id);
create index verifications_state_cause_asked_at_idx on verifications (state, cause, asked_at, id);
create index verifications_asked_by_id_idx on verifications (asked_by_id, asked_at);
create index verifications_more_asked_by_id_idx on verifications (more_asked_by_id);
create index verifications_decided_by_id_idx on verifications (decided_by_id);

alter table verifications add constraint verifications_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table verifications add constraint verifications_asked_by_id_fkey foreign key (asked_by_id) references people (id) on delete restrict on update restrict;
alter table verifications add constraint verifications_more_asked_by_id_fkey foreign key (more_asked_by_id) references people (id) on delete restrict on update restrict;
alter table verifications add constraint verifications_decided_by_id_fkey foreign key (decided_by_id) references people (id) on delete restrict on update restrict;

-- What was decided stays as it was decided, whoever writes.
create function refuse_deciding_again() returns trigger language plpgsql as $$
begin
  raise exception 'a verification is decided once' using errcode = 'check_violation', constraint = 'verifications_decided_once';
end $$;
create trigger verifications_decided_once before update on verifications
  for each row when (old.decided_at is not null) execute function refuse_deciding_again();

-- A verified firm that changes who it is in law is not verified any more, by whatever way the change came.
create function lapse_verification() returns trigger language plpgsql as $$
begin
  new.verified_at := null;
  return new;
end $$;
create trigger organisations_lapse_verification before update of name on organisations
  for each row when (new.kind = 'supplier' and old.name is distinct from new.name) execute function lapse_verification();

create function lapse_verification_of_supplier() returns trigger language plpgsql as $$
begin
  update organisations set verified_at = null where id = new.id and verified_at is not null;
  return null;
end $$;
create trigger suppliers_lapse_verification after update of legal_form, company_number, charity_number on suppliers
  for each row when ((old.legal_form, old.company_number, old.charity_number) is distinct from (new.legal_form, new.company_number, new.charity_number))
  execute function lapse_verification_of_supplier();
