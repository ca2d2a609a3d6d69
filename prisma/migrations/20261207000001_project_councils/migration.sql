-- The councils that pay for a project, so that a council finds its newest projects without its pledges. Whose money is called
-- is settled when pledging closes, before there is a project.
create table project_councils (
  council_id uuid not null,
  project_id uuid not null,
  constraint project_councils_pkey primary key (council_id, project_id)
);
create index project_councils_project_id_idx on project_councils (project_id);
alter table project_councils add constraint project_councils_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table project_councils add constraint project_councils_project_id_fkey foreign key (project_id) references projects (id) on delete restrict on update restrict;
insert into project_councils (council_id, project_id)
  select distinct council_id, projects.id from projects join pledges using (challenge_id) where state = 'called';

create function note_project_councils() returns trigger language plpgsql as $$
begin
  insert into project_councils (council_id, project_id)
    select distinct council_id, new.id from pledges where challenge_id = new.challenge_id and state = 'called';
  return null;
end $$;
create trigger projects_note_councils after insert on projects for each row execute function note_project_councils();
create trigger project_councils_append_only before update or delete on project_councils for each row execute function refuse_change();
create trigger project_councils_no_truncate before truncate on project_councils for each statement execute function refuse_change();

-- The newest that one organisation leads or builds, in the order of their ids, which is that of their beginning.
create index projects_lead_council_newest_idx on projects (lead_council_id, id);
create index projects_supplier_newest_idx on projects (supplier_id, id);
drop index projects_lead_council_id_idx;
drop index projects_supplier_id_idx;
