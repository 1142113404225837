import { periodKeys } from "@/lib/analytics/range";

/** An address with the period of the present one, so that going from page to page keeps looking at the same time. */
export function keepPeriod(href: string, search: Pick<URLSearchParams, "get">): string {
  const kept = new URLSearchParams();
  for (const key of periodKeys) {
    const value = search.get(key);
    if (value) kept.set(key, value);
  }
  return kept.size ? `${href}?${kept}` : href;
}
