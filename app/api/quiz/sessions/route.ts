import { endOfDay, startOfDay } from "@/lib/analytics/zone";
import { attachment, csvResponse } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { quizSessionPageSchema } from "@/lib/quiz-sessions/answer";
import { jsonRows, sessionCsv, sessionJson, sessionsQuery } from "@/lib/quiz-sessions/export";
import { listSessionsPage, streamSessions } from "@/lib/quiz-sessions/list";
import { filtersOf } from "@/lib/quiz-sessions/list-search";

/** Quiz sessions with the filters and the order of the page: a page at a time, or everything that fits as a file. */
export const GET = route(
  { auth: ["session", "read-key"], permission: "quizzes:read", query: sessionsQuery },
  async ({ query, tenant, readAll, now }) => {
    const { from, to, sort, dir, cursor, limit, format_as, bom } = query;
    const asked = {
      filters: filtersOf(query),
      start: from ? startOfDay(from, tenant.timeZone) : undefined,
      end: to ? endOfDay(to, tenant.timeZone) : undefined,
      now,
      sort,
      dir,
    };
    if (format_as === "csv") {
      const rows = streamSessions(readAll, asked);
      return csvResponse(`${tenant.slug}-quiz-sessions.csv`, sessionCsv, rows, { byteOrderMark: bom === "1" });
    }
    if (format_as === "json") {
      return new Response(jsonRows(streamSessions(readAll, asked), sessionJson), {
        headers: {
          "content-type": "application/json",
          "content-disposition": attachment(`${tenant.slug}-quiz-sessions.json`),
          "cache-control": "private, no-store",
        },
      });
    }
    const { items, nextCursor } = await readAll((db) => listSessionsPage(db, { ...asked, cursor, limit }));
    return quizSessionPageSchema.parse({ items: items.map(sessionJson), nextCursor });
  },
);
