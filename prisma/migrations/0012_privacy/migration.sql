-- What a person may ask for: a copy of what is kept of her, and that it is forgotten. Names of people are backfilled here.

-- ── Requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- The history that stays says when, by whom and what kind, and never about whom: that is sealed, and deleted when the request is done.
create table privacy_requests (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('export', 'erasure')),
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'expired')),
  subject_sealed bytea,
  asked_by uuid not null,
  asked_at timestamptz not null,
  attempt integer not null default 0,
  lease_until timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,                     -- of an export's file
  failure text,
  counts jsonb not null default '{}',         -- how much of what kind there was: numbers
  bytes bigint not null default 0,
  downloads integer not null default 0,
  primary key (tenant_id, id),
  constraint privacy_requests_forgotten check (state in ('queued', 'running', 'failed') or kind = 'export' or subject_sealed is null)
);
create index privacy_requests_newest on privacy_requests (tenant_id, asked_at desc, id desc);
select attune_protect('privacy_requests');
grant select, insert, update on privacy_requests to attune_app;

-- The copy, sealed under a key that is not in the database, until it is fetched or a day is over.
create table privacy_files (
  tenant_id uuid not null,
  request_id uuid not null,
  content_sealed bytea not null,
  primary key (tenant_id, request_id),
  constraint privacy_files_request foreign key (tenant_id, request_id) references privacy_requests (tenant_id, id) on delete cascade
);
alter table privacy_files alter column content_sealed set storage external;
select attune_protect('privacy_files');
grant select, insert, delete on privacy_files to attune_app;

-- People are looked up by what they are known by.
create index people_email on people (tenant_id, email) where email is not null;

-- The words of names, so that the redactor asks for the words of a text instead of reading every name. Word by word, because under
-- row-level security only plain equality goes into an index. Kept by the same statement that keeps people; gone with the person.
create table people_names (
  tenant_id uuid not null,
  word text not null,                         -- lower case
  actor uuid not null,
  primary key (tenant_id, word, actor),
  constraint people_names_person foreign key (tenant_id, actor) references people (tenant_id, actor) on delete cascade
);
create index people_names_actor on people_names (tenant_id, actor);
select attune_protect('people_names');
grant select, insert, delete on people_names to attune_app;
-- The names of an installation that is being updated, of all tenants: only the owner of both tables may, and only without force.
alter table people no force row level security;
alter table people_names no force row level security;
insert into people_names (tenant_id, word, actor)
  select distinct tenant_id, left(word, 200), actor from people, regexp_split_to_table(lower(name), '[\s,.''’-]+') as word
  where length(word) > 1;
alter table people force row level security;
alter table people_names force row level security;

-- Letters of masters that answer a report go with them.
grant delete on report_replies to attune_app;

-- ── Forgetting ───────────────────────────────────────────────────────────────────────────────────────────────────

-- A random id in place of one: the same for the same, while the salt is known, which is as long as the statement runs.
create function analytics.replaced_id(salt text, id text) returns text
  language sql immutable set search_path = pg_catalog as $$
  select 'erased-' || left(encode(sha256(convert_to(salt || id, 'UTF8')), 'hex'), 24)
$$;
revoke all on function analytics.replaced_id(text, text) from public;

-- What stays of the properties of somebody's event.
create function analytics.figures_only(described boolean, properties jsonb, salt text, devices text[], loose text[]) returns jsonb
  language sql immutable set search_path = pg_catalog as $$
  select case
    when not described then coalesce((select jsonb_object_agg(p.key, p.value) from jsonb_each(properties) p
      where jsonb_typeof(p.value) in ('number', 'boolean')), '{}')
    else (properties - '{$from,$fromUser,content,contactConsent,metadata,groupId}'::text[])
      || case when properties ? 'gratitudeId' then '{"gratitudeId": "erased"}' else '{}'::jsonb end
      || case when properties ? 'consent' then '{"consent": "none"}' else '{}'::jsonb end
      || case when properties ->> 'deviceId' = any (devices)
        then jsonb_build_object('deviceId', analytics.replaced_id(salt, properties ->> 'deviceId')) else '{}' end
      || case when properties ->> 'connectionId' is not null and not coalesce(properties ->> 'deviceId' = any (loose), false)
        then jsonb_build_object('connectionId', analytics.replaced_id(salt, properties ->> 'connectionId')) else '{}' end
    end
