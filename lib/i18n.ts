/** The languages people can read Attune in. Another one is an entry here and a folder under messages/. */
export const locales = ["en", "de"] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "en";

/**
 * The languages of people who have no account: participants of a live session, and the masters whose reports are sent out.
 * Every one of the app is among them; the others have only the namespaces that such a reader sees (`readerNamespaces`).
 */
export const readerLocales = ["en", "de", "fr", "es", "ru", "ar"] as const;

export type ReaderLocale = (typeof readerLocales)[number];

/** The namespaces that exist in every reader language. */
export const readerNamespaces = ["live", "report", "recap-mail"] as const;

/** What a language calls itself: a reader looking for her own language must not need to know ours. */
export const localeNames: Record<Locale, string> = { en: "English", de: "Deutsch" };

/** The same for the languages of readers. */
export const readerLocaleNames: Record<ReaderLocale, string> = {
  ...localeNames,
  fr: "Français",
  es: "Español",
  ru: "Русский",
  ar: "العربية",
};

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value);
}

export function isReaderLocale(value: unknown): value is ReaderLocale {
  return typeof value === "string" && (readerLocales as readonly string[]).includes(value);
}

/** The direction in which a language is written, as the `dir` of a document says it. */
export function directionOf(locale: ReaderLocale): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/**
 * The best locale for an Accept-Language header: the highest weighted entry whose language we have.
 * Anything unreadable in the header is skipped rather than trusted.
 */
export function localeFromHeader(header: string | null): Locale {
  return wantedLanguages(header).find(isLocale) ?? defaultLocale;
}

/** The same among the languages of readers. */
export function readerLocaleFromHeader(header: string | null): ReaderLocale {
  return wantedLanguages(header).find(isReaderLocale) ?? defaultLocale;
}

function wantedLanguages(header: string | null): (string | undefined)[] {
  const wanted = (header ?? "")
    .split(",")
    .map((part, position) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
      const weight = quality === undefined ? 1 : Number(quality.slice(2));
      return { language: tag.toLowerCase().split("-")[0], weight: Number.isFinite(weight) ? weight : 0, position };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position);
  return wanted.map(({ language }) => language);
}
