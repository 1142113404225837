-- Quiz sessions: read models of quiz events, their rollups, and what people decide about them.

-- ── Read models ──────────────────────────────────────────────────────────────────────────────────────────────────

-- One row per quiz session. The columns of the old assess_sessions keep their names; a result that came under the id of another one with
-- different content has a row of its own, whose conflict_of says whose id it used.
create table assess_sessions (
  tenant_id uuid not null,
  session_id text not null,
  framework_id text not null,
  format text not null check (format in ('qa', 'game', 'deal', 'realm', 'likert')),
  quiz_version text,
  user_email text,                            -- from people; gone with the person
  user_name text,
  scores jsonb,
  primary_id text,
  secondary_id text,
  completed_at timestamptz,
  metadata jsonb not null default '{}',
  source text not null check (source in ('events', 'gateway', 'nats', 'bridge', 'import')),
  conflict_of text,
  conflicts integer not null default 0,       -- results that are kept apart from this one
  person uuid,                                -- the actor at the end of the links
  prospect_id uuid,                           -- the person behind the e-mail address or behind a decision of the team
  language text,
  country text,
  device text,
  campaign text,
  variants jsonb not null default '{}',       -- experiment -> variant
  contact_consent boolean,
  begun_at timestamptz not null,              -- the first event; what lists sort by and cohorts count by
  begun_on date not null,                     -- its day in the tenant's zone
  last_at timestamptz not null,
  visited_at timestamptz,
  started_at timestamptz,
  email_opened_at timestamptz,
  booked_at timestamptz,
  answers integer not null default 0,         -- distinct questions answered
  turns integer not null default 0,           -- answers given, repeated ones included
  duration_ms bigint not null default 0,      -- from the first event to the result, or to the last answer; pauses capped
  cost_minor double precision not null default 0,
  cost_currency text,
  journey boolean not null,                   -- something is known of the way to the result
  path text[] not null default '{}',          -- steps in the order in which they were first reached
  path_ms integer[] not null default '{}',    -- time spent at each of them, -1 where it is not known
  last_step text not null default '',
  top_score double precision,                 -- the highest of the scores
  lead_points integer not null default 0,
  suggested_lead smallint not null default 0, -- 0 cold, 1 cool, 2 warm, 3 hot
  lead smallint not null default 0,           -- the suggestion, or what somebody set by hand
  lead_by_hand boolean not null default false,
  lead_order integer not null default 0,      -- lead, then points: what lists sort by
  days date[] not null,                       -- UTC days of the log that hold its events
  primary key (tenant_id, session_id)
);
create index assess_sessions_begun on assess_sessions (tenant_id, begun_at, session_id);
create index assess_sessions_duration on assess_sessions (tenant_id, duration_ms, session_id);
create index assess_sessions_cost on assess_sessions (tenant_id, cost_minor, session_id);
create index assess_sessions_lead on assess_sessions (tenant_id, lead_order, session_id);
create index assess_sessions_prospect on assess_sessions (tenant_id, prospect_id, begun_at);
create index assess_sessions_email on assess_sessions (tenant_id, user_email) where user_email is not null;
create index assess_sessions_pair on assess_sessions (tenant_id, primary_id, secondary_id, begun_at, session_id);
create index assess_sessions_conflict on assess_sessions (tenant_id, conflict_of) where conflict_of is not null;
select attune_protect('assess_sessions');
grant select, insert, update, delete on assess_sessions to attune_app;

-- What was answered, one row per session: [{step, questionId, answer, event, elapsedMs, at}, …]. Words are in analytics.private_texts.
create table quiz_transcripts (
  tenant_id uuid not null,
  session_id text not null,
  steps jsonb not null,
  primary key (tenant_id, session_id)
);
select attune_protect('quiz_transcripts');
grant select, insert, update, delete on quiz_transcripts to attune_app;

create table quiz_ai_usage (
  tenant_id uuid not null,
  event_id uuid not null,
  session_id text not null,
  purpose text not null,
  model text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cost_minor double precision not null,
  currency text not null,
  used_at timestamptz not null,
  used_on date not null,
  primary key (tenant_id, event_id)
);
create index quiz_ai_usage_session on quiz_ai_usage (tenant_id, session_id);
create index quiz_ai_usage_day on quiz_ai_usage (tenant_id, used_on, purpose);
select attune_protect('quiz_ai_usage');
grant select, insert, update, delete on quiz_ai_usage to attune_app;

-- Which log actors (before links) a session has events of.
create table quiz_session_actors (
  tenant_id uuid not null,
  actor uuid not null,
  session_id text not null,
  primary key (tenant_id, actor, session_id)
);
create index quiz_session_actors_session on quiz_session_actors (tenant_id, session_id);
select attune_protect('quiz_session_actors');
grant select, insert, delete on quiz_session_actors to attune_app;

-- ── Rollups: sums over the sessions above that have a journey, by the tenant's day of their beginning ─────────────

-- dimension '' holds every session once; 'language', 'source', 'campaign' and 'variant' hold it once per value.
-- entries = continued + stopped at every step; how many of the stopped are still under way, only the clock knows.
create table quiz_step_days (
  tenant_id uuid not null,
  day date not null,
  framework_id text not null,
  format text not null,
  quiz_version text not null,
  dimension text not null check (dimension in ('', 'language', 'source', 'campaign', 'variant')),
  value text not null,
  step text not null,
  entries bigint not null,
  continued bigint not null,
  stopped bigint not null,
  constraint quiz_step_days_add_up check (entries = continued + stopped),
  primary key (tenant_id, day, framework_id, format, quiz_version, dimension, value, step)
);
select attune_protect('quiz_step_days');
grant select, insert, update, delete on quiz_step_days to attune_app;

