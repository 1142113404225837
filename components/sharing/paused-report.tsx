import "server-only";
import { directionOf, type ReaderLocale } from "@/lib/i18n";
import type { ReportText } from "@/lib/reports/report-text";

/** Told to whoever opens a link of an organisation that may not share at the moment. */
export function PausedReport({
  tenantName,
  locale,
  text,
}: {
  tenantName: string;
  locale: ReaderLocale;
  text: ReportText;
}) {
  return (
    <main
      lang={locale}
      dir={directionOf(locale)}
      className="mx-auto flex min-h-dvh max-w-[34rem] flex-col justify-center gap-3 px-6 py-16"
    >
      <title>{text("paused.title")}</title>
      <h1 className="font-serif text-title">{text("paused.title")}</h1>
      <p className="text-lead text-ink-soft">{text("paused.text", { tenant: tenantName })}</p>
    </main>
  );
}
