import { headers } from "next/headers";
import { directionOf, readerLocaleFromHeader } from "@/lib/i18n";
import { reportText } from "@/lib/reports/report-text";

/** Unknown, expired and revoked links look the same. Whose language it is nobody knows but the browser. */
export default async function ReportGone() {
  const locale = readerLocaleFromHeader((await headers()).get("accept-language"));
  const text = reportText(locale);
  return (
    <main
      lang={locale}
      dir={directionOf(locale)}
      className="mx-auto flex min-h-dvh max-w-[34rem] flex-col justify-center gap-3 px-6 py-16"
    >
      <title>{text("gone.title")}</title>
      <h1 className="font-serif text-title">{text("gone.title")}</h1>
      <p className="text-lead text-ink-soft">{text("gone.text")}</p>
    </main>
  );
}
