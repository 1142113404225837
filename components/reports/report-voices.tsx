import { ReportPart } from "@/components/reports/report-part";
import type { PreparedReport, Words } from "@/lib/reports/prepared-report";

const tongue = ({ language, direction }: Words) => ({ lang: language ?? undefined, dir: direction });

interface PartProps {
  report: PreparedReport;
  level: 2 | 3;
}

export function ReportThemes({ report: { themes }, level }: PartProps) {
  return (
    themes && (
      <ReportPart part="themes" heading={themes.heading} level={level}>
        <ul className="report-themes">
          {themes.rows.map(({ label, value }) => (
            <li key={label.text}>
              <span {...tongue(label)}>{label.text}</span> {value !== null && <sup>{value}</sup>}
            </li>
          ))}
        </ul>
      </ReportPart>
    )
  );
}

export function ReportQuotes({ report: { quotes }, level }: PartProps) {
  return (
    quotes && (
      <ReportPart part="quotes" heading={quotes.heading} level={level}>
        <ul className="report-quotes">
          {quotes.rows.map(({ quote, languageName }) => (
            <li key={quote.text}>
              <figure dir={quote.direction}>
                <blockquote {...tongue(quote)}>{quote.text}</blockquote>
                {languageName && <figcaption>{languageName}</figcaption>}
              </figure>
            </li>
          ))}
        </ul>
      </ReportPart>
    )
  );
}

/** What is told beside the hour: units, replays, what came before. */
export function ReportBeside({ report: { beside }, level }: PartProps) {
  return (
    beside && (
      <ReportPart part="beside" heading={beside.heading} level={level}>
        <ul className="report-facts">
          {beside.facts.map(({ figure, words }) => (
            <li key={words} data-words={figure === null || undefined}>
              {figure !== null && <span className="report-fact">{figure}</span>} <span>{words}</span>
            </li>
          ))}
        </ul>
      </ReportPart>
    )
  );
}

export function ReportUpcoming({ report: { upcoming }, level }: PartProps) {
  return (
    upcoming && (
      <ReportPart part="upcoming" heading={upcoming.heading} level={level}>
        <ul className="report-upcoming">
          {upcoming.rows.map(({ when, title, detail }) => (
            <li key={`${when} ${title.text}`}>
              <span className="report-date">{when}</span>{" "}
              <span className="report-next">
                <bdi {...tongue(title)}>{title.text}</bdi>
              </span>{" "}
              <span className="report-detail">{detail}</span>
            </li>
          ))}
        </ul>
      </ReportPart>
    )
  );
}

export function ReportNote({ report: { note }, level }: PartProps) {
  return (
    note && (
      <ReportPart part="note" heading={note.heading} level={level} className="report-note">
        {note.paragraphs.map((paragraph) => (
          <p key={paragraph.text} {...tongue(paragraph)}>
            {paragraph.text}
          </p>
        ))}
        {note.signed && <p className="report-signed">{note.signed}</p>}
      </ReportPart>
    )
  );
}
