-- Cohorts across tenants as they are published: worked out every night from quiz_cohort_cells by the one rule there is (publishBlocks), so
-- that a look adds up what may be shown and nothing else. What may not be shown is in none of these tables.

-- Complete months that were looked at, each with a digest of what it published, so that a month that says the same is not written again.
create table cohort_months (
  month date primary key,
  digest text not null,
  published_at timestamptz not null
);

-- People of one month, framework, format and pair of archetypes, of all tenants in research together.
create table cohort_blocks (
  month date not null references cohort_months (month) on delete cascade,
  framework_id text not null,
  format text not null,
  primary_id text not null,
  secondary_id text not null,
  people bigint not null check (people >= 5),
  primary key (month, framework_id, format, primary_id, secondary_id)
);

-- The shares of single tenants that may be told; what is left of a block belongs to the others together.
create table cohort_shares (
  tenant_id uuid not null references tenants (id) on delete cascade,
  month date not null references cohort_months (month) on delete cascade,
  framework_id text not null,
  format text not null,
  primary_id text not null,
  secondary_id text not null,
  people bigint not null check (people >= 5),
  primary key (tenant_id, month, framework_id, format, primary_id, secondary_id)
);
create index cohort_shares_month on cohort_shares (month);

-- The worker writes a month anew, blocks and shares with it, and cannot read a figure; the platform's pages read and cannot write.
grant insert, delete, select on cohort_months to attune_app;
grant insert on cohort_blocks, cohort_shares to attune_app;
grant select on cohort_months, cohort_blocks, cohort_shares to attune_platform;

-- Single sessions as the platform sees them: the columns that name nobody and hold no answer. The role has no right to any other column.
create view pseudonymous_sessions with (security_invoker = true) as
  select tenant_id, session_id, person, framework_id, format, quiz_version, primary_id, secondary_id, begun_on, started_at, completed_at,
    turns, duration_ms, source, conflict_of
  from assess_sessions;
grant select on pseudonymous_sessions to attune_platform;
