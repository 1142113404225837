-- Attune's first schema. Runs as attune_owner; attune_app and attune_platform exist before it (lib/db/roles.ts).
-- Three kinds of tables:
--   directory      who exists, needed before a tenant is known (no tenant_id, or listed in lib/db/catalogue.ts with a reason);
--   decisions      what people decided (roles, approvals, shares, keys), written by actions together with an audit entry;
--   log and models the event log in schema analytics, and read models that `attune rebuild` can make again from it.

create schema if not exists analytics;
grant usage on schema public, analytics to attune_app, attune_platform;

-- The one way to make a table a tenant table: RLS on and forced, one policy, no subquery (Citus would refuse one).
create function attune_protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant_isolation on %s using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid) '
    'with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', target);
end $$;
revoke all on function attune_protect(regclass) from public;

-- ── Directory ────────────────────────────────────────────────────────────────────────────────────────────────────

create table tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null check (length(name) between 1 and 120),
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  k integer not null default 5 check (k between 2 and 100),
  low_count_threshold integer not null default 10 check (low_count_threshold between 0 and 1000),
  round_up_counts boolean not null default false,
  au_label text not null default 'Attunement',
  au_unit text not null default 'AU',
  retention_months integer not null default 24 check (retention_months between 1 and 120),
  brand_color text not null default '#2F5D50' check (brand_color ~ '^#[0-9A-Fa-f]{6}$'),
  created_at timestamptz not null default now()
);
alter table tenants enable row level security;
alter table tenants force row level security;
create policy directory_read on tenants for select using (true);
create policy own_row_update on tenants for update
  using (id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  with check (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
create policy owner_insert on tenants for insert with check (true);
grant select, insert on tenants to attune_app;
grant update (name, locale, time_zone, currency, k, low_count_threshold, round_up_counts, au_label, au_unit, retention_months, brand_color) on tenants to attune_app;
grant select on tenants to attune_platform;

create table users (
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null default '',
  password_hash text,
  password_changed_at timestamptz,
  oidc_subject text unique,
  platform_admin boolean not null default false,
  locale text,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  constraint users_email_key unique (email)
);
grant select, insert, update on users to attune_app;

create table user_sessions (
  token_hash bytea primary key,
  id uuid not null unique,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  client text not null default ''            -- "Firefox on Linux"; never an address
);
create index user_sessions_user on user_sessions (user_id, created_at);
grant select, insert, update, delete on user_sessions to attune_app;

-- Which tenants a user belongs to, ids only: read before a tenant is known (tenant switcher). The role lives in memberships.
create table user_tenants (
  user_id uuid not null references users (id) on delete cascade,
  tenant_id uuid not null references tenants (id) on delete cascade,
  primary key (user_id, tenant_id)
);
grant select, insert, delete on user_tenants to attune_app;

-- Failures per account and per address (both as keyed hashes), for throttling that holds across processes.
create table sign_in_throttles (
  key_hash bytea primary key,
  failures integer not null default 0,
  window_started_at timestamptz not null default now(),
  blocked_until timestamptz
);
grant select, insert, update, delete on sign_in_throttles to attune_app;

create table worker_heartbeats (
  worker_id text primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
grant select, insert, update, delete on worker_heartbeats to attune_app;

-- ── Decisions ────────────────────────────────────────────────────────────────────────────────────────────────────

create table memberships (
  tenant_id uuid not null references tenants (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('admin', 'coach', 'operations', 'finance')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id)
);
select attune_protect('memberships');
grant select, insert, update, delete on memberships to attune_app;

create table invitations (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'coach', 'operations', 'finance')),
  token_hash bytea not null,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint invitations_token_key unique (tenant_id, token_hash)
);
select attune_protect('invitations');
grant select, insert, update on invitations to attune_app;

create table api_keys (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  scopes text[] not null check (scopes <@ array['ingest', 'read'] and cardinality(scopes) > 0),
  prefix text not null,
  secret_hash bytea not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint api_keys_secret_key unique (tenant_id, secret_hash)
);
select attune_protect('api_keys');
grant select, insert, update on api_keys to attune_app;

-- Append-only and hash-chained; audit_heads holds the chain's end, sealed, so that cutting off the tail shows.
create table audit_log (
  tenant_id uuid not null references tenants (id) on delete cascade,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'key', 'system', 'visitor')),
  actor_id text,
  actor_label text not null,
  action text not null,
  target_type text not null,
  target_id text not null,
  detail jsonb not null default '{}',
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
create index audit_log_at on audit_log (tenant_id, at desc, seq desc);
create index audit_log_action on audit_log (tenant_id, action, seq desc);
select attune_protect('audit_log');
grant select, insert on audit_log to attune_app;

