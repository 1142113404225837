import "server-only";
import { sql } from "@/lib/db/sql";

/**
 * What a report of session `s` would rest on now, as one jsonb: the figures of its frozen row and a digest of its groups, so that a
 * theme or a country that changed is noticed without being kept. Null while the session has no frozen figures.
 */
export const figuresNow = sql`(
  select jsonb_build_object(
    'total', t.total, 'peak', t.peak, 'halfTime', t.half_time, 'reactingPeople', t.reacting_people, 'reactions', t.reactions,
    'gratitudeTexts', t.gratitude_texts, 'gratitudePeople', t.gratitude_people, 'au', t.au, 'replays', s.replay_people,
    'groups', (select md5(coalesce(string_agg(concat_ws(':', b.dimension, b.value, b.people), '|' order by b.dimension, b.value), ''))
               from session_breakdowns b where b.tenant_id = s.tenant_id and b.session_id = s.session_id))
  from session_totals t where t.tenant_id = s.tenant_id and t.session_id = s.session_id)`;

/** What report `r` rested on when it was frozen. Of one from before this was kept, only a total that it prints exactly. */
export const figuresThen = sql`coalesce(r.basis,
  case when r.payload -> 'people' ->> 'display' = 'exact' then jsonb_build_object('total', r.payload -> 'people' -> 'total') end,
  '{}'::jsonb)`;
