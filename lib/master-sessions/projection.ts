import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { Projection } from "@/lib/events/projection";
import { forgetSessions, projectSessions } from "@/lib/master-sessions/project-sessions";
import { replacedTables } from "@/lib/master-sessions/read-models";
import { renameMasters } from "@/lib/master-sessions/rename-masters";
import { forgetDays, noteWhere, sessionsOfLinks } from "@/lib/master-sessions/touched-sessions";

/**
 * The read models of master sessions. Each session that a batch touches, by an event of its own or by a link between two of
 * its actors, is computed anew from all of its events, so that neither order nor the size of batches can matter.
 */
export const masterSessionsProjection: Projection = {
  name: "master-sessions",

  async project(db, batch) {
    const own = await noteWhere(db, batch);
    const linked = await sessionsOfLinks(db, batch);
    await projectSessions(db, [...new Set([...own, ...linked])]);
    await renameMasters(db, batch);
  },

  async clear(db) {
    for (const table of [...replacedTables, ...otherTables]) await clearTable(db, table);
  },

  // A session is what the log still says of it, as a rebuild would find it; one that the log has forgotten is gone.
  async expire(db, day) {
    const { gone, shortened } = await forgetDays(db, day);
    await forgetSessions(db, gone);
    await projectSessions(db, shortened);
    await db.execute(
      `/* master-sessions.expire-masters */ delete from masters
       where tenant_id = $1 and named_at < $2::date::timestamp at time zone 'utc'`,
      [db.tenantId, day],
    );
  },
};

const otherTables = [
  "live_rooms",
  "master_sessions",
  "masters",
  "session_days",
  "session_actors",
  "session_day_totals",
];

const clearTable = (db: TenantSql, table: string) =>
  db.execute(`/* master-sessions.clear */ delete from ${table} where tenant_id = $1`, [db.tenantId]);