create table audit_heads (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  last_seq bigint not null,
  last_hash bytea not null,
  seal bytea not null default ''              -- HMAC of the end under Attune's secret: whoever has only the database cannot make one
);
select attune_protect('audit_heads');
grant select, insert, update on audit_heads to attune_app;

-- ── The event log ────────────────────────────────────────────────────────────────────────────────────────────────

-- seq is dense per tenant and in commit order, because log_heads' row is locked by the flush that takes the numbers.
create table analytics.log_heads (
  tenant_id uuid primary key,
  last_seq bigint not null
) with (fillfactor = 50);
select attune_protect('analytics.log_heads');
create policy platform_read on analytics.log_heads for select to attune_platform using (true);
grant select, insert, update on analytics.log_heads to attune_app;
grant select on analytics.log_heads to attune_platform;

create table analytics.events (
  tenant_id uuid not null,
  day date not null,                          -- UTC day of occurred_at; partition key
  seq bigint not null,
  event_id uuid not null,                     -- the client's id if it is a UUID, else 128 bits of its SHA-256
  occurred_at timestamptz not null,           -- corrected for the client's clock
  received_at timestamptz not null,
  name text not null,
  actor uuid,                                 -- HMAC of the user id or anonymous id under the tenant's subkey
  session_key text,                           -- practice session (or quiz session) the event belongs to
  country text,
  language text,
  device text,
  browser text,
  os text,
  path text,
  campaign jsonb,
  properties jsonb not null default '{}',     -- never a name, an e-mail, a phone number, an address or free text
  primary key (tenant_id, day, seq)
) partition by range (day);
create index events_session on analytics.events (tenant_id, session_key, day) where session_key is not null;
select attune_protect('analytics.events');
grant select, insert on analytics.events to attune_app;

-- The app role may not create tables; it may ask for a day's partition. Nothing is granted on partitions.
create function analytics.ensure_event_partition(wanted date) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  partition_name text := 'events_' || to_char(wanted, 'YYYYMMDD');
begin
  if wanted > (now() at time zone 'utc')::date + 3 or wanted < (now() at time zone 'utc')::date - interval '121 months' then
    raise exception 'day % is outside of what the log may hold', wanted using errcode = '22023';
  end if;
  if to_regclass('analytics.' || partition_name) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('analytics.ensure_event_partition'));
  if to_regclass('analytics.' || partition_name) is not null then
    return false;
  end if;
  execute format('create table analytics.%I partition of analytics.events for values from (%L) to (%L)', partition_name, wanted, wanted + 1);
  execute format('alter table analytics.%I enable row level security', partition_name);
  execute format('alter table analytics.%I force row level security', partition_name);
  return true;
end $$;
revoke all on function analytics.ensure_event_partition(date) from public;
grant execute on function analytics.ensure_event_partition(date) to attune_app;

-- Retention: drops partitions older than the longest retention of any tenant (rows of tenants with a shorter one are deleted by the job).
create function analytics.drop_event_partitions_before(limit_day date) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  part record;
  dropped integer := 0;
