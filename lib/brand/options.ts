import { localeNames, locales } from "@/lib/i18n";

interface Option {
  value: string;
  label: string;
}

export const languageOptions = (): Option[] => locales.map((value) => ({ value, label: localeNames[value] }));

/** The runtime lists some places by names they no longer have; both names mean the same zone to it and to the database. */
const newerNames: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** Every time zone that the runtime knows, and the one that is set, by the names their places have today. */
export function zoneOptions(current: string): Option[] {
  const zones = new Set([current, "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...zones]
    .map((value) => ({ value, label: (newerNames[value] ?? value).replaceAll("_", " ") }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Every currency with its name in the reader's language, by its code. */
export function currencyOptions(locale: string): Option[] {
  const names = new Intl.DisplayNames([locale], { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({ value, label: `${value} – ${names.of(value)}` }));
}
