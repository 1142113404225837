import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "use-intl/core";
import { env } from "@/lib/env";
import type { ReaderLocale } from "@/lib/i18n";

export type Messages = { readonly [key: string]: string | Messages };

const cached = new Map<ReaderLocale, Record<string, Messages>>();

/**
 * All messages of a locale, one key per namespace, read from messages/<locale>/<namespace>.json.
 * A new feature adds its files and nothing else: the folder is the list. A language that only readers have holds
 * `readerNamespaces` and nothing more.
 */
export function loadMessages(locale: ReaderLocale): Record<string, Messages> {
  const known = cached.get(locale);
  if (known) return known;
  // Every process of Attune runs in the project folder; a bundler must not try to follow this path.
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "messages", locale);
  const messages: Record<string, Messages> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".json")) continue;
    messages[file.slice(0, -".json".length)] = JSON.parse(readFileSync(join(folder, file), "utf8"));
  }
  // While developing, a text is read again on every request, so that editing one needs no restart.
  if (env().NODE_ENV === "production") cached.set(locale, messages);
  return messages;
}

/** The messages are read at run time, so a key is any string; a missing one shows as its path. */
export interface Translator {
  (key: string, values?: Record<string, string | number | Date>): string;
  has(key: string): boolean;
}

/** A translator for code outside of a page: mails, PDFs, commands. */
export function translatorFor(locale: ReaderLocale, namespace: string): Translator {
  return createTranslator({ locale, messages: loadMessages(locale), namespace }) as unknown as Translator;
}
