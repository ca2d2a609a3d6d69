create table stored_files (
  id uuid not null,
  sha256 text not null,
  name text not null,
  content_type text not null,
  size_bytes integer not null,
  owner_id uuid not null,
  uploaded_by_id uuid not null,
  uploaded_at timestamptz(3) not null,
  constraint stored_files_pkey primary key (id)
);

create table stored_file_contents (
  id uuid not null,
  bytes bytea not null,
  constraint stored_file_contents_pkey primary key (id)
);

create index stored_files_owner_id_idx on stored_files (owner_id);
create index stored_files_uploaded_by_id_idx on stored_files (uploaded_by_id);

alter table stored_files add constraint stored_files_owner_id_fkey foreign key (owner_id) references organisations (id) on delete restrict on update restrict;
alter table stored_files add constraint stored_files_uploaded_by_id_fkey foreign key (uploaded_by_id) references people (id) on delete restrict on update restrict;
alter table stored_file_contents add constraint stored_file_contents_id_fkey foreign key (id) references stored_files (id) on delete restrict on update restrict;

alter table stored_files add constraint stored_files_size_bounded check (size_bytes between 1 and 10485760);
