-- What platform admins decide: organisations with their limits, accounts, and who else is a platform admin.

alter table tenants
  add suspended_at timestamptz,
  add member_limit integer check (member_limit between 1 and 100000),
  add monthly_event_limit bigint check (monthly_event_limit between 1 and 1000000000000),
  add in_research boolean not null default true;   -- whether cross-tenant research may count this tenant's people
grant update (suspended_at, member_limit, monthly_event_limit, in_research) on tenants to attune_app;

-- Append-only and chained by keyed hashes: what platform admins did, beside the audit logs of the tenants concerned.
create table platform_log (
  seq bigint primary key,
  at timestamptz not null,
  actor_id uuid not null,
  action text not null,
  target_type text not null,
  target_id text not null,
  detail jsonb not null default '{}',
  hash bytea not null                          -- HMAC of the row and the hash before it under Attune's secret
);
grant select, insert on platform_log to attune_app;

-- Becoming a platform admin takes two: who asks can neither be the one who decides nor the one who gains.
create table platform_admin_requests (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  requested_by uuid not null references users (id) on delete cascade,
  requested_at timestamptz not null,
  decided_by uuid references users (id) on delete cascade,
  decided_at timestamptz,
  granted boolean,
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (granted is null)),
  check (granted is not true or (decided_by <> requested_by and decided_by <> user_id)),
  check (requested_by <> user_id)
);
create unique index platform_admin_requests_open on platform_admin_requests (user_id) where decided_at is null;
grant select, insert, update on platform_admin_requests to attune_app;

-- How busy and how fresh each tenant's log is: numbers and instants, nobody's deeds.
create policy platform_read on event_days for select to attune_platform using (true);
grant select on event_days to attune_platform;
create policy platform_read on analytics.projector_batches for select to attune_platform using (true);
grant select on analytics.projector_batches to attune_platform;
create policy platform_read on analytics.projector_failures for select to attune_platform using (true);
grant select on analytics.projector_failures to attune_platform;
