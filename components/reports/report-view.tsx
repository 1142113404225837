import "server-only";
import "@/components/reports/report.css";
import type { CSSProperties } from "react";
import { ReportCurve } from "@/components/reports/report-curve";
import { ReportFigures } from "@/components/reports/report-figures";
import { ReportPart } from "@/components/reports/report-part";
import { ReportVoices } from "@/components/reports/report-voices";
import { accentVariables } from "@/components/shell/brand-accent";
import type { Locale } from "@/lib/i18n";
import type { ReportPayload } from "@/lib/reports/payload";
import { prepareReport } from "@/lib/reports/prepare-report";
import { reportText } from "@/lib/reports/report-text";

/**
 * The report as a page: the same prepared report that the PDF draws, readable without script, on a phone, at a desk and
 * on paper. `embedded` shows it inside another page, one heading level down and without being its main part.
 */
export function ReportView({
  payload,
  locale,
  pdfHref,
  embedded = false,
}: {
  payload: ReportPayload;
  locale: Locale;
  /** where the PDF of the same report is; no link without it */
  pdfHref?: string;
  embedded?: boolean;
}) {
  const text = reportText(locale);
  const report = prepareReport(payload, locale, text);
  const Root = embedded ? "div" : "main";
  const Title = embedded ? "h2" : "h1";
  const level = embedded ? 3 : 2;
  const { figure, words } = report.headline;
  return (
    <Root className="report" lang={locale} style={accentVariables(report.brandColor) as CSSProperties}>
      <article className="report-sheet">
        <header className="report-head">
          <p className="report-masthead">
            <span className="report-tenant">{report.tenant}</span>
            <time dateTime={payload.session.startedAt}>{report.date}</time>
          </p>
          <Title className="report-title" lang={report.title.language ?? undefined} dir={report.title.direction}>
            {report.title.text}
          </Title>
          <p className="report-byline">
            <span className="report-master">{report.withMaster}</span>
            <span className="report-when">{report.whenAndHow}</span>
          </p>
        </header>
        <section className="report-gathering" aria-label={text("headlineLabel")}>
          <p className={figure === null ? "report-circle" : "report-headline"}>
            {figure !== null && <span className="report-number">{figure}</span>}{" "}
            <span className="report-words">{words}</span>
          </p>
          <p className="report-sentence">{report.sentence}</p>
        </section>
        {report.curve && (
          <ReportPart heading={report.curve.heading} level={level}>
            <ReportCurve curve={report.curve} text={text} />
          </ReportPart>
        )}
        <ReportFigures report={report} level={level} />
        <ReportVoices report={report} level={level} />
        <footer className="report-colophon">
          <p>{report.colophon.imprint}</p>
          {report.colophon.privacy && <p>{report.colophon.privacy}</p>}
          {pdfHref && (
            <p data-screen-only>
              <a href={pdfHref}>{text("download")}</a>
            </p>
          )}
        </footer>
      </article>
    </Root>
  );
}
