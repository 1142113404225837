-- What a tenant sets: where its webhooks go and what became of each delivery, its brand, and its overrides of the frameworks.

-- ── Webhooks: what people decided ────────────────────────────────────────────────────────────────────────────────

-- Whether personal data may leave for the tenant's own CRM. No row: no.
create table webhook_consents (
  tenant_id uuid not null references tenants (id) on delete cascade,
  personal_data boolean not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (tenant_id)
);
select attune_protect('webhook_consents');
grant select, insert, update on webhook_consents to attune_app;

create table webhook_endpoints (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('archetype_scores_webhook', 'analytics_webhook')),
  name text not null check (length(name) between 1 and 80),
  url text not null check (length(url) between 1 and 2000),
  events text[] not null check (cardinality(events) > 0),
  secret_sealed bytea not null,               -- AES-256-GCM under a key of Attune's secret, bound to tenant and endpoint
  previous_sealed bytea,                      -- signs too, until previous_until
  previous_until timestamptz,
  status text not null default 'active' check (status in ('active', 'disabled')),
  disabled_because text check (disabled_because in ('person', 'gone')),
  from_seq bigint not null,                   -- events up to this number of the log were there before the endpoint listened
  failures integer not null default 0,        -- attempts that failed since the last success
  openings integer not null default 0,        -- how often the circuit opened since the last success
  paused_until timestamptz,                   -- circuit open, or Retry-After: nothing is sent before
  last_success_at timestamptz,
  last_failure_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check ((previous_sealed is null) = (previous_until is null)),
  check ((status = 'disabled') = (disabled_because is not null))
);
select attune_protect('webhook_endpoints');
grant select, insert, update, delete on webhook_endpoints to attune_app;

-- ── Webhooks: the outbox and its log ─────────────────────────────────────────────────────────────────────────────

-- A delivery names its event and holds no payload: what is sent is made when it is sent, so that erasing a person reaches it.
create table webhook_deliveries (
  tenant_id uuid not null,
  id uuid not null,                           -- the webhook-id of every attempt is msg_<id>
  endpoint_id uuid not null,
  event_type text not null,
  event_id uuid not null,
  event_day date,                             -- null for a test event, which is in no log
  event_seq bigint,
  session_key text,
  occurred_at timestamptz not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'dead', 'cancelled')),
  round integer not null default 1,           -- how often somebody asked for it: a replay starts the schedule anew
  round_at timestamptz not null,
  round_attempts integer not null default 0,
  attempts integer not null default 0,
  first_attempt_at timestamptz,               -- of this round
  next_attempt_at timestamptz not null,
  claim uuid,                                 -- who has it in hand; another may take it once claimed_until is over
  claimed_until timestamptz,
  last_status integer,
  last_reason text,
  created_at timestamptz not null,            -- in whole milliseconds, because pages of the list are cut by it
  finished_at timestamptz,
  primary key (tenant_id, id),
  constraint webhook_deliveries_event_key unique (tenant_id, endpoint_id, event_id),
  constraint webhook_deliveries_endpoint foreign key (tenant_id, endpoint_id)
    references webhook_endpoints (tenant_id, id) on delete cascade,
  check ((status = 'pending') = (finished_at is null))
);
create index webhook_deliveries_due on webhook_deliveries (tenant_id, endpoint_id, next_attempt_at) where status = 'pending';
create index webhook_deliveries_claimed on webhook_deliveries (tenant_id, endpoint_id, claimed_until) where claimed_until is not null;
create index webhook_deliveries_recent on webhook_deliveries (tenant_id, created_at desc, id desc);
create index webhook_deliveries_of_session on webhook_deliveries (tenant_id, session_key) where session_key is not null;
select attune_protect('webhook_deliveries');
grant select, insert, update, delete on webhook_deliveries to attune_app;

create table webhook_attempts (
  tenant_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  outcome text not null check (outcome in ('delivered', 'failed', 'gone', 'cancelled')),
  status integer,                             -- of the answer; null when there was none
  reason text,                                -- a word of our own, never an error's message
  answer text,                                -- the answer's beginning; only of anonymised deliveries, for the others could quote a person
  primary key (tenant_id, delivery_id, number),
  constraint webhook_attempts_delivery foreign key (tenant_id, delivery_id)
    references webhook_deliveries (tenant_id, id) on delete cascade
);
select attune_protect('webhook_attempts');
grant select, insert, delete on webhook_attempts to attune_app;

-- How far the log has been turned into deliveries. A rebuild starts the read models anew, but nobody is told twice.
create table webhook_marks (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  seq bigint not null
);
select attune_protect('webhook_marks');
grant select, insert, update on webhook_marks to attune_app;

-- When a tenant next has something to send; tells a worker whom to visit, and says nothing about anybody.
create table webhook_queues (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  due_at timestamptz not null
);
select attune_protect('webhook_queues');
create policy platform_read on webhook_queues for select to attune_platform using (true);
grant select, insert, update, delete on webhook_queues to attune_app;
grant select on webhook_queues to attune_platform;

-- ── Brand ────────────────────────────────────────────────────────────────────────────────────────────────────────

create table tenant_logos (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,                           -- never used twice, so that its address may be cached for ever
  image bytea not null check (length(image) <= 262144),
  width integer not null check (width between 1 and 1024),
  height integer not null check (height between 1 and 1024),
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select attune_protect('tenant_logos');
grant select, insert, delete on tenant_logos to attune_app;

create table tenant_brands (
  tenant_id uuid not null references tenants (id) on delete cascade,
  coach_name text not null default '' check (length(coach_name) <= 120),
  coach_title text not null default '' check (length(coach_title) <= 120),
  contact_email text not null default '' check (length(contact_email) <= 254),
  website text not null default '' check (length(website) <= 500),
  about text not null default '' check (length(about) <= 600),
  logo_id uuid,
  updated_at timestamptz not null,
  primary key (tenant_id),
  constraint tenant_brands_logo foreign key (tenant_id, logo_id) references tenant_logos (tenant_id, id)
);
select attune_protect('tenant_brands');
grant select, insert, update on tenant_brands to attune_app;

-- ── Frameworks ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Every version of what a tenant sets differently from the platform's defaults. The highest number holds; nothing is changed afterwards.
create table framework_configs (
  tenant_id uuid not null references tenants (id) on delete cascade,
  framework_id text not null check (framework_id ~ '^[a-z][a-z0-9-]{0,62}$'),
  version integer not null,
  overrides jsonb not null,
  note text not null default '' check (length(note) <= 200),
  restored_from integer,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, framework_id, version)
);
select attune_protect('framework_configs');
grant select, insert on framework_configs to attune_app;
