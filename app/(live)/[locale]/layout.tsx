import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";
import { directionOf, isReaderLocale } from "@/lib/i18n";
import { themeCookie, themeFrom } from "@/lib/theme";

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#161513" },
  ],
};

// Who was invited has the address; nobody should find a room by searching.
export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The root of what participants see: no shell, no sign-in, in more languages than the app, and light (docs/decisions/0220). */
export default async function LiveLayout({
  params,
  children,
}: {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}) {
  const { locale } = await params;
  if (!isReaderLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <Document
      locale={locale}
      direction={directionOf(locale)}
      theme={themeFrom((await cookies()).get(themeCookie)?.value)}
    >
      {children}
    </Document>
  );
}
