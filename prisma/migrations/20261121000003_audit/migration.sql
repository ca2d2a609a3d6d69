create table audit_entries (
  id bigserial not null,
  subject_kind text not null,
  subject_id uuid not null,
  action text not null,
  summary text not null,
  detail jsonb not null,
  person_id uuid,
  organisation_id uuid,
  request_id text,
  at timestamptz(3) not null,
  previous_hash bytea,
  hash bytea not null,
  constraint audit_entries_pkey primary key (id)
);

create index audit_entries_subject_kind_subject_id_id_idx on audit_entries (subject_kind, subject_id, id);
create index audit_entries_person_id_idx on audit_entries (person_id);
create index audit_entries_organisation_id_idx on audit_entries (organisation_id);

alter table audit_entries add constraint audit_entries_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table audit_entries add constraint audit_entries_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;

-- Refuses any change to a table that may only grow; also for the owner of the table.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Each record carries the hash of the one before it about the same thing, so a removed or altered record shows.
create function chain_audit_entry() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.subject_kind || new.subject_id::text, 1));
  select hash into new.previous_hash from audit_entries
    where subject_kind = new.subject_kind and subject_id = new.subject_id order by id desc limit 1;
  -- Taken again under the lock: ids of one subject then rise in the order of the chain.
  new.id := nextval('audit_entries_id_seq');
  new.hash := audit_entry_hash(new);
  return new;
end $$;

create function audit_entry_hash(entry audit_entries) returns bytea language sql immutable as $$
  select sha256(coalesce(entry.previous_hash, ''::bytea) || convert_to(concat_ws(e'\x1f',
    entry.id, entry.subject_kind, entry.subject_id, entry.action, entry.summary, entry.detail,
    entry.person_id, entry.organisation_id, extract(epoch from entry.at)), 'UTF8'))
$$;

create trigger audit_entries_chain before insert on audit_entries for each row execute function chain_audit_entry();
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function refuse_change();
