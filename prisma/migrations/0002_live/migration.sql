-- Presence and live count. The log stays the truth: nothing here is counted, except that heartbeats, which are no events, tell which
-- connections have fallen silent (docs/decisions/0210).

-- Keys with which a tenant's own app signs its participants' tokens. HS256: the secret, sealed under a key derived from ATTUNE_SECRET;
-- EdDSA: the public key only.
create table live_keys (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  algorithm text not null check (algorithm in ('HS256', 'EdDSA')),
  sealed_secret bytea,
  public_key text,
  created_by uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint live_keys_material check (
    (algorithm = 'HS256' and sealed_secret is not null and public_key is null)
    or (algorithm = 'EdDSA' and public_key is not null and sealed_secret is null))
);
select attune_protect('live_keys');
grant select, insert on live_keys to attune_app;
grant update (last_used_at, revoked_at) on live_keys to attune_app;

-- How a tenant's live pages may be used. Read before anybody is known: the browser is told in the page's own headers who may embed it.
create table live_settings (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  anonymous boolean not null default true,       -- whether people may take part without a token
  allowed_origins text[] not null default '{}' check (cardinality(allowed_origins) <= 50)
);
select attune_protect('live_settings');
create policy directory_read on live_settings for select using (true);
grant select, insert, update on live_settings to attune_app;

-- Which tenant a session's public address belongs to. A read model of the log, written beside master_sessions.
create table live_rooms (
  tenant_id uuid not null,
  session_id text not null,
  primary key (tenant_id, session_id)
);
create index live_rooms_session on live_rooms (session_id);
select attune_protect('live_rooms');
create policy directory_read on live_rooms for select using (true);
grant select, insert, delete on live_rooms to attune_app;
-- The sessions of an installation that is being updated, of all tenants: only the owner of both tables may, and only without force.
alter table master_sessions no force row level security;
alter table live_rooms no force row level security;
insert into live_rooms (tenant_id, session_id) select tenant_id, session_id from master_sessions;
alter table master_sessions force row level security;
alter table live_rooms force row level security;

-- Connections that send heartbeats, while they are believed to be alive. Gone with a "left", with silence, or when the tenant is erased.
create table live_heartbeats (
  tenant_id uuid not null,
  session_id text not null,
  actor uuid not null,
  device_id text not null,
  connection_id text not null,
  seen_at timestamptz not null,
  previous_at timestamptz,                        -- the heartbeat before it: a gap beyond the limit is a return
  primary key (tenant_id, session_id, actor, device_id, connection_id)
) with (fillfactor = 50);
create index live_heartbeats_seen on live_heartbeats (tenant_id, seen_at);
select attune_protect('live_heartbeats');
grant select, insert, update, delete on live_heartbeats to attune_app;

-- Tenants with heartbeats, so that the sweep visits those alone.
create table live_pulses (
  tenant_id uuid primary key,
  seen_at timestamptz not null
) with (fillfactor = 50);
select attune_protect('live_pulses');
create policy platform_read on live_pulses for select to attune_platform using (true);
grant select, insert, update, delete on live_pulses to attune_app;
grant select on live_pulses to attune_platform;

-- Sessions that may have to be closed because nobody ended them.
create index master_sessions_open on master_sessions (tenant_id, held_at) where ended_at is null;
