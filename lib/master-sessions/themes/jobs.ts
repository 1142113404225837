import "server-only";
import { z } from "zod";
import { getTenantById } from "@/lib/db/directory";
import { ensureCursor, lockCursor } from "@/lib/events/cursor";
import { job } from "@/lib/guard/job";
import { projectSessions } from "@/lib/master-sessions/project-sessions";
import { sessionsToRead } from "@/lib/master-sessions/themes/retheme";

/** Sessions that are computed anew while the projector waits. */
const atOnce = 20;

/** Reads the sessions anew in which a changed lexicon finds other themes. Nothing else of them changes, and a second run finds nothing to do. */
export const rethemeTexts = job(
  { name: "gratitude.retheme", schema: z.strictObject({ tenantId: z.uuid() }) },
  async (ctx, { tenantId }) => {
    const tenant = await getTenantById(tenantId);
    // Gone since: then there is nothing to read.
    if (!tenant) return;
    const { id } = tenant;
    const sessions = await sessionsToRead((fn) => ctx.tenantSql(id, fn));
    if (sessions.length === 0) return;
    await ensureCursor(id);
    for (let at = 0; at < sessions.length; at += atOnce) {
      await ctx.tenantSql(id, async (db) => {
        await lockCursor(db);
        await projectSessions(db, sessions.slice(at, at + atOnce));
      });
    }
  },
);