-- Times in buckets that grow by a twentieth: a median read from them is within 2.5 %.
create table quiz_step_times (
  tenant_id uuid not null,
  day date not null,
  framework_id text not null,
  format text not null,
  quiz_version text not null,
  dimension text not null check (dimension in ('', 'language', 'source', 'campaign', 'variant')),
  value text not null,
  step text not null,
  bucket smallint not null,
  sessions bigint not null,
  primary key (tenant_id, day, framework_id, format, quiz_version, dimension, value, step, bucket)
);
select attune_protect('quiz_step_times');
grant select, insert, update, delete on quiz_step_times to attune_app;

create table quiz_step_edges (
  tenant_id uuid not null,
  day date not null,
  framework_id text not null,
  format text not null,
  quiz_version text not null,
  from_step text not null,
  to_step text not null,
  sessions bigint not null,
  primary key (tenant_id, day, framework_id, format, quiz_version, from_step, to_step)
);
select attune_protect('quiz_step_edges');
grant select, insert, update, delete on quiz_step_edges to attune_app;

-- How often which score was reached: the exact median without reading sessions.
create table quiz_score_counts (
  tenant_id uuid not null,
  framework_id text not null,
  score_key text not null,
  score numeric(12, 2) not null,
  sessions bigint not null,
  primary key (tenant_id, framework_id, score_key, score)
);
select attune_protect('quiz_score_counts');
grant select, insert, update, delete on quiz_score_counts to attune_app;

-- Sessions and results by day: breakdowns and costs without reading sessions. Conflicting results are not in it.
create table quiz_day_totals (
  tenant_id uuid not null,
  day date not null,
  framework_id text not null,
  format text not null,
  primary_id text not null,                   -- '' = no result
  secondary_id text not null,
  source text not null,
  sessions bigint not null,
  started bigint not null,                    -- at least one answer, of sessions with a journey
  completed bigint not null,                  -- of those
  primary key (tenant_id, day, framework_id, format, primary_id, secondary_id, source)
);
select attune_protect('quiz_day_totals');
grant select, insert, update, delete on quiz_day_totals to attune_app;

-- ── Decisions ────────────────────────────────────────────────────────────────────────────────────────────────────

create table quiz_notes (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  session_id text not null,
  prospect_id uuid,
  text text not null check (length(text) between 1 and 8000),
  mentions uuid[] not null default '{}',
  created_by uuid not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  primary key (tenant_id, id)
);
create index quiz_notes_session on quiz_notes (tenant_id, session_id, created_at);
select attune_protect('quiz_notes');
grant select, insert, update, delete on quiz_notes to attune_app;

create table quiz_session_tags (
  tenant_id uuid not null references tenants (id) on delete cascade,
  tag text not null check (length(tag) between 1 and 40),
  session_id text not null,
  tagged_by uuid not null,
  tagged_at timestamptz not null,
  primary key (tenant_id, tag, session_id)
);
create index quiz_session_tags_session on quiz_session_tags (tenant_id, session_id, tag);
select attune_protect('quiz_session_tags');
grant select, insert, delete on quiz_session_tags to attune_app;

create table quiz_views (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  owner_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  shared boolean not null default false,
  search text not null check (length(search) <= 2000),
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select attune_protect('quiz_views');
grant select, insert, update, delete on quiz_views to attune_app;

create table quiz_lead_rules (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  rule jsonb not null,
  version integer not null,
  changed_by uuid,
  changed_at timestamptz not null
);
select attune_protect('quiz_lead_rules');
grant select, insert, update on quiz_lead_rules to attune_app;

-- What somebody set by hand holds, whatever the rule says.
create table quiz_lead_overrides (
  tenant_id uuid not null references tenants (id) on delete cascade,
  prospect_id uuid not null,
  lead smallint not null check (lead between 0 and 3),
  reason text not null default '' check (length(reason) <= 500),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (tenant_id, prospect_id)
);
select attune_protect('quiz_lead_overrides');
grant select, insert, update, delete on quiz_lead_overrides to attune_app;

-- Who is whom by a decision of the team: into another prospect (merged), or into itself (kept apart in spite of a common address).
create table quiz_prospect_joins (
  tenant_id uuid not null references tenants (id) on delete cascade,
  prospect_id uuid not null,
  into_id uuid not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (tenant_id, prospect_id)
);
create index quiz_prospect_joins_into on quiz_prospect_joins (tenant_id, into_id);
select attune_protect('quiz_prospect_joins');
grant select, insert, update, delete on quiz_prospect_joins to attune_app;

-- The bridge to an older quiz system: where its sessions are fetched from, and how far.
create table quiz_bridges (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  url text not null,
  secret_sealed bytea not null,
  cursor text,
  enabled boolean not null default true,
  changed_by uuid,
  changed_at timestamptz not null,
  last_run_at timestamptz,
  last_success_at timestamptz,
  last_error text,
  failures integer not null default 0,
  sessions bigint not null default 0
);
select attune_protect('quiz_bridges');
grant select, insert, update, delete on quiz_bridges to attune_app;

-- What came from a queue, a bridge or an import and could not be taken in: the place and the reason, never the content.
create table quiz_refusals (
  tenant_id uuid not null references tenants (id) on delete cascade,
  fingerprint uuid not null,
  source text not null check (source in ('gateway', 'nats', 'bridge', 'import')),
  field text not null,
  reason text not null,
  occurrences bigint not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  last_id text not null default '',
  primary key (tenant_id, fingerprint)
);
select attune_protect('quiz_refusals');
grant select, insert, update, delete on quiz_refusals to attune_app;
