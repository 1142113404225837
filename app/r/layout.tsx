import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";
import { defaultLocale } from "@/lib/i18n";

/** The root of shared reports: no shell, no session, nothing but the page. */
export default function SharedReportLayout({ children }: { children: ReactNode }) {
  return <Document locale={defaultLocale}>{children}</Document>;
}
