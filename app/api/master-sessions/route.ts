import { endOfDay, startOfDay } from "@/lib/analytics/zone";
import { csvResponse } from "@/lib/csv";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { route } from "@/lib/guard/route";
import { sessionItemColumns } from "@/lib/master-sessions/export";
import { listSessionsPage, streamSessions } from "@/lib/master-sessions/list";
import { listQuerySchema, sessionPageSchema } from "@/lib/master-sessions/schema";

export const GET = route(
  { auth: ["session", "read-key"], permission: "masterSessions:read", query: listQuerySchema },
  async ({ query, tenant, readAll }) => {
    const { from, to, format, bom, limit, cursor, sort, dir, ...filters } = query;
    const asked = {
      filters,
      start: from ? startOfDay(from, tenant.timeZone) : undefined,
      end: to ? endOfDay(to, tenant.timeZone) : undefined,
      sort,
      dir,
    };
    if (format === "csv") {
      const rows = streamSessions(readAll, asked);
      return csvResponse(`${tenant.slug}-master-sessions.csv`, sessionItemColumns, rows, {
        byteOrderMark: bom === "1",
      });
    }
    return readAll(async (db) => {
      const { items, nextCursor } = await listSessionsPage(db, { ...asked, cursor, limit });
      const fresh = await dataAsOf.first(db, {});
      return sessionPageSchema.parse({ items, nextCursor, dataAsOf: fresh?.asOf ?? null });
    });
  },
);
