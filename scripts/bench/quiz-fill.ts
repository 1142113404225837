import type { openBenchDatabase } from "./bench-database";

export type Client = Awaited<ReturnType<typeof openBenchDatabase>>["client"];

const archetypes =
  "'{hero,sage,magician,rebel,lover,jester,caregiver,ruler,creator,innocent,explorer,everyman}'::text[]";
const firstNames =
  "'{Anna,Ben,Clara,David,Elif,Finn,Greta,Hannes,Ines,Jonas,Klara,Levi,Maria,Noah,Olga,Paul,Quirin,Rosa,Said,Theo}'::text[]";
const lastNames =
  "'{Abel,Brandt,Çelik,Diaz,Engel,Fuchs,Gruber,Huber,Ivanova,Jansen,Kaya,Lindner,Müller,Novak,Okafor,Petit,Richter,Sousa,Tanaka,Weiß}'::text[]";
const domains =
  "'{gmail.example,gmx.example,web.example,icloud.example,outlook.example,studio.example,atelier.example}'::text[]";

/** Ways that are drawn; a multiple of 25, because every 25th session has none. */
const ways = 8000;

/** A number from 0 on that follows from the session's and a salt. */
const luck = (salt: number, below: number) => `(abs(hashint8(n * 31 + ${salt})::bigint) % ${below})`;

/**
 * Writes quiz sessions straight into the read models, in the shape that the projection gives them (the projection itself is measured by
 * `bench project` and shown by tests), so that a million is there in minutes: 730 days, 0.3 people a session, two frameworks, five
 * formats, three versions, twelve archetypes, a way that branches, and a little of everything that is rare.
 */
