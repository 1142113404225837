import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";
import { ClientMessages } from "@/components/ui/client-messages";
import { ToastRegion } from "@/components/ui/toast";
import { currentViewer } from "@/lib/guard/request";
import { isLocale } from "@/lib/i18n";
import { themeCookie, themeFrom } from "@/lib/theme";

interface Props {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#161513" },
  ],
};

/** The title of a page comes with its heading: see components/ui/document-title.tsx. */
export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "shell" });
  return {
    description: t("description"),
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "32x32" },
        { url: "/icon.svg", type: "image/svg+xml" },
      ],
      apple: "/apple-icon.png",
    },
  };
}

export default async function LocaleLayout({ params, children }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  // What was chosen on this device wins over what the account says.
  const chosen = (await cookies()).get(themeCookie)?.value;
  const theme = chosen ? themeFrom(chosen) : ((await currentViewer())?.user.theme ?? "system");
  return (
    <Document locale={locale} theme={theme}>
      <NuqsAdapter>
        <ClientMessages>
          {children}
          <ToastRegion />
        </ClientMessages>
      </NuqsAdapter>
    </Document>
  );
}
