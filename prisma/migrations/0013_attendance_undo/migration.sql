-- Which attendance files were imported, by whom, into which session, and which of them were taken back. What they contributed is in the
-- log; the name of a file is kept nowhere. Imports from before are filled in from the audit log, tenant by tenant.

create table attendance_imports (
  tenant_id uuid not null references tenants (id) on delete cascade,
  import_id text not null check (length(import_id) between 1 and 200),
  session_id text not null,
  title text not null default '',              -- of the session when it was imported: it may be gone after a withdrawal
  source text not null check (source in ('zoom', 'big-blue-button-csv', 'big-blue-button-json')),
  content text not null,                       -- keyed digest of who was there when: the same file again
  time_zone text,                              -- the zone the file was read in; null for imports from before this was kept
  people integer not null check (people >= 0),
  events integer not null check (events >= 0),
  first_at timestamptz,
  last_at timestamptz,
  imported_by uuid not null,
  imported_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (tenant_id, import_id),
  constraint attendance_imports_withdrawal check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index attendance_imports_session on attendance_imports (tenant_id, session_id, imported_at desc);
create index attendance_imports_newest on attendance_imports (tenant_id, imported_at desc, import_id desc);
create index attendance_imports_content on attendance_imports (tenant_id, content);
select attune_protect('attendance_imports');
grant select, insert on attendance_imports to attune_app;
grant update (withdrawn_by, withdrawn_at) on attendance_imports to attune_app;

-- A file that made a session of its own gave it its id, so import and session are called the same.
do $$
declare tenant uuid;
begin
  for tenant in select id from tenants loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into attendance_imports
      (tenant_id, import_id, session_id, source, content, people, events, imported_by, imported_at)
    select distinct on (target_id) tenant_id, target_id, target_id, detail ->> 'source', target_id, (detail ->> 'people')::int,
      (detail ->> 'newEvents')::int, actor_id::uuid, at
    from audit_log
    where tenant_id = tenant and action = 'attendance.imported' and (detail ->> 'newEvents')::int > 0 and actor_kind = 'user'
    order by target_id, seq;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
