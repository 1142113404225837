-- Rollups of quizzes by day, week and month, so that what a page reads does not grow with its period; what filters offer, counted; names to
-- look for. Existing rows are summed up here, tenant by tenant, because the owner of the tables stands before their walls too.

-- ── Steps: one row for each span of days, column of the heatmap and step, its times as a histogram in the same row ─────

create table quiz_steps (
  tenant_id uuid not null,
  dimension text not null check (dimension in ('', 'language', 'source', 'campaign', 'variant')),
  grain text not null check (grain in ('day', 'week', 'month')),
  since date not null,                        -- first day of the span, in the tenant's zone; weeks begin on Monday
  framework_id text not null,
  format text not null,
  quiz_version text not null,
  value text not null,
  step text not null,
  entries bigint not null,
  continued bigint not null,
  stopped bigint not null,
  buckets smallint[] not null,                -- times that grow by a twentieth from bucket to bucket, ascending
  counts integer[] not null,                  -- how many sessions took as long, none of them 0
  constraint quiz_steps_add_up check (entries = continued + stopped),
  constraint quiz_steps_histogram check (cardinality(buckets) = cardinality(counts)),
  primary key (tenant_id, dimension, grain, since, framework_id, format, quiz_version, value, step)
);
select attune_protect('quiz_steps');
grant select, insert, update, delete on quiz_steps to attune_app;
create policy platform_read on quiz_steps for select to attune_platform using (true);
grant select on quiz_steps to attune_platform;

create table quiz_edges (
  tenant_id uuid not null,
  grain text not null check (grain in ('day', 'week', 'month')),
  since date not null,
  framework_id text not null,
  format text not null,
  quiz_version text not null,
  from_step text not null,
  to_step text not null,
  sessions bigint not null,
  primary key (tenant_id, grain, since, framework_id, format, quiz_version, from_step, to_step)
);
select attune_protect('quiz_edges');
grant select, insert, update, delete on quiz_edges to attune_app;

-- Sessions of which only the result is known: they are in no step.
create table quiz_silent_sessions (
  tenant_id uuid not null,
  grain text not null check (grain in ('day', 'week', 'month')),
  since date not null,
  framework_id text not null,
  format text not null,
  quiz_version text not null,
  sessions bigint not null,
  primary key (tenant_id, grain, since, framework_id, format, quiz_version)
);
select attune_protect('quiz_silent_sessions');
grant select, insert, update, delete on quiz_silent_sessions to attune_app;

-- ── What filters offer, with how many sessions have it, of all times ─────────────────────────────────────────────────

create table quiz_values (
  tenant_id uuid not null,
  filter text not null check (filter in ('framework', 'event framework', 'version', 'primary', 'secondary', 'language', 'campaign', 'variant')),
  value text not null,
  sessions bigint not null,
  primary key (tenant_id, filter, value)
);
select attune_protect('quiz_values');
grant select, insert, update, delete on quiz_values to attune_app;

-- ── Names and addresses of prospects, to look for a part of one; a row is gone with the last session that has it ───────

create table quiz_names (
  tenant_id uuid not null,
  prospect_id uuid not null,
  text text not null,                         -- name, line break, address
  folded text collate "C" not null generated always as (lower(text)) stored,
  sessions bigint not null,
  primary key (tenant_id, prospect_id, text)
);
create index quiz_names_folded on quiz_names (tenant_id, folded, prospect_id);
select attune_protect('quiz_names');
grant select, insert, update, delete on quiz_names to attune_app;

-- ── Cohorts: the cells of a block beside each other, whoever they are of ─────────────────────────────────────────────

create index quiz_cohort_cells_blocks on quiz_cohort_cells (month, framework_id, format, primary_id, secondary_id, tenant_id) include (people);

-- ── Existing rows ────────────────────────────────────────────────────────────────────────────────────────────────────

do $$
declare
  tenant uuid;
