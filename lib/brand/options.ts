import { localeNames, locales } from "@/lib/i18n";

interface Option {
  value: string;
  label: string;
}

export const languageOptions = (): Option[] => locales.map((value) => ({ value, label: localeNames[value] }));

/** Every time zone that the runtime knows, and the one that is set, which may be an older name. */
export function zoneOptions(current: string): Option[] {
  const zones = new Set([current, "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}

/** Every currency with its name in the reader's language, by its code. */
export function currencyOptions(locale: string): Option[] {
  const names = new Intl.DisplayNames([locale], { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({ value, label: `${value} – ${names.of(value)}` }));
}
