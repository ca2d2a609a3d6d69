-- Whom an answer to a mail goes to, where that is a person and not this site. It goes with the rest of the mail.
alter table outbox_emails add column reply_to text;
-- Whoever is erased takes along what went out in their name.
create index outbox_emails_reply_to_idx on outbox_emails (reply_to) where reply_to is not null;
