import { z } from "zod";
import { periodSearch } from "@/lib/analytics/period-search";
import { attachment, csvResponse } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { differenceColumns, metricColumns, telemetryRows, unitColumns } from "@/lib/telemetry/export";
import { readTelemetry } from "@/lib/telemetry/read-telemetry";

/** What the telemetry page shows, from the same value: its metrics, units against attendance, or what does not agree. */
export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "masterSessions:read",
    query: z.strictObject({
      ...periodSearch.shape,
      panel: z.enum(["metrics", "units", "agreement"]).default("metrics"),
      format: z.enum(["json", "csv"]).default("json"),
      bom: z.literal("1").optional(),
    }),
  },
  async ({ tenant, query, now, readAll }) => {
    const telemetry = await readAll((db) => readTelemetry(db, tenant, query, now));
    const { period, units, agreement } = telemetry;
    const name = `telemetry-${query.panel}-${tenant.slug}-${period.firstDay}-${period.lastDay}`;
    const byteOrderMark = query.bom === "1";
    if (query.format === "csv") {
      if (query.panel === "units") return csvResponse(`${name}.csv`, unitColumns, units.pairs, { byteOrderMark });
      if (query.panel === "agreement")
        return csvResponse(`${name}.csv`, differenceColumns, agreement?.list ?? [], { byteOrderMark });
      return csvResponse(`${name}.csv`, metricColumns, telemetryRows(telemetry), { byteOrderMark });
    }
    const rows = { metrics: telemetryRows(telemetry), units: units.pairs, agreement: agreement?.list ?? [] }[
      query.panel
    ];
    return Response.json(
      {
        period: { firstDay: period.firstDay, lastDay: period.lastDay, timeZone: tenant.timeZone },
        ...(query.panel === "units" ? { correlation: { n: units.n, r: units.r } } : {}),
        rows,
      },
      { headers: { "content-disposition": attachment(`${name}.json`), "cache-control": "private, no-store" } },
    );
  },
);
