import { notFound } from "@/lib/errors";
import { cookieOf } from "@/lib/guard/request-cookie";
import { route } from "@/lib/guard/route";
import { paths, withSearch } from "@/lib/paths";
import { pdfFileName } from "@/lib/reports/pdf-file-name";
import { sharedPdfParams, sharedPdfQuery } from "@/lib/reports/report-queries";
import { drawShared, noteDownload, openShared } from "@/lib/reports/visit";

export const GET = route.public(
  {
    params: sharedPdfParams,
    query: sharedPdfQuery,
  },
  async ({ request, params, query, now, viewer }) => {
    const shared = await openShared(params.token, (name) => cookieOf(request, name), now);
    const page = paths.sharedReport(params.token);
    // A person is told by the page, in her language, what may have become of it; a program reads the answer.
    if (!shared && request.headers.get("accept")?.includes("text/html")) return seeOther(page);
    if (!shared) throw notFound("report");
    // The page asks for the password, or says that sharing is paused.
    if (shared.status !== "open") return seeOther(page);
    // The page says in the reader's language that this report is only to be read there.
    if (!shared.link.allowDownload) {
      return seeOther(withSearch(page, { problem: "download" }));
    }
    const { headers, method } = request;
    const bytes = await drawShared(shared, query.size, now);
    await noteDownload(shared.link, { headers, method, viewer: await viewer(), now, fromVisit: query.visit });
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${pdfFileName(shared.payload)}"`,
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex, nofollow",
        "referrer-policy": "no-referrer",
      },
    });
  },
);

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });
