/** Codes that stand for groupings, for the unknown, or for tests. */
const notCountries = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

let byText: ReadonlyMap<string, string> | undefined;

/**
 * The ISO 3166 code of a country that is given as a code or by its English name; null for everything else. Withdrawn codes
 * become those of today (`UK` is `GB`).
 */
export function countryOf(value: unknown): string | null {
  if (typeof value !== "string" || value.length < 2 || value.length > 60) return null;
  byText ??= readCountries();
  return byText.get(value.toLowerCase()) ?? null;
}

/** Code and English name in lower case → code, from the language data that the process has. */
function readCountries(): Map<string, string> {
  const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const countries = new Map<string, string>();
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = english.of(code);
    const current = new Intl.Locale(`und-${code}`).region;
    if (!name || !current || notCountries.has(current)) continue;
    countries.set(code.toLowerCase(), current);
    countries.set(name.toLowerCase(), current);
  }
  return countries;
}
