-- The nightly job that empties old mails finds them without reading those it has emptied; a person's own are found by address.
create index outbox_emails_to_empty_idx on outbox_emails (coalesce(sent_at, gave_up_at)) where html <> '' and coalesce(sent_at, gave_up_at) is not null;
create index outbox_emails_to_email_idx on outbox_emails (to_email) where to_email <> '';