begin
  for tenant in select id from tenants loop
    perform set_config('app.tenant_id', tenant::text, true);
    with spans as (
      select r.*, grain, case grain when 'day' then day else date_trunc(grain, day)::date end as since
      from quiz_step_days r, unnest(array['day', 'week', 'month']) grain where r.tenant_id = tenant
    ), sums as (
      select dimension, grain, since, framework_id, format, quiz_version, value, step,
        sum(entries) as entries, sum(continued) as continued, sum(stopped) as stopped
      from spans group by 1, 2, 3, 4, 5, 6, 7, 8
    ), timed as (
      select dimension, grain, case grain when 'day' then day else date_trunc(grain, day)::date end as since,
        framework_id, format, quiz_version, value, step, bucket, sum(sessions)::integer as sessions
      from quiz_step_times r, unnest(array['day', 'week', 'month']) grain where r.tenant_id = tenant
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    ), histograms as (
      select dimension, grain, since, framework_id, format, quiz_version, value, step,
        array_agg(bucket order by bucket) as buckets, array_agg(sessions order by bucket) as counts
      from timed group by 1, 2, 3, 4, 5, 6, 7, 8
    )
    insert into quiz_steps
    select tenant, s.dimension, s.grain, s.since, s.framework_id, s.format, s.quiz_version, s.value, s.step, s.entries, s.continued,
      s.stopped, coalesce(h.buckets, '{}'), coalesce(h.counts, '{}')
    from sums s left join histograms h using (dimension, grain, since, framework_id, format, quiz_version, value, step);

    insert into quiz_edges
    select tenant, grain, case grain when 'day' then day else date_trunc(grain, day)::date end, framework_id, format, quiz_version,
      from_step, to_step, sum(sessions)
    from quiz_step_edges r, unnest(array['day', 'week', 'month']) grain where r.tenant_id = tenant
    group by 2, 3, 4, 5, 6, 7, 8;

    insert into quiz_silent_sessions
    select tenant, grain, case grain when 'day' then begun_on else date_trunc(grain, begun_on)::date end, framework_id, format,
      coalesce(quiz_version, ''), count(*)
    from assess_sessions s, unnest(array['day', 'week', 'month']) grain
    where s.tenant_id = tenant and not journey and conflict_of is null group by 2, 3, 4, 5, 6;

    insert into quiz_values
    select tenant, filter, held.value, count(*)
    from assess_sessions s
    cross join lateral (
      select 'framework' as filter, framework_id as value
      union all select 'event framework', framework_id where source = 'events'
      union all select 'version', quiz_version
      union all select 'primary', primary_id
      union all select 'secondary', secondary_id
      union all select 'language', language
      union all select 'campaign', campaign
      union all select 'variant', seen.key || ': ' || seen.value from jsonb_each_text(variants) seen
    ) as held
    where s.tenant_id = tenant and conflict_of is null and held.value <> '' group by 2, 3;

    insert into quiz_names (tenant_id, prospect_id, text, sessions)
    select tenant, prospect_id, coalesce(user_name, '') || E'\n' || coalesce(user_email, ''), count(*)
    from assess_sessions s
    where s.tenant_id = tenant and prospect_id is not null and (user_name is not null or user_email is not null) group by 2, 3;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;

drop table quiz_step_days;
drop table quiz_step_times;
drop table quiz_step_edges;

-- ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What the figures above a list count stands in the index of its order, so that they read no rows.
drop index assess_sessions_begun;
create index assess_sessions_begun on assess_sessions (tenant_id, begun_at, session_id)
  include (prospect_id, turns, answers, lead, journey, completed_at, conflict_of);

create index assess_sessions_booked on assess_sessions (tenant_id, begun_at, session_id) where booked_at is not null;
create index assess_sessions_opened on assess_sessions (tenant_id, begun_at, session_id) where email_opened_at is not null;
create index assess_sessions_contradicted on assess_sessions (tenant_id, begun_at, session_id)
  where conflicts > 0 or conflict_of is not null;

-- One index for every combination of filters by equality. btree_gin comes with PostgreSQL and is trusted; where it is not to be had,
-- rare combinations take longer, and nothing else needs it.
do $$
begin
  create schema if not exists contrib;
  create extension if not exists btree_gin schema contrib;
  create index assess_sessions_filters on assess_sessions using gin (tenant_id, framework_id, format, quiz_version, primary_id,
    secondary_id, lead, source, language, campaign, last_step);
exception when undefined_file or insufficient_privilege or feature_not_supported or undefined_object then
  raise notice 'btree_gin is not to be had: rare combinations of filters take longer';
end $$;
