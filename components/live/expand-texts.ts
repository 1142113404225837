import { createTranslator } from "use-intl/core";
import type { Forms, LiveTexts } from "@/components/live/phrase";
import { tagOf } from "@/components/live/phrase";
import type { ReaderLocale } from "@/lib/i18n";

type Tree = { readonly [key: string]: string | Tree };

/**
 * Makes sentences of messages while still on the server: each plural message becomes its forms, so that the page carries no
 * parser of messages and no message it does not say. Places for values stay as they are written.
 */
export function expandTexts(messages: Tree, locale: ReaderLocale): LiveTexts {
  const translate = createTranslator({ locale, messages }) as unknown as (
    key: string,
    values: Record<string, string | number>,
  ) => string;
  const samples = samplesOf(locale);
  return Object.fromEntries(
    flatten(messages).map(([key, text]) => {
      if (!/\{count,/.test(text)) return [key, text];
      const forms: Forms = {};
      for (const [form, count] of samples) forms[form] = translate(key, { count, shown: "{shown}" });
      return [key, forms];
    }),
  );
}

/** A number for each plural form of a language; forms that only fractions take are not among them. */
export function samplesOf(locale: ReaderLocale): Map<Intl.LDMLPluralRule, number> {
  const rules = new Intl.PluralRules(tagOf(locale));
  const found = new Map<Intl.LDMLPluralRule, number>();
  for (const number of [...Array(200).keys(), 1_000_000]) {
    const form = rules.select(number);
    if (!found.has(form)) found.set(form, number);
  }
  return found;
}

function flatten(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}
