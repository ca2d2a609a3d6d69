-- Somebody asked into an organisation. The link carries a secret of which the hash is here; it counts once, and only for
-- whoever reads mail at that address. The address goes once it is accepted: then the row says who came.
create table invitations (
  id uuid not null,
  organisation_id uuid not null,
  email text,
  roles text[] not null,
  is_first boolean not null,
  token_hash text not null,
  invited_by_id uuid not null,
  invited_at timestamptz(3) not null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_by_id uuid,
  accepted_at timestamptz(3),
  withdrawn_by_id uuid,
  withdrawn_at timestamptz(3),
  constraint invitations_pkey primary key (id),
  constraint invitations_email_lower_case check (email = lower(email) and email like '%_@_%'),
  constraint invitations_roles_known check (roles <@ array['officer', 'finance-approver', 'administrator', 'member',
    'fund-manager', 'payment-approver', 'operator']),
  constraint invitations_first_is_administrator check (not is_first or roles = array['administrator']),
  constraint invitations_end_once check (num_nonnulls(accepted_at, withdrawn_at) <= 1),
  constraint invitations_accepted_by_somebody check ((accepted_at is null) = (accepted_by_id is null)),
  constraint invitations_withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by_id is null)),
  constraint invitations_address_until_accepted check ((email is null) = (accepted_at is not null))
);

create unique index invitations_token_hash_key on invitations (token_hash);
-- One mailbox is asked into an organisation once at a time.
create unique index invitations_open_key on invitations (organisation_id, mailbox_of(email))
  where accepted_at is null and withdrawn_at is null;
create index invitations_organisation_id_sent_at_idx on invitations (organisation_id, sent_at);
create index invitations_invited_by_id_idx on invitations (invited_by_id);
create index invitations_accepted_by_id_idx on invitations (accepted_by_id);
create index invitations_withdrawn_by_id_idx on invitations (withdrawn_by_id);

create table invitation_days (
  organisation_id uuid not null,
  day date not null,
  sent integer not null,
  constraint invitation_days_pkey primary key (organisation_id, day),
  constraint invitation_days_sent_positive check (sent > 0)
);

alter table invitations add constraint invitations_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table invitations add constraint invitations_invited_by_id_fkey foreign key (invited_by_id) references people (id) on delete restrict on update restrict;
alter table invitations add constraint invitations_accepted_by_id_fkey foreign key (accepted_by_id) references people (id) on delete restrict on update restrict;
alter table invitations add constraint invitations_withdrawn_by_id_fkey foreign key (withdrawn_by_id) references people (id) on delete restrict on update restrict;
alter table invitation_days add constraint invitation_days_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;

-- Whoever accepts shows that they read mail at the invited address as everybody does who signs in. Who they are is
-- asked before, and counts once they have shown it.
alter table sign_in_requests
  add column invitation_id uuid,
  add column given_name text,
  add column given_job_title text,
  add constraint sign_in_requests_invited_say_who
    check (num_nulls(invitation_id, given_name, given_job_title) in (0, 3));
create index sign_in_requests_invitation_id_idx on sign_in_requests (invitation_id);
alter table sign_in_requests add constraint sign_in_requests_invitation_id_fkey foreign key (invitation_id) references invitations (id) on delete cascade on update restrict;
