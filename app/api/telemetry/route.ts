import { attachment, csvResponse } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { telemetryQuery, toTelemetryAnswer } from "@/lib/telemetry/answer";
import { differenceColumns, metricColumns, telemetryRows, unitColumns } from "@/lib/telemetry/export";
import { readTelemetry } from "@/lib/telemetry/read-telemetry";

/** What the telemetry page shows, from the same value: its metrics, units against attendance, or what does not agree. */
export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "masterSessions:read",
    query: telemetryQuery,
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
    return Response.json(toTelemetryAnswer(telemetry, query.panel), {
      headers: { "content-disposition": attachment(`${name}.json`), "cache-control": "private, no-store" },
    });
  },
);
