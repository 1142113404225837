-- What platform admins may read of quizzes: sums, and sessions under pseudonyms. Never a name, an e-mail or an answer.

-- How many started sessions took how many turns: mean and median without reading sessions.
create table quiz_turn_days (
  tenant_id uuid not null,
  day date not null,
  framework_id text not null,
  format text not null,
  turns integer not null,
  sessions bigint not null,
  primary key (tenant_id, day, framework_id, format, turns)
);
select attune_protect('quiz_turn_days');
grant select, insert, update, delete on quiz_turn_days to attune_app;

-- Who has which pair of archetypes in a month, framework and format: the people that a cell of the cohorts counts.
create table quiz_cohort_people (
  tenant_id uuid not null,
  month date not null,
  framework_id text not null,
  format text not null,
  primary_id text not null,
  secondary_id text not null,
  person uuid not null,
  sessions bigint not null,
  primary key (tenant_id, month, framework_id, format, primary_id, secondary_id, person)
);
select attune_protect('quiz_cohort_people');
grant select, insert, update, delete on quiz_cohort_people to attune_app;

create table quiz_cohort_cells (
  tenant_id uuid not null,
  month date not null,
  framework_id text not null,
  format text not null,
  primary_id text not null,
  secondary_id text not null,
  people bigint not null,
  primary key (tenant_id, month, framework_id, format, primary_id, secondary_id)
);
select attune_protect('quiz_cohort_cells');
grant select, insert, update, delete on quiz_cohort_cells to attune_app;

create policy platform_read on quiz_turn_days for select to attune_platform using (true);
grant select on quiz_turn_days to attune_platform;
create policy platform_read on quiz_cohort_cells for select to attune_platform using (true);
grant select on quiz_cohort_cells to attune_platform;
create policy platform_read on quiz_day_totals for select to attune_platform using (true);
grant select on quiz_day_totals to attune_platform;
create policy platform_read on quiz_step_days for select to attune_platform using (true);
grant select on quiz_step_days to attune_platform;

-- Of single sessions and of what they cost only these columns: the role itself cannot ask for a name.
create policy platform_read on assess_sessions for select to attune_platform using (true);
grant select (tenant_id, session_id, person, framework_id, format, quiz_version, primary_id, secondary_id, begun_on, started_at,
  completed_at, turns, duration_ms, source, conflict_of) on assess_sessions to attune_platform;
create policy platform_read on quiz_ai_usage for select to attune_platform using (true);
grant select (tenant_id, used_on, purpose, model, input_tokens, output_tokens, cost_minor, currency) on quiz_ai_usage to attune_platform;
