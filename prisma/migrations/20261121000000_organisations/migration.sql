create table organisations (
  id uuid not null,
  kind text not null,
  slug text not null,
  name text not null,
  official_name text,
  website_domain text,
  about text,
  verified_at timestamptz(3),
  created_at timestamptz(3) not null,
  constraint organisations_pkey primary key (id)
);

create table councils (
  id uuid not null,
  gss text not null,
  type text not null,
  nation text not null,
  region text not null,
  is_upper_tier boolean not null,
  parent_county_gss text,
  organisation_identifier text,
  former_gss text[] not null default '{}',
  population integer,
  area_hectares integer,
  latitude_microdegrees integer,
  longitude_microdegrees integer,
  tile_column integer,
  tile_row integer,
  constraint councils_pkey primary key (id)
);

create table combined_authorities (
  id uuid not null,
  kind text not null,
  is_mayoral boolean not null,
  established_year integer,
  constraint combined_authorities_pkey primary key (id)
);

create table combined_authority_members (
  combined_authority_id uuid not null,
  council_id uuid not null,
  role text not null,
  constraint combined_authority_members_pkey primary key (combined_authority_id, council_id)
);

create table mayor_terms (
  id uuid not null,
  combined_authority_id uuid not null,
  name text not null,
  from_on date not null,
  to_on date,
  source text not null,
  constraint mayor_terms_pkey primary key (id)
);

create table suppliers (
  id uuid not null,
  company_number text,
  town text,
  region text,
  staff_count integer,
  has_cyber_essentials boolean not null,
  is_sme_declared_at timestamptz(3),
  insurance_pence bigint,
  constraint suppliers_pkey primary key (id)
);

create table funders (
  id uuid not null,
  constraint funders_pkey primary key (id)
);

create table people (
  id uuid not null,
  slug text not null,
  email text not null,
  name text not null,
  created_at timestamptz(3) not null,
  constraint people_pkey primary key (id)
);

create table memberships (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  job_title text not null,
  joined_at timestamptz(3) not null,
  ended_at timestamptz(3),
  constraint memberships_pkey primary key (id)
);

create table membership_roles (
  membership_id uuid not null,
  role text not null,
  granted_at timestamptz(3) not null,
  granted_by_id uuid,
  constraint membership_roles_pkey primary key (membership_id, role)
);

create table delegated_limits (
  id uuid not null,
  membership_id uuid not null,
  limit_pence bigint not null,
  from_on date not null,
  to_on date,
  source text not null,
  constraint delegated_limits_pkey primary key (id)
);

create table policy_numbers (
  key text not null,
  from_on date not null,
  to_on date,
  value bigint not null,
  unit text not null,
  source text not null,
  constraint policy_numbers_pkey primary key (key, from_on)
);

create table bank_holidays (
  division text not null,
  day date not null,
  title text not null,
  notes text not null,
  constraint bank_holidays_pkey primary key (division, day)
);

create unique index organisations_slug_key on organisations (slug);
create unique index councils_gss_key on councils (gss);
create index combined_authority_members_council_id_idx on combined_authority_members (council_id);
create unique index mayor_terms_combined_authority_id_from_on_key on mayor_terms (combined_authority_id, from_on);
create unique index suppliers_company_number_key on suppliers (company_number);
create unique index people_slug_key on people (slug);
create unique index people_email_key on people (email);
create unique index memberships_person_id_organisation_id_key on memberships (person_id, organisation_id);
create index memberships_organisation_id_idx on memberships (organisation_id);
create index membership_roles_granted_by_id_idx on membership_roles (granted_by_id);
create index delegated_limits_membership_id_idx on delegated_limits (membership_id);

alter table councils add constraint councils_id_fkey foreign key (id) references organisations (id) on delete restrict on update restrict;
alter table combined_authorities add constraint combined_authorities_id_fkey foreign key (id) references councils (id) on delete restrict on update restrict;
alter table combined_authority_members add constraint combined_authority_members_combined_authority_id_fkey foreign key (combined_authority_id) references combined_authorities (id) on delete restrict on update restrict;
alter table combined_authority_members add constraint combined_authority_members_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table mayor_terms add constraint mayor_terms_combined_authority_id_fkey foreign key (combined_authority_id) references combined_authorities (id) on delete restrict on update restrict;
alter table suppliers add constraint suppliers_id_fkey foreign key (id) references organisations (id) on delete restrict on update restrict;
alter table funders add constraint funders_id_fkey foreign key (id) references organisations (id) on delete restrict on update restrict;
alter table memberships add constraint memberships_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table memberships add constraint memberships_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table membership_roles add constraint membership_roles_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;
alter table membership_roles add constraint membership_roles_granted_by_id_fkey foreign key (granted_by_id) references people (id) on delete restrict on update restrict;
alter table delegated_limits add constraint delegated_limits_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;

create extension if not exists btree_gist;

alter table organisations add constraint organisations_kind_known
  check (kind in ('council', 'supplier', 'funder', 'platform'));
alter table councils add constraint councils_type_known
  check (type in ('county', 'unitary', 'metropolitan-district', 'london-borough', 'non-metropolitan-district',
    'city-of-london', 'scottish-unitary', 'welsh-unitary', 'ni-district', 'combined-authority'));
create unique index councils_tile_key on councils (tile_column, tile_row);
alter table combined_authority_members add constraint combined_authority_members_role_known
  check (role in ('constituent', 'within-area'));

-- An area has one mayor at a time: a match that asks for a mayor in post must have one answer on any day.
alter table mayor_terms add constraint mayor_terms_end_after_start check (to_on is null or to_on > from_on);
alter table mayor_terms add constraint mayor_terms_no_overlap
  exclude using gist (combined_authority_id with =, daterange(from_on, to_on) with &&);

alter table people add constraint people_email_lower_case check (email = lower(email) and email like '%_@_%');
alter table membership_roles add constraint membership_roles_known
  check (role in ('officer', 'finance-approver', 'administrator', 'member', 'fund-manager', 'payment-approver', 'operator'));
alter table delegated_limits add constraint delegated_limits_not_negative check (limit_pence >= 0);
alter table delegated_limits add constraint delegated_limits_no_overlap
  exclude using gist (membership_id with =, daterange(from_on, to_on) with &&);
alter table policy_numbers add constraint policy_numbers_no_overlap
  exclude using gist (key with =, daterange(from_on, to_on) with &&);
alter table bank_holidays add constraint bank_holidays_division_known
  check (division in ('england-and-wales', 'scotland', 'northern-ireland'));
