-- What a problem is called and says first, by itself: the whole search text of a challenge lies apart from its row, and is slow to
-- fetch for each of a thousand.
alter table challenges add column heading tsvector generated always as (
  setweight(to_tsvector('english', title || ' ' || coalesce(short_title, '')), 'A')
  || setweight(to_tsvector('english', coalesce(summary, '')), 'B')) stored;
create index challenges_heading_idx on challenges using gin (heading);
drop index challenges_heading_words_idx;

-- The words of titles, each once. A word somebody misspelt is put right with the one spelt most like it: there are far fewer words
-- than titles. Words of a title that was changed stay, and do no harm.
create table heading_words (
  word text not null,
  constraint heading_words_pkey primary key (word)
);
create index heading_words_spelling_idx on heading_words using gin (word gin_trgm_ops);
create function words_of_title(title text, short_title text) returns setof text language sql immutable as $$
  select distinct word from regexp_split_to_table(lower(title || ' ' || coalesce(short_title, '')), '[^[:alnum:]]+') as word
    where length(word) >= 4 order by word
$$;
-- In one order, so that no two publishers wait for each other's words.
create function note_heading_words() returns trigger language plpgsql as $$
begin
  insert into heading_words (word) select words_of_title(new.title, new.short_title) on conflict do nothing;
  return null;
end $$;
create trigger challenges_note_words after insert or update of title, short_title, stage on challenges
  for each row when (new.stage <> 'draft') execute function note_heading_words();
insert into heading_words (word) select distinct words_of_title(title, short_title) from challenges where stage <> 'draft';

-- Titles spelt like a whole text took a tenth of a second to find among 20,000.
drop function spelt_like(text);
drop index challenges_title_words_idx;
drop index challenges_title_similar_idx;
