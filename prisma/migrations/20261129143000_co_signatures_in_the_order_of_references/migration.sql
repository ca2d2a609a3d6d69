-- What a council shares is listed in the order of references, a page at a time: so a co-signature carries the number of its
-- challenge, which never changes.
alter table co_signatures add column challenge_number integer not null default 0;
update co_signatures set challenge_number = number from challenges where challenges.id = challenge_id;
create function number_co_signature() returns trigger language plpgsql as $$
begin
  new.challenge_number := (select number from challenges where id = new.challenge_id);
  return new;
end $$;
create trigger co_signatures_number before insert on co_signatures for each row execute function number_co_signature();
create index co_signatures_council_number_idx on co_signatures (council_id, challenge_number) where withdrawn_at is null;
create index challenges_lead_council_number_idx on challenges (lead_council_id, number);

-- Projects since a day, in the order of their references: the days are in the index, too.
create index projects_number_started_at_idx on projects (number, started_at);