$$;
revoke all on function analytics.figures_only(boolean, jsonb, text, text[], text[]) from public;

/*
 * The one way to change the log: it takes people out of it. Of the events of the given actors only figures stay: they are somebody's, whom
 * this function makes up and nobody can lead back, one for each actor, so that what was one person stays one. Ids that the person's own apps chose are replaced by random ones that
 * keep their order of sameness; her words are in other tables. What others have too (a path, a device name like "browser") may stay.
 * The caller can choose neither what an event says afterwards nor whose it is, so this can forge nothing.
 * known: names of events that a schema describes; the properties of others are kept where they are numbers or yes and no.
 */
create function analytics.forget_people(old_actors uuid[], own_devices text[], known text[])
  returns table (old_actor uuid, new_actor uuid, event_id uuid, day date, name text, session_key text, old_session_key text)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  salt text := gen_random_uuid()::text;
  new_actors uuid[];
  devices text[];
  paths text[];
  quizzes text[];
  others_devices text[];
  others_paths text[];
  loose text[];
begin
  if tenant is null then
    raise exception 'forget_people: no tenant' using errcode = '22023';
  end if;

  new_actors := array(select gen_random_uuid() from unnest(old_actors));

  select coalesce(array_agg(distinct e.properties ->> 'deviceId') filter (where e.properties ->> 'deviceId' is not null), '{}') || own_devices,
         coalesce(array_agg(distinct e.path) filter (where e.path is not null), '{}'),
         coalesce(array_agg(distinct e.session_key) filter (where e.session_key is not null and e.properties ? 'quizSessionId'), '{}')
    into devices, paths, quizzes
    from analytics.events e where e.tenant_id = tenant and e.actor = any (old_actors);

  if cardinality(devices) + cardinality(paths) > 0 then
    select coalesce(array_agg(distinct e.properties ->> 'deviceId') filter (where e.properties ->> 'deviceId' = any (devices)), '{}'),
           coalesce(array_agg(distinct e.path) filter (where e.path = any (paths)), '{}')
      into others_devices, others_paths
      from analytics.events e where e.tenant_id = tenant and e.actor is not null and e.actor <> all (old_actors)
        and (e.path = any (paths) or e.properties ->> 'deviceId' = any (devices));
    devices := array(select unnest(devices) except select unnest(others_devices));
    -- On a device that others use too, an event without a person may close her connection: then both keep its id.
    select coalesce(array_agg(distinct e.properties ->> 'deviceId'), '{}') into loose
      from analytics.events e where e.tenant_id = tenant and e.actor is null and e.properties ->> 'deviceId' = any (others_devices);
  end if;

  -- A session that two people's results claim is not hers alone.
  quizzes := array(select unnest(quizzes) except
    select e.session_key from analytics.events e
    where e.tenant_id = tenant and e.session_key = any (quizzes) and e.actor is not null and e.actor <> all (old_actors)
      and e.properties ? 'quizSessionId');

  return query select old.actor, new_actors[old.place], null::uuid, null::date, null::text, null::text, null::text
    from unnest(old_actors) with ordinality as old (actor, place);

  return query select null::uuid, null::uuid, null::uuid, null::date, null::text, analytics.replaced_id(salt, quiz), quiz from unnest(quizzes) as quiz;

  return query
  update analytics.events e set
    actor = coalesce(new_actors[array_position(old_actors, e.actor)], e.actor),
    session_key = case when e.session_key = any (quizzes) and e.properties ? 'quizSessionId'
      then analytics.replaced_id(salt, e.session_key) else e.session_key end,
    path = case when (e.actor = any (old_actors)) is not true or e.path = any (others_paths) then e.path end,
    campaign = case when (e.actor = any (old_actors)) is not true then e.campaign
      else (select jsonb_object_agg(c.key, c.value) from jsonb_each(e.campaign) c where c.key in ('source', 'medium', 'name')) end,
    properties = case
      when e.actor = any (old_actors) or (e.actor is null and e.properties ->> 'deviceId' = any (devices)) then
        analytics.figures_only(e.name = any (known), e.properties, salt, devices, loose)
          || jsonb_strip_nulls(jsonb_build_object('$from', new_actors[array_position(old_actors::text[], e.properties ->> '$from')],
            '$fromUser', new_actors[array_position(old_actors::text[], e.properties ->> '$fromUser')]))
      when e.name in ('identify', 'alias') then e.properties - '{$from,$fromUser}'::text[]
      else e.properties end
      || case when e.session_key = any (quizzes) and e.properties ? 'quizSessionId'
        then jsonb_build_object('quizSessionId', analytics.replaced_id(salt, e.session_key)) else '{}' end
  where e.tenant_id = tenant and (e.actor = any (old_actors)
    or (e.actor is null and e.properties ->> 'deviceId' = any (devices))
    or (e.session_key = any (quizzes) and e.properties ? 'quizSessionId')
    or (e.name in ('identify', 'alias')
      and (e.properties ->> '$from' = any (old_actors::text[]) or e.properties ->> '$fromUser' = any (old_actors::text[]))))
  returning null::uuid, null::uuid, e.event_id, e.day, e.name, e.session_key, null::text;
