import { attachment, type CsvColumn, csvResponse } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { getOpenRate, type OpenRate } from "@/lib/reports/open-rate";
import { openRateAnswerSchema, openRateQuery } from "@/lib/reports/open-rate-answer";

type Row = { by: string; key: string; name: string; recipients: number; opened: number; rate: number | null };

const columns: CsvColumn<Row>[] = [
  { header: "by", value: (row) => row.by },
  { header: "key", value: (row) => row.key },
  { header: "name", value: (row) => row.name },
  { header: "recipients", value: (row) => row.recipients },
  { header: "opened", value: (row) => row.opened },
  { header: "open_rate", value: (row) => row.rate },
];

const rowsOf = ({ months, masters }: OpenRate): Row[] => [
  ...months.map(({ month, recipients, opened, rate }) => ({
    by: "month",
    key: month,
    name: "",
    recipients,
    opened,
    rate,
  })),
  ...masters.map(({ masterId, masterName, recipients, opened, rate }) => {
    return { by: "master", key: masterId ?? "", name: masterName ?? "", recipients, opened, rate };
  }),
];

/** The open rate as the panel of the reports page shows it, by month and by master; both parts of every rate stand beside it. */
export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "masterSessions:read",
    query: openRateQuery,
  },
  async ({ tenant, query, now, readAll }) => {
    const rate = await readAll((db) => getOpenRate(db, tenant.timeZone, now));
    const name = `open-rate-${tenant.slug}`;
    if (query.format === "csv") return csvResponse(`${name}.csv`, columns, rowsOf(rate));
    return Response.json(openRateAnswerSchema.parse({ timeZone: tenant.timeZone, ...rate }), {
      headers: { "content-disposition": attachment(`${name}.json`), "cache-control": "private, no-store" },
    });
  },
);
