import "server-only";
import { type Sql, sql } from "@/lib/db/sql";

/*
 * Sessions of one kind can be held against each other: the same master, the same language, the same practice (the first number of its
 * version; what follows are revisions) and about the same length (docs/decisions/0226).
 */
const lengthClass = (minutes: Sql) =>
  sql`case when ${minutes} <= 20 then 'short' when ${minutes} <= 60 then 'usual' else 'long' end`;

// A session that goes on and was never scheduled has no length yet; it counts as a usual one.
const minutesOf = {
  s: sql`coalesce(s.duration_minutes, extract(epoch from s.ended_at - s.started_at) / 60, 45)`,
  p: sql`coalesce(p.duration_minutes, extract(epoch from p.ended_at - p.started_at) / 60, 45)`,
};

/** Whether `p` and `s`, both master_sessions, are of one kind. */
export const sameKind: Sql = sql`
  p.master_id = s.master_id and coalesce(p.language, '') = coalesce(s.language, '')
  and coalesce(substring(p.version from '[0-9]+'), '') = coalesce(substring(s.version from '[0-9]+'), '')
  and ${lengthClass(minutesOf.p)} = ${lengthClass(minutesOf.s)}`;
