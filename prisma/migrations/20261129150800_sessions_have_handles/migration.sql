-- What a page may call one of a person's sessions by, to end it: nothing that signs anybody in, nor comes from what does.
alter table sessions add column handle uuid not null default gen_random_uuid();
create unique index sessions_handle_key on sessions (handle);
