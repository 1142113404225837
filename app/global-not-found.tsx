import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getLocale } from "next-intl/server";
import { Document } from "@/components/shell/document";
import { MessagePage } from "@/components/shell/message-page";
import { PlainPage } from "@/components/shell/plain-page";
import { ClientMessages } from "@/components/ui/client-messages";
import { themeCookie, themeFrom } from "@/lib/theme";

export const metadata: Metadata = { robots: { index: false } };

/** For addresses that no page answers to. There is no layout around it, because there are two roots. */
export default async function GlobalNotFound() {
  const theme = themeFrom((await cookies()).get(themeCookie)?.value);
  return (
    <Document locale={await getLocale()} theme={theme}>
      <ClientMessages>
        <PlainPage>
          <MessagePage kind="notFound" />
        </PlainPage>
      </ClientMessages>
    </Document>
  );
}
