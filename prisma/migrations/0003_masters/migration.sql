-- What people decide about master sessions: how far an anomaly has been followed up, and what they noted. The anomalies
-- themselves are worked out from session_totals whenever they are read (docs/decisions/0225), so none is stored here.

-- A session that was taken off the calendar: the instant of the cancellation that holds, null for every other one.
alter table master_sessions add column cancelled_at timestamptz;
create index master_sessions_scheduled on master_sessions (tenant_id, scheduled_at) where scheduled_at is not null;

-- Where an anomaly is in its life; one without a row is open.
create table anomaly_states (
  tenant_id uuid not null references tenants (id) on delete cascade,
  session_id text not null,
  kind text not null check (kind in ('low-attendance', 'high-drop-off', 'muted-reactions')),
  state text not null check (state in ('open', 'acknowledged', 'followed-up', 'closed')),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (tenant_id, session_id, kind)
);
create index anomaly_states_state on anomaly_states (tenant_id, state, changed_at);
select attune_protect('anomaly_states');
grant select, insert, update on anomaly_states to attune_app;

-- Every step and every note, in order; nobody takes one back.
create table anomaly_actions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  session_id text not null,
  kind text not null check (kind in ('low-attendance', 'high-drop-off', 'muted-reactions')),
  action text not null check (action in ('acknowledged', 'followed-up', 'closed', 'reopened')),
  note text not null default '' check (length(note) <= 2000),
  by_user uuid not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  constraint anomaly_actions_followed check (action <> 'followed-up' or length(note) > 0)
);
create index anomaly_actions_anomaly on anomaly_actions (tenant_id, session_id, kind, at);
create index anomaly_actions_at on anomaly_actions (tenant_id, at);
select attune_protect('anomaly_actions');
grant select, insert on anomaly_actions to attune_app;

-- What the team writes down beside a session. Plain text; only its author changes it or takes it away.
create table session_notes (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  session_id text not null,
  body text not null check (length(body) between 1 and 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  edited_at timestamptz,
  primary key (tenant_id, id)
);
create index session_notes_session on session_notes (tenant_id, session_id, written_at);
select attune_protect('session_notes');
grant select, insert, update, delete on session_notes to attune_app;
