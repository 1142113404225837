import type { ReportPayload } from "@/lib/reports/payload";

/** A file name from date and title, in ASCII; of a title in another script the date remains. */
export function pdfFileName(payload: ReportPayload): string {
  const title = payload.session.title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return ["report", payload.session.startedAt.slice(0, 10), title].filter(Boolean).join("-").concat(".pdf");
}
