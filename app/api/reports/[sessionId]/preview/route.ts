import { conflict, notFound } from "@/lib/errors";
import { route } from "@/lib/guard/route";
import { drawReport } from "@/lib/reports/draw-report";
import { pdfFileName } from "@/lib/reports/pdf-file-name";
import { previewReport } from "@/lib/reports/preview";
import { previewParams, previewQuery } from "@/lib/reports/report-queries";
import { frozenVersion } from "@/lib/reports/versions";

/** The PDF of a session's draft as it is stored, or of a frozen version with all of its parts: for those who may share it. */
export const GET = route(
  {
    auth: ["session"],
    permission: "reports:share",
    params: previewParams,
    query: previewQuery,
  },
  async ({ tenant, params: { sessionId }, query: { version, size: pageSize }, now, readAll }) => {
    const { payload, locale } = await readAll(async (db) => {
      if (version !== undefined) {
        const frozen = await frozenVersion(db, sessionId, version);
        if (!frozen) throw notFound("report");
        return frozen;
      }
      const { payload, draft } = await previewReport(db, tenant, sessionId, now);
      if (!payload) throw conflict("This session has not ended yet.");
      return { payload, locale: draft.choices.locale };
    });
    const bytes = await drawReport(payload, { locale, pageSize }, { sessionId, now }, readAll);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${pdfFileName(payload)}"`,
        "cache-control": "private, no-store",
      },
    });
  },
);