export async function fillSessions(client: Client, tenant: string, sessions: number): Promise<void> {
  const drop = [
    "begun",
    "booked",
    "opened",
    "contradicted",
    "filters",
    "lead",
    "duration",
    "cost",
    "prospect",
    "email",
    "pair",
    "conflict",
    "version",
    "no_language",
  ];
  const definitions = await client.query<{ definition: string; name: string }>(
    "select indexdef as definition, indexname as name from pg_indexes where indexname = any($1)",
    [drop.map((name) => `assess_sessions_${name}`)],
  );
  // Built afterwards, as a restored database would.
  for (const { name } of definitions.rows) await client.query(`drop index ${name}`);
  // Ways through the quiz are drawn once, a few thousand of them, and dealt out to the sessions.
  await client.query(
    `create temp table ways as
     select n, done, opened, booked, reached, coalesce(way[cardinality(way)], '') as last_step, way as path,
       array(select case when i < 15 then (1500 * exp((hashint8(n * 17 + i) & 1023) / 400.0))::int else -1 end from generate_series(1, cardinality(way)) i) as path_ms,
       case when done then jsonb_build_object('hero', ${luck(21, 97)}, 'sage', ${luck(22, 89)}, 'magician', ${luck(23, 83)}, 'rebel', ${luck(24, 79)}) end as scores
     from (
       select *, case when n % 25 = 0 then '{}'::text[] else
         (array['visit', 'start', 'q:1', 'q:2', 'q:3', case when n % 50 = 3 then 'q:river' else 'q:forest' end,
           'q:5', 'q:6', 'q:7', 'q:8', 'q:9', 'q:10', 'q:11', 'q:12'])[1:reached]
         || case when done then '{complete}'::text[] else '{}' end || case when opened then '{email}'::text[] else '{}' end
         || case when booked then '{booking}'::text[] else '{}' end end as way
       from (
         select n, reached, reached = 14 as done, reached = 14 and ${luck(13, 5)} = 0 as opened, reached = 14 and ${luck(13, 100)} < 3 as booked
         from (select n, case when n % 25 = 0 or ${luck(9, 100)} < 60 then 14 else 1 + ${luck(10, 13)} end as reached from generate_series(0::bigint, ${ways - 1}) n) as drawn
       ) as walked
     ) as named`,
  );
  await client.query("create unique index on ways (n)");
  await client.query(
    `insert into assess_sessions (tenant_id, session_id, framework_id, format, quiz_version, user_email, user_name, scores, top_score,
       primary_id, secondary_id, completed_at, source, conflict_of, conflicts, person, prospect_id, language, country, campaign, variants,
       begun_at, begun_on, last_at, email_opened_at, booked_at, answers, turns, duration_ms, cost_minor, cost_currency, journey, path,
       path_ms, last_step, lead_points, suggested_lead, lead, lead_order, days)
     select $1, 's' || s.n, framework, format, version, lower(first || '.' || last) || p || '@' || domain, first || ' ' || last,
       scores, (scores ->> 'hero')::float8, case when done then one end, case when done then other end,
       case when done then at + interval '9 minutes' end, case when s.n % 25 = 0 then 'gateway' when s.n % 9973 = 0 then 'nats' else 'events' end,
       case when s.n % 20011 = 0 then 's' || s.n - 1 end, case when s.n % 20011 = 1 then 1 else 0 end, who, who, language, 'DE', campaign,
       case when s.n % 3 = 0 then '{}'::jsonb when s.n % 2 = 0 then '{"opening": "story"}' else '{"opening": "plain"}' end,
       at, at::date, at + interval '9 minutes', case when opened then at + interval '1 day' end, case when booked then at + interval '2 days' end,
       least(reached, 14) - 2, least(reached, 14) - 2 + s.n % 3, drawn % 900000, drawn % 1000 / 100.0, 'USD', path <> '{}', path, path_ms, last_step,
       points, points / 25, points / 25, points / 25 * 10000 + points + 1000, array[at::date]
     from (
       select *, md5('p' || p)::uuid as who, (${firstNames})[1 + p % 20] as first, (${lastNames})[1 + p / 20 % 20] as last, (${domains})[1 + p % 7] as domain,
         case when n % 20 < 17 then 'archetypes' else 'money' end as framework, ('{qa,qa,qa,game,game,deal,realm,likert}'::text[])[1 + drawn % 8] as format,
         case when n % 1009 = 0 then '3-beta' when n < $2 / 2 then '2' else '1' end as version,
         case when n % 3001 = 0 then 'is' else ('{en,en,en,de,de,pt}'::text[])[1 + drawn / 8 % 6] end as language,
         case when drawn / 50 % 4 = 0 then 'newsletter' when n % 5003 = 0 then 'fair-2025' end as campaign,
         (${archetypes})[1 + drawn / 200 % 12] as one, (${archetypes})[1 + drawn / 2400 % 12] as other, drawn / 30000 % 100 as points
       from (
         select n, now() - (n * (interval '730 days' / $2)) - interval '40 minutes' as at, ${luck(1, 1_000_000_007)} as drawn,
           ${luck(2, Math.ceil(sessions * 0.3))} as p
         from generate_series(1::bigint, $2::bigint) n
       ) as numbered
     ) as s join ways on ways.n = s.n % ${ways}`,
    [tenant, sessions],
  );
  await client.query("drop table ways");
  for (const { definition } of definitions.rows) await client.query(definition);
  await client.query(
    `insert into quiz_session_tags (tenant_id, tag, session_id, tagged_by, tagged_at)
     select $1, case when n % 30000 = 0 then 'call soon' else 'spring' end, 's' || n, $1, now() from generate_series(100, $2::int, 100) n`,
    [tenant, sessions],
  );
}

/**
 * The rollups. What is counted by value is summed up from the sessions; steps and edges, which would take longer to sum up than everything
 * else together, are made with as many rows, entries and buckets as that many sessions have.
 */
