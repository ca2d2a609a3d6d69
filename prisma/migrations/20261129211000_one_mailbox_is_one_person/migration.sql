-- Where two people must sign, they are told apart by who they are. Mail to priya+2@ reaches whoever reads
-- priya@, so a second account of that kind would be a second pair of eyes of the same person.
create function mailbox_of(email text) returns text language sql immutable parallel safe
return regexp_replace(email, '\+[^@]*@', '@');

create unique index people_mailbox_key on people (mailbox_of(email));
