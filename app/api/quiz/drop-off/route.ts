import { csvText } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { dropOffAnswerSchema } from "@/lib/quiz-sessions/answer";
import { dropOffCsv, dropOffRows } from "@/lib/quiz-sessions/drop-off-export";
import { dropOffQuery } from "@/lib/quiz-sessions/drop-off-search";
import { readDropOff } from "@/lib/quiz-sessions/read-drop-off";

/** The drop-off heatmap of a period, a row for each cell; the same rollups that draw the page. */
export const GET = route(
  { auth: ["session", "read-key"], permission: "quizzes:read", query: dropOffQuery },
  async ({ query, tenant, readAll, now }) => {
    const { framework, format, version, columns, from, to, format_as, bom } = query;
    const asked = { filters: { framework, format, version }, columns, from, to };
    const { heatmap, edges, withoutJourney } = await readAll((db) => readDropOff(db, asked, now));
    const rows = dropOffRows(heatmap);
    if (format_as === "json") return dropOffAnswerSchema.parse({ columns, from, to, withoutJourney, rows, edges });
    return new Response(`${bom ? "\ufeff" : ""}${csvText(dropOffCsv, rows)}`, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${tenant.slug}-quiz-drop-off.csv"`,
        "cache-control": "private, no-store",
      },
    });
  },
);
