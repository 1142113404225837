import { periodOf } from "@/lib/analytics/range";
import { csvResponse } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { filterAnomalies, listAnomalies } from "@/lib/master-sessions/anomalies";
import {
  anomalyColumns,
  anomalyPageSchema,
  anomalyQuerySchema,
  anomalyRow,
  anomalyRowSchema,
} from "@/lib/master-sessions/anomaly-export";

export const GET = route(
  { auth: ["session", "read-key"], permission: "masterSessions:read", query: anomalyQuerySchema },
  async ({ query: asked, tenant, readAll, now }) => {
    const { start, end } = periodOf(asked, now, tenant.timeZone);
    const found = await readAll((db) => listAnomalies(db, { start, end, master: asked.master }));
    const rows = anomalyRowSchema.array().parse(filterAnomalies(found, asked).map(anomalyRow));
    if (asked.format === "csv") {
      return csvResponse(`${tenant.slug}-anomalies.csv`, anomalyColumns, rows, { byteOrderMark: asked.bom === "1" });
    }
    return anomalyPageSchema.parse({ items: rows });
  },
);
