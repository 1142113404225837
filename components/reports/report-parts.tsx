import type { CSSProperties } from "react";
import { ReportCurve } from "@/components/reports/report-curve";
import { ReportPart } from "@/components/reports/report-part";
import {
  ReportBeside,
  ReportNote,
  ReportQuotes,
  ReportThemes,
  ReportUpcoming,
} from "@/components/reports/report-voices";
import type { PreparedBar, PreparedPart, PreparedReport } from "@/lib/reports/prepared-report";
import type { ReportText } from "@/lib/reports/report-text";

interface PartProps {
  report: PreparedReport;
  level: 2 | 3;
}

/** Everything below the headline, in the order of the report; lists that follow each other stand side by side where there is room. */
export function ReportParts({ text, ...common }: PartProps & { text: ReportText }) {
  return common.report.layout.map((row) => {
    const parts = row.map((part) => <OnePart key={part} part={part} text={text} {...common} />);
    return row.length === 1 && !isList(row[0]) ? (
      parts
    ) : (
      <div key={row.join(" ")} className="report-figures">
        {parts}
      </div>
    );
  });
}

const isList = (part: PreparedPart | undefined) => part === "reactions" || part === "languages" || part === "countries";

function OnePart({ part, text, ...common }: PartProps & { part: PreparedPart; text: ReportText }) {
  const { report, level } = common;
  switch (part) {
    case "curve":
      return (
        report.curve && (
          <ReportPart part={part} heading={report.curve.heading} level={level}>
            <ReportCurve curve={report.curve} text={text} direction={report.direction} />
          </ReportPart>
        )
      );
    case "reactions":
      return (
        report.feeling && (
          <ReportPart part={part} heading={report.feeling.heading} level={level}>
            <p className="report-feeling">{report.feeling.name}</p>
            {report.feeling.mix && <ReportBars rows={report.feeling.mix} />}
          </ReportPart>
        )
      );
    case "languages":
    case "countries": {
      const list = report[part];
      return (
        list && (
          <ReportPart part={part} heading={list.heading} level={level}>
            <ReportBars rows={list.rows} />
          </ReportPart>
        )
      );
    }
    case "themes":
      return <ReportThemes {...common} />;
    case "quotes":
      return <ReportQuotes {...common} />;
    case "beside":
      return <ReportBeside {...common} />;
    case "upcoming":
      return <ReportUpcoming {...common} />;
    case "note":
      return <ReportNote {...common} />;
  }
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
