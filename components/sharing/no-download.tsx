import "server-only";
import { directionOf, type ReaderLocale } from "@/lib/i18n";
import type { ReportText } from "@/lib/reports/report-text";

/** Told to whoever asks for the PDF of a link that has none. */
export function NoDownload({
  href,
  tenantName,
  locale,
  text,
}: {
  href: string;
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
      <title>{text("noDownload.title")}</title>
      <h1 className="font-serif text-title">{text("noDownload.title")}</h1>
      <p className="text-lead text-ink-soft">{text("noDownload.text", { tenant: tenantName })}</p>
      <p>
        <a href={href} className="text-accent underline underline-offset-4">
          {text("noDownload.back")}
        </a>
      </p>
    </main>
  );
}
