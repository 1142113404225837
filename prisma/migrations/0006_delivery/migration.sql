-- What Attune tells people and hands out: notices in the app, mail to masters, exports, and the nightly comparison of figures.

-- ── Notifications ────────────────────────────────────────────────────────────────────────────────────────────────

-- Addressed to a permission or to one person. Who holds the permission is asked when somebody reads, so a change of role
-- takes effect at once and nothing has to be addressed anew.
create table notifications (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  kind text not null,
  permission text,
  user_id uuid references users (id) on delete cascade,
  href text not null,                         -- within the tenant: "masters/sessions/x/report"
  params jsonb not null default '{}',
  once_key text,                              -- audience and matter: the same is told once
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint notifications_once_key unique (tenant_id, once_key),
  constraint notifications_one_audience check ((permission is null) <> (user_id is null))
);
create index notifications_newest on notifications (tenant_id, created_at desc, id desc);
select attune_protect('notifications');
grant select, insert, delete on notifications to attune_app;

create table notification_reads (
  tenant_id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  notification_id uuid not null,
  read_at timestamptz not null,
  primary key (tenant_id, user_id, notification_id),
  constraint notification_reads_notification foreign key (tenant_id, notification_id)
    references notifications (tenant_id, id) on delete cascade
);
create index notification_reads_notification on notification_reads (tenant_id, notification_id);
select attune_protect('notification_reads');
grant select, insert, delete on notification_reads to attune_app;

-- ── Mail to masters ──────────────────────────────────────────────────────────────────────────────────────────────

-- How a master is reached. Personal data of somebody without an account: shown only to those who may share reports.
create table master_contacts (
  tenant_id uuid not null references tenants (id) on delete cascade,
  master_id text not null,
  name text not null check (length(name) between 1 and 120),
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  language text not null check (language in ('en', 'de', 'fr', 'es', 'ru', 'ar')),
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (tenant_id, master_id)
);
select attune_protect('master_contacts');
grant select, insert, update, delete on master_contacts to attune_app;

-- One row per message. The address of the report is not in it: it is worked out from the link when the message is written.
create table mail_messages (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('report', 'reminder')),
  reminder_of uuid,
  session_id text not null,
  link_id uuid not null,
  master_id text,
  recipient_name text not null,
  recipient_email text not null,
  reply_to text,
  language text not null check (language in ('en', 'de', 'fr', 'es', 'ru', 'ar')),
  subject text not null check (length(subject) between 1 and 200),
  greeting text not null check (length(greeting) between 1 and 200),
  words text not null default '' check (length(words) <= 2000),
  state text not null check (state in ('queued', 'sending', 'outbox', 'sent', 'delivered', 'bounced', 'failed', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  lease_until timestamptz,                    -- while 'sending': afterwards another worker may take it up
  answer_code text,                           -- "550 5.1.1": what the server answered, never its words, which quote addresses
  failure text,                               -- why, by a name of ours
  remind_after_days integer check (remind_after_days between 1 and 60),
  reminder_suggested_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz,                     -- delivered, bounced, failed or cancelled
  primary key (tenant_id, id),
  constraint mail_messages_link foreign key (tenant_id, link_id) references report_links (tenant_id, id) on delete cascade
);
create index mail_messages_newest on mail_messages (tenant_id, created_at desc, id desc);
create index mail_messages_session on mail_messages (tenant_id, session_id);
create index mail_messages_link on mail_messages (tenant_id, link_id);
create index mail_messages_due on mail_messages (tenant_id, next_attempt_at) where state in ('queued', 'sending');
select attune_protect('mail_messages');
grant select, insert, update on mail_messages to attune_app;

-- What happened to a message, in order.
create table mail_events (
  tenant_id uuid not null,
  message_id uuid not null,
  position integer not null,
  at timestamptz not null,
  kind text not null check (kind in ('queued', 'outbox', 'deferred', 'accepted', 'delayed', 'delivered', 'bounced', 'failed', 'cancelled', 'sent-by-hand')),
  source text not null check (source in ('person', 'smtp', 'report', 'attune')),
  code text,
  primary key (tenant_id, message_id, position),
  constraint mail_events_message foreign key (tenant_id, message_id) references mail_messages (tenant_id, id) on delete cascade
);
select attune_protect('mail_events');
grant select, insert on mail_events to attune_app;

-- ── Exports ──────────────────────────────────────────────────────────────────────────────────────────────────────

create table export_jobs (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  created_by uuid not null references users (id) on delete cascade,
  created_at timestamptz not null,
  content text not null check (content in ('sessions', 'figures', 'groups', 'attendees')),
  format text not null check (format in ('csv', 'json', 'ndjson', 'parquet')),
  query jsonb not null,                       -- range, session and filters, as the form sent them
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
  attempt integer not null default 0,
  lease_until timestamptz,
  rows_done bigint not null default 0,
  rows_total bigint,
  bytes bigint not null default 0,
  people_total bigint,                        -- sum of the sessions' totals in the file: what it refers to
  failure text,
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  downloads integer not null default 0,
  primary key (tenant_id, id)
);
create index export_jobs_newest on export_jobs (tenant_id, created_at desc, id desc);
create index export_jobs_owner on export_jobs (tenant_id, created_by, created_at desc);
select attune_protect('export_jobs');
grant select, insert, update on export_jobs to attune_app;

-- The file in pieces, so that web and worker need no disk in common. Pieces of an attempt that was cut off are deleted by the next.
create table export_chunks (
  tenant_id uuid not null,
  export_id uuid not null,
  attempt integer not null,
  position integer not null,
  content bytea not null,
  primary key (tenant_id, export_id, attempt, position),
  constraint export_chunks_job foreign key (tenant_id, export_id) references export_jobs (tenant_id, id) on delete cascade
);
alter table export_chunks alter column content set storage external;
select attune_protect('export_chunks');
grant select, insert, delete on export_chunks to attune_app;

-- ── Reconciliation ───────────────────────────────────────────────────────────────────────────────────────────────

create table reconciliation_runs (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  sessions integer not null,
  differences integer not null,
  primary key (tenant_id, id)
);
create index reconciliation_runs_newest on reconciliation_runs (tenant_id, finished_at desc);
select attune_protect('reconciliation_runs');
grant select, insert, delete on reconciliation_runs to attune_app;

create table reconciliation_differences (
  tenant_id uuid not null,
  run_id uuid not null,
  session_id text not null,
  place text not null check (place in ('live', 'recap', 'snapshot', 'export', 'report')),
  figure text not null,
  expected text,
  found text,
  primary key (tenant_id, run_id, session_id, place, figure),
  constraint reconciliation_differences_run foreign key (tenant_id, run_id)
    references reconciliation_runs (tenant_id, id) on delete cascade
);
select attune_protect('reconciliation_differences');
grant select, insert, delete on reconciliation_differences to attune_app;