begin
  if limit_day > (now() at time zone 'utc')::date - 28 then
    raise exception 'retention is at least four weeks' using errcode = '22023';
  end if;
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'analytics.events'::regclass and c.relname < 'events_' || to_char(limit_day, 'YYYYMMDD')
  loop
    execute format('drop table analytics.%I', part.relname);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
revoke all on function analytics.drop_event_partitions_before(date) from public;
grant execute on function analytics.drop_event_partitions_before(date) to attune_app;

-- The app role may not delete events. It may ask for the current tenant's own retention to be applied, and for nothing else.
create function analytics.delete_expired_events() returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  limit_day date;
  deleted bigint;
begin
  select ((now() at time zone 'utc') - make_interval(months => retention_months))::date into limit_day
    from public.tenants where id = tenant;
  delete from analytics.events where tenant_id = tenant and day < limit_day;
  get diagnostics deleted = row_count;
  return deleted;
end $$;
revoke all on function analytics.delete_expired_events() from public;
grant execute on function analytics.delete_expired_events() to attune_app;

-- event ids are unique per tenant for the whole retention, across partitions
create table analytics.event_keys (
  tenant_id uuid not null,
  event_id uuid not null,
  day date not null,
  primary key (tenant_id, event_id)
);
select attune_protect('analytics.event_keys');
grant select, insert, delete on analytics.event_keys to attune_app;

-- One row per flush: tells the projector which numbers lie in which day partitions, and when they were received.
create table analytics.flushes (
  tenant_id uuid not null,
  last_seq bigint not null,
  first_seq bigint not null,
  min_day date not null,
  max_day date not null,
  received_at timestamptz not null,
  primary key (tenant_id, last_seq)
);
select attune_protect('analytics.flushes');
grant select, insert, delete on analytics.flushes to attune_app;

-- What known events did wrong, one row per key, name, field and reason; values are never kept.
create table analytics.rejections (
  tenant_id uuid not null,
  fingerprint uuid not null,
  key_id uuid,
  name text not null,
  field text not null,
  reason text not null,
  occurrences bigint not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  last_message_id text not null default '',
  primary key (tenant_id, fingerprint)
);
select attune_protect('analytics.rejections');
grant select, insert, update, delete on analytics.rejections to attune_app;

-- Free text that came with an event, apart from the log so that a person can be erased. Field as in the catalogue.
create table analytics.private_texts (
  tenant_id uuid not null,
  event_id uuid not null,
  field text not null,
  actor uuid,
  value text not null,
  primary key (tenant_id, event_id, field)
);
create index private_texts_actor on analytics.private_texts (tenant_id, actor);
select attune_protect('analytics.private_texts');
grant select, insert, delete on analytics.private_texts to attune_app;

-- Consent to one text, bound to its hash: an edited text has none.
create table consents (
  tenant_id uuid not null,
  event_id uuid not null,
  text_hash bytea not null,
  level text not null check (level in ('anonymised', 'quoted')),
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, event_id),
  constraint consents_text_key unique (tenant_id, event_id, text_hash)
);
select attune_protect('consents');
grant select, insert, update, delete on consents to attune_app;

-- The only place for identifying traits. One row per person.
create table people (
  tenant_id uuid not null,
  actor uuid not null,
  user_id text,
  name text,
  email text,
  phone text,
  traits jsonb not null default '{}',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (tenant_id, actor)
);
select attune_protect('people');
grant select, insert, update, delete on people to attune_app;

-- ── Projector ────────────────────────────────────────────────────────────────────────────────────────────────────

create table analytics.projector_cursors (
  tenant_id uuid primary key,
  seq bigint not null,
  projected_at timestamptz not null default now()
) with (fillfactor = 50);
select attune_protect('analytics.projector_cursors');
create policy platform_read on analytics.projector_cursors for select to attune_platform using (true);
grant select, insert, update on analytics.projector_cursors to attune_app;
grant select on analytics.projector_cursors to attune_platform;

