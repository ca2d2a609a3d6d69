-- A browser that somebody has signed in with, by the hash of its cookie: a sign-in with any other is mailed to them.
create table known_browsers (
  person_id uuid not null,
  browser_hash text not null,
  first_seen_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  constraint known_browsers_pkey primary key (person_id, browser_hash)
);

create index known_browsers_last_seen_at_idx on known_browsers (last_seen_at);

alter table known_browsers add constraint known_browsers_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