export async function fillRollups(client: Client, tenant: string, sessions: number): Promise<void> {
  const run = (text: string) => client.query(text, [tenant]);
  const own = "tenant_id = $1 and conflict_of is null";
  const grains = "unnest('{day,week,month}'::text[]) grain";
  const sinceOf = (day: string) => `case grain when 'day' then ${day} else date_trunc(grain, ${day})::date end`;
  const steps =
    "'{visit,start,q:1,q:2,q:3,q:forest,q:river,q:5,q:6,q:7,q:8,q:9,q:10,q:11,q:12,complete,email,booking}'::text[]";
  await client.query(
    `create temp table spans as
     select grain, since, length, framework_id, format, quiz_version, $1::float8 / 730 * length * part / 8 as entered
     from (
       select grain, ${sinceOf("day")} as since, count(*) as length, case when max(day) > now()::date - 365 then '1' else '2' end as quiz_version
       from (select now()::date - n as day from generate_series(0, 730) n) as days, ${grains} group by 1, 2
     ) as spanned, unnest('{archetypes,money}'::text[]) framework_id, (values ('qa', 3), ('game', 2), ('deal', 1), ('realm', 1), ('likert', 1)) as f (format, part)`,
    [sessions],
  );
  await run(
    `insert into quiz_steps
     select $1, dimension, grain, since, framework_id, format, quiz_version, value, step, entries, entries - stopped, stopped,
       case when timed then (select string_agg((39 + n)::text, ',') from generate_series(1, wide) n) || ':'
         || rtrim(repeat(greatest(1, entries / wide) || ',', wide), ',') else '' end
     from (
       select *, least(52, 4 + sqrt(entries) * 3)::int as wide, step not in ('complete', 'email', 'booking') as timed,
         case when step = 'booking' then 0 else entries / 20 end as stopped
       from (
         select *, 1 + floor(entered * share * (1 - place / 40.0))::bigint as entries
         from spans, unnest(${steps}) with ordinality as step (step, place),
           (values ('', '', 1), ('language', 'en', 0.5), ('language', 'de', 0.33), ('language', 'pt', 0.17), ('source', 'events', 0.99),
             ('source', 'nats', 0.01), ('campaign', '', 0.75), ('campaign', 'newsletter', 0.25), ('variant', '', 0.33),
             ('variant', 'opening: story', 0.33), ('variant', 'opening: plain', 0.33)) as columns (dimension, value, share)
       ) as entered
     ) as shaped`,
  );
  await run(
    `insert into quiz_edges
     select $1, grain, since, framework_id, format, quiz_version, step, (${steps})[place + 1], 1 + floor(entered * (1 - place / 40.0))::bigint
     from spans, unnest(${steps}) with ordinality as step (step, place) where place < cardinality(${steps})`,
  );
  await client.query("drop table spans");
  await run(
    `insert into quiz_silent_sessions select $1, grain, ${sinceOf("begun_on")}, framework_id, format, quiz_version, count(*)
     from assess_sessions, ${grains} where ${own} and not journey group by 2, 3, 4, 5, 6`,
  );
  await run(
    `insert into quiz_values
     select $1, name, value, count(*) from assess_sessions cross join lateral (values ('framework', framework_id),
       ('event framework', case when source = 'events' then framework_id end), ('version', quiz_version), ('primary', primary_id),
       ('secondary', secondary_id), ('language', language), ('campaign', campaign), ('variant', 'opening: ' || (variants ->> 'opening'))) as held (name, value)
     where ${own} and value <> '' group by 2, 3`,
  );
  await run(
    `insert into quiz_names (tenant_id, prospect_id, text, sessions)
     select $1, prospect_id, user_name || E'\\n' || user_email, count(*) from assess_sessions where tenant_id = $1 group by 2, 3`,
  );
  await run(
    `insert into quiz_day_totals select $1, begun_on, framework_id, format, coalesce(primary_id, ''), coalesce(secondary_id, ''), source,
       count(*), count(*) filter (where journey and answers > 0), count(*) filter (where journey and completed_at is not null)
     from assess_sessions where ${own} group by 2, 3, 4, 5, 6, 7`,
  );
  await run(
    `insert into quiz_turn_days select $1, begun_on, framework_id, format, turns, count(*) from assess_sessions
     where ${own} and journey and answers > 0 group by 2, 3, 4, 5`,
  );
  await run(
    `insert into quiz_score_counts select $1, framework_id, key, value::numeric, count(*) from assess_sessions, jsonb_each_text(scores)
     where ${own} group by 2, 3, 4`,
  );
  await run(
    `insert into quiz_cohort_cells
     select $1, date_trunc('month', begun_on)::date, framework_id, format, primary_id, secondary_id, count(distinct prospect_id)
     from assess_sessions where ${own} and completed_at is not null group by 2, 3, 4, 5, 6`,
  );
}