-- Freshness of every batch: how long its events took from receipt to being visible.
create table analytics.projector_batches (
  tenant_id uuid not null,
  last_seq bigint not null,
  first_seq bigint not null,
  events integer not null,
  received_from timestamptz not null,
  received_to timestamptz not null,
  occurred_from timestamptz not null,
  occurred_to timestamptz not null,
  visible_at timestamptz not null,
  primary key (tenant_id, last_seq)
);
select attune_protect('analytics.projector_batches');
grant select, insert, delete on analytics.projector_batches to attune_app;

-- Events that one projection could not take in: it goes on without them, and a rebuild after the repair brings them back.
create table analytics.projector_failures (
  tenant_id uuid not null,
  seq bigint not null,
  projection text not null,
  event_id uuid not null,
  reason text not null,                       -- an error's name or SQLSTATE, never its message: that could quote the event
  failed_at timestamptz not null,
  primary key (tenant_id, seq, projection)
);
select attune_protect('analytics.projector_failures');
grant select, insert, update, delete on analytics.projector_failures to attune_app;

-- anonymous person -> known person, from identify and alias; earliest link wins, so that order does not matter
create table actor_links (
  tenant_id uuid not null,
  from_actor uuid not null,
  to_actor uuid not null,
  linked_at timestamptz not null,
  event_id uuid not null,
  primary key (tenant_id, from_actor)
);
create index actor_links_to on actor_links (tenant_id, to_actor);
select attune_protect('actor_links');
grant select, insert, update, delete on actor_links to attune_app;

