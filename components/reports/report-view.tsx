import "server-only";
import "@/components/reports/report.css";
import type { CSSProperties, ReactNode } from "react";
import { ReportParts } from "@/components/reports/report-parts";
import { accentVariables } from "@/components/shell/brand-accent";
import type { ReaderLocale } from "@/lib/i18n";
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
  children,
}: {
  payload: ReportPayload;
  locale: ReaderLocale;
  /** where the PDF of the same report is; no link without it */
  pdfHref?: string;
  embedded?: boolean;
  /** what the page adds below the report: the box for a word back */
  children?: ReactNode;
}) {
  const text = reportText(locale);
  const report = prepareReport(payload, locale, text);
  const Root = embedded ? "div" : "main";
  const Title = embedded ? "h2" : "h1";
  const level = embedded ? 3 : 2;
  const { figure, words } = report.headline;
  return (
    <Root
      className="report"
      lang={locale}
      dir={report.direction}
      style={accentVariables(report.brandColor) as CSSProperties}
    >
      <article className="report-sheet">
        <header className="report-head">
          <p className="report-masthead">
            {report.logo ? (
              // biome-ignore lint/performance/noImgElement: a few kilobytes that stand in the report itself; nothing is fetched for them.
              <img
                className="report-logo"
                src={`data:image/png;base64,${report.logo.png}`}
                width={report.logo.width}
                height={report.logo.height}
                alt={report.tenant}
              />
            ) : (
              <span className="report-tenant">{report.tenant}</span>
            )}
            <time dateTime={payload.session.startedAt}>{report.date}</time>
          </p>
          <Title className="report-title">
            <bdi lang={report.title.language ?? undefined} dir={report.title.direction}>
              {report.title.text}
            </bdi>
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
        <ReportParts report={report} text={text} level={level} />
        {children}
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
