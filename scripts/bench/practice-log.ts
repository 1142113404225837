import type pg from "pg";

/** People of a session; the rest of its events follows from them. */
const people = 300;
/** scheduled, started, ended · ready · left (every 5th) · 4 reactions · units · gratitude (every 4th) · replay (every 6th) */
export const eventsPerSession = 3 + people + people / 5 + people * 4 + people + people / 4 + people / 6;
const sessionsPerStatement = 25;
const peopleOfTenant = 20_000;
export const logDays = 365;

/** The tenant's sessions lie evenly over the last year, ten masters in turn. `$1` tenant, `$2`–`$3` numbers of sessions, `$4` how many in all. */
const events = `
  session as (
    select i, 'session-' || i as id,
      date_trunc('minute', now() - interval '${logDays + 2} days') + make_interval(mins => (i::bigint * ${logDays * 1440} / $4::int)::int) as start
    from generate_series($2::int, $3::int) i
  ),
  person as (select n from generate_series(0, ${people - 1}) n),
  happened as (
    select i, id, 'practice.scheduled' as name, start - interval '1 day' as at, null::int as n, 0 as k,
      jsonb_build_object('masterId', 'master-' || i % 10, 'masterName', 'Master ' || i % 10, 'title', 'Circle ' || i,
        'language', 'en', 'startsAt', to_char(start at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'durationMinutes', 60) as said
    from session
    union all select i, id, 'practice.started', start, null, 0, '{}' from session
    union all select i, id, 'practice.ended', start + interval '60 minutes', null, 0, '{}' from session
    union all select i, id, 'practice.ready', start + make_interval(secs => n - 200), n, 0,
      jsonb_build_object('deviceId', 'device-' || n, 'connectionId', 'tab-1') from session, person
    union all select i, id, 'practice.left', start + make_interval(mins => 15 + n % 40), n, 0,
      jsonb_build_object('deviceId', 'device-' || n, 'connectionId', 'tab-1') from session, person where n % 5 = 0
    union all select i, id, 'practice.reaction', start + make_interval(secs => (n * 7 + k * 811) % 3600), n, k,
      jsonb_build_object('kind', (array['unity', 'peace', 'joy', 'trust', 'calm'])[1 + (n * k + i) % 5])
      from session, person, generate_series(1, 4) k
    union all select i, id, 'practice.au', start + interval '59 minutes', n, 0, jsonb_build_object('units', (n % 9) + 0.5)
      from session, person
    union all select i, id, 'practice.gratitude', start + interval '61 minutes', n, 0,
      jsonb_build_object('language', 'en', 'consent', 'none') from session, person where n % 4 = 0
    union all select i, id, 'practice.replayed', start + interval '1 day', n, 0,
      jsonb_build_object('secondsPlayed', n * 12, 'durationSeconds', 3600) from session, person where n % 6 = 0
  ),
  numbered as (
    select *, md5(concat_ws(' ', i, name, n, k))::uuid as event_id, row_number() over (order by i, at, name, n, k) as number from happened
  )`;

const insertEvents = `with ${events}
  insert into analytics.events (tenant_id, day, seq, event_id, occurred_at, received_at, name, actor, session_key, country, language, device, properties)
  select $1::uuid, (at at time zone 'utc')::date, ($2::bigint - 1) * ${eventsPerSession} + number, event_id, at, at, name,
    case when n is not null then md5('person ' || (i * 131 + n * 37) % ${peopleOfTenant})::uuid end, id,
    (array['DE', 'FR', 'US', 'IN', 'JP', 'BR', null])[1 + n % 7], (array['de', 'fr', 'en', 'hi', 'ja'])[1 + n % 5],
    (array['mobile', 'desktop', 'tablet'])[1 + n % 3], said || jsonb_build_object('sessionId', id)
  from numbered`;

const insertTexts = `
  insert into analytics.private_texts (tenant_id, event_id, field, value)
  select $1::uuid, md5(concat_ws(' ', i, 'practice.gratitude', n, 0))::uuid, 'text',
    (array['The silence carried me', 'My family, and the breath', 'For the friends beside me', 'Breathing by the sea'])[1 + n / 4 % 4]
  from generate_series($2::int, $3::int) i, generate_series(0, ${people - 1}, 4) n`;

/**
 * Writes the events of so many sessions into a tenant's log in SQL, as a superuser who needs no intake: rows of the same shape as intake's,
 * with flushes, but without the ids' ledger, which no reader looks at.
 * @returns how many events there are now
 */
export async function writePracticeLog(
  admin: pg.Client,
  tenantId: string,
  sessions: number,
  onProgress: (events: number) => void,
): Promise<number> {
  for (let day = -1; day <= logDays + 3; day++) {
    await admin.query("select analytics.ensure_event_partition((now() at time zone 'utc')::date - $1::int)", [day]);
  }
  for (let from = 1; from <= sessions; from += sessionsPerStatement) {
    const to = Math.min(from + sessionsPerStatement - 1, sessions);
    await admin.query(insertEvents, [tenantId, from, to, sessions]);
    await admin.query(insertTexts, [tenantId, from, to]);
    onProgress(to * eventsPerSession);
  }
  await admin.query(flushLedger, [tenantId]);
  await admin.query("insert into analytics.log_heads (tenant_id, last_seq) values ($1, $2)", [
    tenantId,
    sessions * eventsPerSession,
  ]);
  await admin.query("vacuum analyze");
  return sessions * eventsPerSession;
}

/** One flush a session: a session's numbers follow each other. */
const flushLedger = `
  insert into analytics.flushes (tenant_id, last_seq, first_seq, min_day, max_day, received_at)
  select tenant_id, max(seq), min(seq), min(day), max(day), max(received_at) from analytics.events
  where tenant_id = $1::uuid group by tenant_id, session_key`;