-- events per tenant day and name (tenant's zone)
create table event_days (
  tenant_id uuid not null,
  day date not null,
  name text not null,
  events bigint not null,
  primary key (tenant_id, day, name)
);
select attune_protect('event_days');
grant select, insert, update, delete on event_days to attune_app;

-- One row per actor and active day (tenant's zone). previous_day is the day of the row before it among all rows of the same person, in the
-- order (day, actor); actors that actor_links joins are one person, so a second actor on the same day has that very day before it. People
-- in [a, b] therefore are the rows in it whose previous day is null or before a.
create table person_days (
  tenant_id uuid not null,
  day date not null,
  actor uuid not null,
  previous_day date,
  primary key (tenant_id, actor, day)
);
create index person_days_day on person_days (tenant_id, day, previous_day);
select attune_protect('person_days');
grant select, insert, update, delete on person_days to attune_app;

-- ── Master sessions: read models ─────────────────────────────────────────────────────────────────────────────────

create table masters (
  tenant_id uuid not null,
  master_id text not null,
  name text not null,
  named_at timestamptz not null,              -- the latest schedule event names the master
  primary key (tenant_id, master_id)
);
select attune_protect('masters');
grant select, insert, update, delete on masters to attune_app;

create table master_sessions (
  tenant_id uuid not null,
  session_id text not null,
  master_id text,
  title text not null default '',
  language text,
  version text,
  scheduled_at timestamptz,
  duration_minutes integer,
  started_at timestamptz,
  ended_at timestamptz,
  held_at timestamptz,                        -- started_at, else scheduled_at, else the first event: what lists sort by
  held_on date,                               -- day of held_at in the tenant's zone
  time_of_day text check (time_of_day in ('night', 'morning', 'afternoon', 'evening')),
  ready_count integer not null default 0,     -- people ready now (before the start) or present (while live)
  total integer not null default 0,           -- people present at or after the start; after the end equal to session_totals.total
  replay_people integer not null default 0,
  reactions integer not null default 0,       -- so far; after the end equal to session_totals
  gratitude_texts integer not null default 0,
  au double precision not null default 0,
  last_event_at timestamptz not null,
  primary key (tenant_id, session_id)
);
create index master_sessions_held on master_sessions (tenant_id, held_at desc, session_id desc);
create index master_sessions_master on master_sessions (tenant_id, master_id, held_at desc, session_id desc);
create index master_sessions_total on master_sessions (tenant_id, total desc, session_id desc);
create index master_sessions_held_on on master_sessions (tenant_id, held_on);
select attune_protect('master_sessions');
grant select, insert, update, delete on master_sessions to attune_app;

-- UTC days on which a session has events: keeps the reread of a session inside few partitions
create table session_days (
  tenant_id uuid not null,
  session_id text not null,
  day date not null,
  primary key (tenant_id, session_id, day)
);
select attune_protect('session_days');
grant select, insert, delete on session_days to attune_app;

-- Which log actors (before links) a session has events of: tells which sessions a new link between two actors touches.
create table session_actors (
  tenant_id uuid not null,
  actor uuid not null,
  session_id text not null,
  primary key (tenant_id, actor, session_id)
);
select attune_protect('session_actors');
grant select, insert, delete on session_actors to attune_app;

create table session_attendance (
  tenant_id uuid not null,
  session_id text not null,
  actor uuid not null,
  country text,
  language text,
  device text,
  counted boolean not null,                   -- present at or after the start
  first_ready_at timestamptz not null,
  last_left_at timestamptz,
  attended_ms bigint not null,                -- union of the person's intervals, within the session
  partial boolean not null,                   -- under half of the duration
  dropped boolean not null,                   -- left before 80 % of the duration
  joins integer not null,
  devices integer not null,
  reactions integer not null,
  au double precision not null default 0,
  intervals jsonb not null,                   -- [[fromMs, toMs|null], …] epoch milliseconds
  primary key (tenant_id, session_id, actor)
);
select attune_protect('session_attendance');
grant select, insert, delete on session_attendance to attune_app;

create table session_device_intervals (
  tenant_id uuid not null,
  session_id text not null,
  actor uuid not null,
  device_id text not null,
  intervals jsonb not null,
  primary key (tenant_id, session_id, actor, device_id)
);
select attune_protect('session_device_intervals');
grant select, insert, delete on session_device_intervals to attune_app;

-- one row per session, dimension and value; people are distinct people, occurrences are events
create table session_breakdowns (
  tenant_id uuid not null,
  session_id text not null,
  dimension text not null check (dimension in ('country', 'language', 'device', 'reaction', 'theme')),
  value text not null,                        -- '' = unknown
  people integer not null,
  occurrences integer not null,
  primary key (tenant_id, session_id, dimension, value)
);
select attune_protect('session_breakdowns');
grant select, insert, delete on session_breakdowns to attune_app;

create table session_gratitude (
  tenant_id uuid not null,
  session_id text not null,
  event_id uuid not null,
  actor uuid,
  language text,
  consent text not null check (consent in ('none', 'anonymised', 'quoted')),
  said_at timestamptz not null,
  themes text[] not null default '{}',
  primary key (tenant_id, session_id, event_id)
);
select attune_protect('session_gratitude');
grant select, insert, delete on session_gratitude to attune_app;

create table session_replays (
  tenant_id uuid not null,
  session_id text not null,
  actor uuid not null,
  seconds_played double precision not null,
  completed boolean not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, session_id, actor)
);
select attune_protect('session_replays');
grant select, insert, delete on session_replays to attune_app;

-- The figures of an ended session. Nobody may update a row: the projector can only derive it anew from the log.
create table session_totals (
  tenant_id uuid not null,
  session_id text not null,
  frozen_at timestamptz not null,             -- the end of the session, by the event
  started_at timestamptz not null,
  ended_at timestamptz not null,
  total integer not null,
  ready_before_start integer not null,
  peak integer not null,
  peak_at timestamptz,
  half_time integer not null,
  half_time_at timestamptz not null,
  attended_ms bigint not null,                -- sum over people
  partial_people integer not null,
  dropped_people integer not null,
  joins integer not null,
  dedupe_adjustments integer not null,
  countries integer not null,
  languages integer not null,
  reacting_people integer not null,
  reactions integer not null,
  dominant_reaction text,                     -- null = mixed or none
  gratitude_texts integer not null,
  gratitude_people integer not null,
  au double precision not null,
  audience_curve integer[] not null,          -- people present at each full minute from the start
  primary key (tenant_id, session_id)
);
select attune_protect('session_totals');
grant select, insert, delete on session_totals to attune_app;

-- per tenant day (tenant's zone, by held_on): what the overview draws
create table session_day_totals (
  tenant_id uuid not null,
  day date not null,
  sessions integer not null,
  people integer not null,                    -- sum of session totals (attendances)
  reactions integer not null,
  gratitude_texts integer not null,
  replays integer not null,
  au double precision not null,
  primary key (tenant_id, day)
);
select attune_protect('session_day_totals');
create policy platform_read on session_day_totals for select to attune_platform using (true);
grant select, insert, update, delete on session_day_totals to attune_app;
grant select on session_day_totals to attune_platform;

-- ── Reports ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- A person's decision on one text. quote_text may be shorter than what was written; its hash is what reports refer to.
create table quote_reviews (
  tenant_id uuid not null,
  event_id uuid not null,
  session_id text not null,
  text_hash bytea not null,
  status text not null check (status in ('approved', 'rejected')),
  quote_text text not null,
  quote_hash bytea not null check (quote_hash = sha256(convert_to(quote_text, 'UTF8'))),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (tenant_id, event_id),
  constraint quote_reviews_quote_key unique (tenant_id, event_id, quote_hash, status),
  constraint quote_reviews_consent foreign key (tenant_id, event_id, text_hash) references consents (tenant_id, event_id, text_hash)
);
create index quote_reviews_session on quote_reviews (tenant_id, session_id);
select attune_protect('quote_reviews');
grant select, insert, update, delete on quote_reviews to attune_app;

-- Immutable: no update is granted. Quotes stand apart so that withdrawing one takes it out of every report.
create table reports (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  session_id text not null,
  version integer not null,
  locale text not null,
  payload jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint reports_version_key unique (tenant_id, session_id, version)
);
select attune_protect('reports');
grant select, insert on reports to attune_app;

create table report_quotes (
  tenant_id uuid not null,
  report_id uuid not null,
  position integer not null check (position between 1 and 5),
  event_id uuid not null,
  quote_hash bytea not null,
  status text not null default 'approved' check (status = 'approved'),
  primary key (tenant_id, report_id, position),
  constraint report_quotes_report foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete cascade,
  constraint report_quotes_approved foreign key (tenant_id, event_id, quote_hash, status)
    references quote_reviews (tenant_id, event_id, quote_hash, status)
);
create index report_quotes_event on report_quotes (tenant_id, event_id);
select attune_protect('report_quotes');
grant select, insert, delete on report_quotes to attune_app;

create table report_links (
  tenant_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  token_hash bytea not null,
  password_hash text,
  password_version integer not null default 0,
  sections text[] not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint report_links_token_key unique (tenant_id, token_hash),
  constraint report_links_report foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete cascade
);
create index report_links_report on report_links (tenant_id, report_id);
select attune_protect('report_links');
grant select, insert, update on report_links to attune_app;

-- One row per visit. No address, no user agent: only what kind of visitor it was.
create table report_opens (
  tenant_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  kind text not null check (kind in ('pending', 'human', 'machine', 'team')),
  format text not null check (format in ('html', 'pdf')),
  opened_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (tenant_id, id),
  constraint report_opens_link foreign key (tenant_id, link_id) references report_links (tenant_id, id) on delete cascade
);
create index report_opens_link on report_opens (tenant_id, link_id, opened_at);
select attune_protect('report_opens');
grant select, insert, update on report_opens to attune_app;
