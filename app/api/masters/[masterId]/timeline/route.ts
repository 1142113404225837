import { periodOf } from "@/lib/analytics/range";
import { attachment, csvResponse } from "@/lib/csv";
import { notFound } from "@/lib/errors";
import { route } from "@/lib/guard/route";
import { listMasterCards } from "@/lib/master-sessions/queries/list-master-cards";
import { getTimeline } from "@/lib/master-sessions/timeline";
import { timelineColumns, timelineRows } from "@/lib/master-sessions/timeline-export";
import { masterParams, timelineAnswerSchema, timelineQuerySchema } from "@/lib/master-sessions/timeline-schema";

export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "masterSessions:read",
    params: masterParams,
    query: timelineQuerySchema,
  },
  async ({ params: { masterId }, query, tenant, readAll, now }) => {
    const { panel, format, bom, language, mode, timeOfDay, version } = query;
    const period = periodOf(query, now, tenant.timeZone);
    const timeline = await readAll(async (db) => {
      if (!(await listMasterCards.first(db, { now, masterId, limit: 1 }))) throw notFound("master");
      return getTimeline(db, { masterId, filters: { language, mode, timeOfDay, version }, period });
    });
    const rows = timelineRows(timeline, panel);
    const name = `${tenant.slug}-${masterId}-${panel}`;
    if (format === "csv") {
      return csvResponse(`${name}.csv`, timelineColumns(panel), rows, { byteOrderMark: bom === "1" });
    }
    return Response.json(timelineAnswerSchema.parse({ master_id: masterId, panel, rows }), {
      headers: { "content-disposition": attachment(`${name}.json`), "cache-control": "private, no-store" },
    });
  },
);
