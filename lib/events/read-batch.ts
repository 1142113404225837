import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zDay, zInt } from "@/lib/db/row";
import { join, sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";
import { type LogEvent, logEventColumns } from "@/lib/events/log-event";

export interface LogBatch {
  readonly events: readonly LogEvent[];
  /** the cursor after this batch; beyond the last event's number when retention has removed some */
  readonly lastSeq: number;
  /** whether the ledger knows more than this batch */
  readonly full: boolean;
}

/*
 * The ledger of flushes says on which UTC days the next numbers lie. A flush may be longer than the rest of the batch, so the first one
 * that ends beyond the limit counts too; it is cut, and its rest comes next time.
 */
const nextFlushes = defineQuery({
  name: "events.next-flushes",
  params: z.object({ after: z.number().int(), limit: z.number().int().positive() }),
  row: z.object({ minDay: zDay, maxDay: zDay, lastSeq: zInt }),
  sql: ({ after, limit }, tenant) => sql`
    select min_day as "minDay", max_day as "maxDay", max(last_seq) as "lastSeq" from (
      (select min_day, max_day, first_seq, last_seq from analytics.flushes
        where tenant_id = ${tenant} and last_seq > ${after} and last_seq <= ${after + limit})
      union all
      (select min_day, max_day, first_seq, last_seq from analytics.flushes
        where tenant_id = ${tenant} and last_seq > ${after + limit} order by last_seq limit 1)
    ) as flush
    where first_seq <= ${after + limit}
    group by min_day, max_day`,
});

/** Days that one statement reads. Each is a branch with its own partition; planning costs about a third of a millisecond a branch. */
const daysPerStatement = 32;

/** The next events after a number, in order of their numbers, at most `limit`; null when there are none. Touches the partitions of their days only. */
export async function readBatch(db: TenantSql, after: number, limit: number): Promise<LogBatch | null> {
  const flushes = await nextFlushes.all(db, { after, limit });
  if (flushes.length === 0) return null;
  const ledgerEnd = Math.max(...flushes.map((flush) => flush.lastSeq));
  const lastSeq = Math.min(ledgerEnd, after + limit);
  const days = daysOf(flushes);
  const events: LogEvent[] = [];
  for (let at = 0; at < days.length; at += daysPerStatement) {
    const statement = eventsOfDays(db, days.slice(at, at + daysPerStatement), after, lastSeq);
    events.push(...(await db.execute<LogEvent>(statement.text, statement.values)));
  }
  events.sort((a, b) => a.seq - b.seq);
  return { events, lastSeq, full: lastSeq === after + limit };
}

/*
 * One branch a day instead of a range of days: with the day fixed, the primary key (tenant_id, day, seq) leads straight to the numbers,
 * and the planner drops every other partition.
 */
export function eventsOfDays(db: TenantSql, days: readonly string[], after: number, lastSeq: number) {
  const branches = days.map(
    (day) => sql`select ${logEventColumns} from analytics.events
      where tenant_id = ${db.tenantId} and day = ${day} and seq > ${after} and seq <= ${lastSeq}`,
  );
  return sql`/* events.batch */ ${join(branches, " union all ")}`;
}

const dayMs = 86_400_000;

function daysOf(flushes: readonly { minDay: string; maxDay: string }[]): string[] {
  const days = new Set<string>();
  for (const { minDay, maxDay } of flushes) {
    for (let at = Date.parse(minDay); at <= Date.parse(maxDay); at += dayMs) {
      days.add(new Date(at).toISOString().slice(0, 10));
    }
  }
  return [...days].sort();
}