end $$;
revoke all on function analytics.forget_people(uuid[], text[], text[]) from public;
grant execute on function analytics.forget_people(uuid[], text[], text[]) to attune_app;

/*
 * Takes identifying words (an address, a number, an id, a full name) out of what the team wrote, in tables that nobody may change among
 * them: notes of anomalies and the note of a frozen report. Only these columns, only whole words, and only by an ellipsis.
 */
create function forget_words(words text[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  pattern text;
  told record;
  changed bigint := 0;
  one bigint;
begin
  select '(?<![[:alnum:]._%+@-])(' || string_agg(regexp_replace(word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|' order by length(word) desc)
      || ')(?![[:alnum:]@-])'
    into pattern from unnest(words) as word where length(word) between 4 and 400;
  if tenant is null or pattern is null then
    return 0;
  end if;
  for told in select * from (values
    ('public.session_notes', 'body', 'text'), ('public.anomaly_actions', 'note', 'text'), ('public.quiz_notes', 'text', 'text'),
    ('public.quiz_lead_overrides', 'reason', 'text'), ('public.report_replies', 'author', 'text'), ('public.report_replies', 'body', 'text'),
    ('public.mail_messages', 'subject', 'text'), ('public.mail_messages', 'greeting', 'text'), ('public.mail_messages', 'words', 'text'),
    ('public.reports', 'payload', 'jsonb'), ('public.report_drafts', 'choices', 'jsonb'), ('public.notifications', 'params', 'jsonb')
  ) as place (tab, col, typ)
  loop
    execute format('update %s set %I = regexp_replace(%I::text, $2, ''…'', ''gi'')::%s where tenant_id = $1 and %I::text ~* $2',
      told.tab, told.col, told.col, told.typ, told.col) using tenant, pattern;
    get diagnostics one = row_count;
    changed := changed + one;
  end loop;
  return changed;
end $$;
revoke all on function forget_words(text[]) from public;
grant execute on function forget_words(text[]) to attune_app;

-- An entry of the audit log that named somebody who was erased says so instead. Its hash stays, so the chain holds; the seal, under
-- Attune's secret, tells such a redaction from an edit.
alter table audit_log add column redaction_seal bytea;
create function redact_audit_entry(entry bigint, target text, said jsonb, seal bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if seal is null or length(seal) <> 32 then
    raise exception 'a redaction is sealed' using errcode = '22023';
  end if;
  update public.audit_log set target_id = target, detail = said, redaction_seal = seal
    where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and seq = entry;
  return found;
end $$;
revoke all on function redact_audit_entry(bigint, text, jsonb, bytea) from public;
grant execute on function redact_audit_entry(bigint, text, jsonb, bytea) to attune_app;
