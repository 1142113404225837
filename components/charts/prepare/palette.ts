/** Categorical colours, as CSS; at most six at once, the remainder in grey. Their values live in globals.css. */
export const categoryColours = [
  "var(--cat-1)",
  "var(--cat-2)",
  "var(--cat-3)",
  "var(--cat-4)",
  "var(--cat-5)",
  "var(--cat-6)",
] as const;

export const restColour = "var(--cat-rest)";

/**
 * A colour for each key: the same key gets the same colour on every page, because its place comes from the key itself
 * and not from its rank. Where two keys want one place, the one that sorts first keeps it. `pinned` fixes the places
 * (0–5) of a known vocabulary; keys beyond six are grey.
 */
export function coloursFor(
  keys: readonly string[],
  pinned: Readonly<Record<string, number>> = {},
): Map<string, string> {
  const assigned = new Map<string, string>();
  const taken = new Set<number>();
  const take = (key: string, place: number) => {
    taken.add(place);
    assigned.set(key, categoryColours[place] ?? restColour);
  };
  const distinct = [...new Set(keys)].sort();
  for (const key of distinct) {
    const place = pinned[key];
    if (place !== undefined && !taken.has(place)) take(key, place);
  }
  for (const key of distinct) {
    if (assigned.has(key)) continue;
    const wanted = hash(key) % categoryColours.length;
    const place = categoryColours
      .map((_, step) => (wanted + step) % categoryColours.length)
      .find((free) => !taken.has(free));
    if (place === undefined) assigned.set(key, restColour);
    else take(key, place);
  }
  return assigned;
}

/** FNV-1a, for spreading keys; nothing secret hangs on it. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}

/** A step of the sequential scale, 0 (nothing) to 1 (most): one hue, the accent, in growing strength. */
export function sequentialColour(share: number): string {
  const strength = Math.round(8 + Math.min(1, Math.max(0, share)) * 84);
  return `color-mix(in oklab, var(--accent) ${strength}%, var(--paper))`;
}
