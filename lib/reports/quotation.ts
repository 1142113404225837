const marks: Record<string, readonly [open: string, close: string]> = {
  de: ["„", "“"],
  cs: ["„", "“"],
  sk: ["„", "“"],
  bg: ["„", "“"],
  is: ["„", "“"],
  pl: ["„", "”"],
  ro: ["„", "”"],
  hu: ["„", "”"],
  nl: ["“", "”"],
  fr: ["«\u00a0", "\u00a0»"],
  es: ["«", "»"],
  it: ["«", "»"],
  pt: ["“", "”"],
  ru: ["«", "»"],
  uk: ["«", "»"],
  el: ["«", "»"],
  ar: ["«", "»"],
  fa: ["«", "»"],
  he: ["״", "״"],
  sv: ["”", "”"],
  fi: ["”", "”"],
  ja: ["「", "」"],
};

const anyMark = /^["'“”„«»「『‘’‚‹›״]|["'“”„«»」』‘’‹›״]$/u;

/** A quote in the marks of its own language; one that brings its own keeps them. */
export function inQuotationMarks(quote: string, language: string | null): string {
  if (anyMark.test(quote)) return quote;
  const [open, close] = marks[language?.toLowerCase().split("-")[0] ?? ""] ?? ["“", "”"];
  return `${open}${quote}${close}`;
}
