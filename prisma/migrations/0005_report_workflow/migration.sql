-- From a draft to the master's answer: what a person prepares before a report is frozen, what its readers did with it, and what they wrote back.

-- One draft a session: the choices of the builder, saved while they are made. created_by is null when Attune made it at the session's end.
-- version is asked for with every change, so that two people at one draft notice each other.
create table report_drafts (
  tenant_id uuid not null references tenants (id) on delete cascade,
  session_id text not null,
  version integer not null default 1,
  choices jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  updated_by uuid,
  updated_at timestamptz not null,
  primary key (tenant_id, session_id)
);
select attune_protect('report_drafts');
grant select, insert, update on report_drafts to attune_app;

-- What the report rests on, as the read models said when it was frozen: compared with what they say now. Never leaves the tenant.
-- Null in reports that were frozen before there was such a comparison.
alter table reports add column basis jsonb;

alter table report_links add column allow_download boolean not null default true;

-- How long a visit was looked at and which parts of the report it reached. A download remembers the visit it began from, so that it
-- becomes a person's together with it.
alter table report_opens
  add column visible_seconds integer not null default 0 check (visible_seconds between 0 and 1800),
  add column parts_seen text[] not null default '{}',
  add column visit_id uuid;
create index report_opens_visit on report_opens (tenant_id, visit_id) where visit_id is not null;

-- What a reader of a shared report wrote back. The words stay here: notices and the audit log say only that somebody wrote.
create table report_replies (
  tenant_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  visit_id uuid not null,
  author text not null default '' check (length(author) <= 120),
  body text not null check (length(body) between 1 and 2000),
  received_at timestamptz not null,
  read_by uuid,
  read_at timestamptz,
  primary key (tenant_id, id),
  constraint report_replies_link foreign key (tenant_id, link_id) references report_links (tenant_id, id) on delete cascade
);
create index report_replies_link on report_replies (tenant_id, link_id, received_at);
create index report_replies_newest on report_replies (tenant_id, received_at desc, id desc);
select attune_protect('report_replies');
grant select, insert, update (read_by, read_at) on report_replies to attune_app;
