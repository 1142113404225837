import { attachment, csvResponse } from "@/lib/csv";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { route } from "@/lib/guard/route";
import { panelAnswerSchema, toAnswer } from "@/lib/master-sessions/answer";
import { streamAttendees } from "@/lib/master-sessions/attendees";
import { attendeeColumns, figureColumns, figureRows } from "@/lib/master-sessions/export";
import { exportQuerySchema, figureRowSchema, sessionParams } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";

export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "masterSessions:read",
    params: sessionParams,
    query: exportQuerySchema,
  },
  async ({ params: { sessionId }, query: { format, panel, of, value, bom }, tenant, readAll, now }) => {
    const { snapshot, asOf } = await readAll(async (db) => ({
      snapshot: await getSnapshot(db, sessionId, now),
      asOf: (await dataAsOf.first(db, {}))?.asOf ?? null,
    }));
    const people = () => streamAttendees(readAll, { sessionId, of, value });
    const name = [tenant.slug, sessionId, panel === "rows" ? of : panel].filter(Boolean).join("-");

    if (format === "csv") {
      const options = { byteOrderMark: bom === "1" };
      if (panel === "rows") return csvResponse(`${name}.csv`, attendeeColumns, people(), options);
      const rows = figureRowSchema.array().parse(figureRows(snapshot, panel));
      return csvResponse(`${name}.csv`, figureColumns, rows, options);
    }

    const answer =
      panel === undefined
        ? toAnswer(snapshot, asOf)
        : panelAnswerSchema.parse({
            session_id: sessionId,
            panel,
            dataAsOf: asOf,
            rows: panel === "rows" ? await gathered(people()) : figureRows(snapshot, panel),
          });
    return Response.json(answer, {
      headers: { "content-disposition": attachment(`${name}.json`), "cache-control": "private, no-store" },
    });
  },
);

async function gathered<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
