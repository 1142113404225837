import { headers } from "next/headers";
import { ReaderNotice } from "@/components/sharing/reader-notice";
import { readerLocaleFromHeader } from "@/lib/i18n";
import { reportText } from "@/lib/reports/report-text";

/** Unknown, expired and revoked links look the same. Whose language it is nobody knows but the browser. */
export default async function ReportGone() {
  const locale = readerLocaleFromHeader((await headers()).get("accept-language"));
  const text = reportText(locale);
  return <ReaderNotice locale={locale} title={text("gone.title")} text={text("gone.text")} />;
}
