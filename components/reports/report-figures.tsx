import type { CSSProperties } from "react";
import { ReportPart } from "@/components/reports/report-part";
import type { PreparedBar, PreparedReport } from "@/lib/reports/prepare-report";

/** The feelings, the languages and the countries, side by side where there is room. */
export function ReportFigures({ report, level }: { report: PreparedReport; level: 2 | 3 }) {
  const { feeling, languages, countries } = report;
  if (!feeling && !languages && !countries) return null;
  return (
    <div className="report-figures">
      {feeling && (
        <ReportPart heading={feeling.heading} level={level}>
          <p className="report-feeling">{feeling.name}</p>
          {feeling.mix && <ReportBars rows={feeling.mix} />}
        </ReportPart>
      )}
      {languages && (
        <ReportPart heading={languages.heading} level={level}>
          <ReportBars rows={languages.rows} />
        </ReportPart>
      )}
      {countries && (
        <ReportPart heading={countries.heading} level={level}>
          <ReportBars rows={countries.rows} />
        </ReportPart>
      )}
    </div>
  );
}

/** A list whose rows are underlined by how many they are: the list is the table behind its own bars. */
function ReportBars({ rows }: { rows: PreparedBar[] }) {
  return (
    <ul className="report-bars">
      {rows.map(({ label, value, share, rest }) => (
        <li key={label} data-rest={rest || undefined}>
          <span>{label}</span> {value !== null && <span className="report-value">{value}</span>}
          {share !== null && <span className="report-bar" style={{ "--share": share } as CSSProperties} aria-hidden />}
        </li>
      ))}
    </ul>
  );
}
