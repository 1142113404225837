import { comparisonOf } from "@/lib/analytics/compare";
import { toPeriodAnswer } from "@/lib/analytics/period-answer";
import { periodOf } from "@/lib/analytics/range";
import { attachment, type CsvColumn, csvResponse } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { overviewAnswerSchema, overviewQuery } from "@/lib/overview/answer";
import { getOverview, type OverviewDay } from "@/lib/overview/overview";

const columns: CsvColumn<OverviewDay>[] = [
  { header: "day", value: (row) => row.day },
  { header: "compared_with", value: (row) => row.against },
  { header: "in_progress", value: (row) => row.inProgress },
  { header: "sessions", value: (row) => row.sessions },
  { header: "attendances", value: (row) => row.attendances },
  { header: "attendances_before", value: (row) => row.previousAttendances },
  { header: "reactions", value: (row) => row.reactions },
  { header: "reactions_before", value: (row) => row.previousReactions },
];

/** What the overview's charts draw, from the same value: one row a day. */
export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "masterSessions:read",
    query: overviewQuery,
  },
  async ({ tenant, query, now, readAll }) => {
    const period = periodOf(query, now, tenant.timeZone);
    const comparison = comparisonOf(period, query.compare, now);
    const { days } = await readAll((db) => getOverview(db, { period, comparison, compare: query.compare, now }));
    const name = `overview-${tenant.slug}-${period.firstDay}-${period.lastDay}`;
    if (query.format === "csv") {
      return csvResponse(`${name}.csv`, columns, days);
    }
    return Response.json(overviewAnswerSchema.parse({ period: toPeriodAnswer(period), days }), {
      headers: { "content-disposition": attachment(`${name}.json`), "cache-control": "private, no-store" },
    });
  },
);
