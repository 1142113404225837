import "server-only";
import { z } from "zod";
import { appPool } from "@/lib/db/pools";
import { zInt, zNumber } from "@/lib/db/row";

const tableRow = z.object({ name: z.string(), bytes: zInt, indexBytes: zInt, rows: zInt });
export type TableSize = z.output<typeof tableRow>;

/** Size of the database in bytes, and its largest tables (partitions of the log as one), by the planner's count of rows. */
export async function getDatabaseSize(): Promise<{ bytes: number; tables: TableSize[] }> {
  const size = await appPool().query(
    `/* platform.database-size */ select pg_database_size(current_database()) as bytes`,
  );
  const { rows } = await appPool().query(
    `/* platform.table-sizes */ select name, sum(bytes) as bytes, sum(index_bytes) as "indexBytes", sum(greatest(tuples, 0))::bigint as rows
     from (
       select case when i.inhparent is null then n.nspname || '.' || c.relname else 'analytics.' || p.relname end as name,
         pg_total_relation_size(c.oid) as bytes, pg_indexes_size(c.oid) as index_bytes, c.reltuples as tuples
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
       where c.relkind = 'r' and n.nspname in ('public', 'analytics', 'pgboss')) sized
     group by name order by sum(bytes) desc limit 12`,
  );
  return { bytes: zInt.parse(size.rows[0]?.bytes), tables: rows.map((row) => tableRow.parse(row)) };
}

const statementRow = z.object({
  /** the beginning of its text, in which values are $1, $2 … */
  name: z.string(),
  calls: zInt,
  meanMs: zNumber,
  maxMs: zNumber,
  totalMs: zNumber,
});
export type SlowStatement = z.output<typeof statementRow>;

/**
 * The statements that took the database most time, by pg_stat_statements, whose texts hold no values. Null where that extension is not
 * there (set-up makes it in the schema `stats` when the server has loaded it).
 */
export async function listSlowStatements(): Promise<SlowStatement[] | null> {
  const known = await appPool().query(`select to_regclass('stats.pg_stat_statements') is not null as there`);
  if (!known.rows[0]?.there) return null;
  const { rows } = await appPool().query(
    `/* platform.slow-statements */ select left(regexp_replace(query, '\\s+', ' ', 'g'), 120) as name,
       sum(calls) as calls, sum(total_exec_time) / sum(calls) as "meanMs", max(max_exec_time) as "maxMs", sum(total_exec_time) as "totalMs"
     from stats.pg_stat_statements
     where userid = 'attune_app'::regrole and dbid = (select oid from pg_database where datname = current_database())
       and query !~* '^(begin|commit|rollback|set|deallocate|listen)'
     group by 1 order by sum(total_exec_time) desc limit 15`,
  );
  return rows.map((row) => statementRow.parse(row));
}
