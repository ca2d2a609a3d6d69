-- Which session at its keeper of accounts a session here came by, as a hash: a keeper may say that one alone has ended.
alter table sessions add column issuer_session_hash text;
alter table sessions add constraint sessions_name_theirs_of_an_issuer
  check (issuer_session_hash is null or issuer is not null);

create index sessions_issuer_issuer_session_hash_idx on sessions (issuer, issuer_session_hash);
