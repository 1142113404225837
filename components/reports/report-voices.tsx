import { ReportPart } from "@/components/reports/report-part";
import type { PreparedReport, Words } from "@/lib/reports/prepare-report";

const tongue = ({ language, direction }: Words) => ({ lang: language ?? undefined, dir: direction });

/** What was said, and what comes next. A part that is not there leaves no gap. */
export function ReportVoices({ report, level }: { report: PreparedReport; level: 2 | 3 }) {
  const { themes, quotes, beside, upcoming, note } = report;
  return (
    <>
      {themes && (
        <ReportPart heading={themes.heading} level={level}>
          <ul className="report-themes">
            {themes.rows.map(({ label, value }) => (
              <li key={label.text}>
                <span {...tongue(label)}>{label.text}</span> {value !== null && <sup>{value}</sup>}
              </li>
            ))}
          </ul>
        </ReportPart>
      )}
      {quotes && (
        <ReportPart heading={quotes.heading} level={level}>
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
      )}
      {beside && (
        <ReportPart heading={beside.heading} level={level}>
          <ul className="report-facts">
            {beside.facts.map(({ figure, words }) => (
              <li key={words} data-words={figure === null || undefined}>
                {figure !== null && <span className="report-fact">{figure}</span>} <span>{words}</span>
              </li>
            ))}
          </ul>
        </ReportPart>
      )}
      {upcoming && (
        <ReportPart heading={upcoming.heading} level={level}>
          <ul className="report-upcoming">
            {upcoming.rows.map(({ when, title, detail }) => (
              <li key={`${when} ${title.text}`}>
                <span className="report-date">{when}</span>{" "}
                <span className="report-next" {...tongue(title)}>
                  {title.text}
                </span>{" "}
                <span className="report-detail">{detail}</span>
              </li>
            ))}
          </ul>
        </ReportPart>
      )}
      {note && (
        <ReportPart heading={note.heading} level={level} className="report-note">
          {note.paragraphs.map((paragraph) => (
            <p key={paragraph.text} {...tongue(paragraph)}>
              {paragraph.text}
            </p>
          ))}
          {note.signed && <p className="report-signed">{note.signed}</p>}
        </ReportPart>
      )}
    </>
  );
}
