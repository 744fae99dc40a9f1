-- What belongs to this device and not to whoever is signed in on it: language, theme, server.
-- Signing out and starting anew leave it.

create table device (
    name text primary key not null,
    value text not null
) strict;
