import { printable } from "@/lib/reports/pdf/printable";
import { codesOfReport, type PreparedReport } from "@/lib/reports/prepared-report";

/** The same report with every text as it can be set; see printable. Themes and quotes of which nothing is left are gone. */
export function printableReport(report: PreparedReport, nameOf: (feelingKey: string) => string | null): PreparedReport {
  const cleaned = clean(report, nameOf) as PreparedReport;
  return {
    ...cleaned,
    themes: cleaned.themes && { ...cleaned.themes, rows: cleaned.themes.rows.filter(({ label }) => label.text !== "") },
    quotes: cleaned.quotes && {
      ...cleaned.quotes,
      rows: cleaned.quotes.rows.filter(({ quote }) => /[\p{L}\p{N}]/u.test(quote.text)),
    },
  };
}

function clean(value: unknown, nameOf: (feelingKey: string) => string | null): unknown {
  if (typeof value === "string") return printable(value, nameOf);
  if (Array.isArray(value)) return value.map((one) => clean(one, nameOf));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, codesOfReport.has(key) ? inner : clean(inner, nameOf)]),
  );
}
