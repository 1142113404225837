import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** What the kit and the shell themselves say in the browser. */
const always = ["ui", "shell"];

/**
 * Sends the messages of the named namespaces to the client components inside, and no others: a page that sent all of
 * them would carry every text of the product. Server components need nothing of this.
 */
export async function ClientMessages({ namespaces = [], children }: { namespaces?: string[]; children: ReactNode }) {
  const [locale, all] = await Promise.all([getLocale(), getMessages()]);
  const messages = Object.fromEntries([...always, ...namespaces].map((name) => [name, all[name] ?? {}]));
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      {children}
    </NextIntlClientProvider>
  );
}
