/** What kind of thing would tell who wrote a text, or of whom it speaks. */
export const identifyingKinds = [
  "e-mail",
  "link",
  "handle",
  "phone number",
  "street address",
  "name",
  "place",
] as const;
export type IdentifyingKind = (typeof identifyingKinds)[number];

/** A piece of a text, by code units: from `start` up to, not including, `end`. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly kind: IdentifyingKind;
}

/** All matches of a pattern, or of its group `it` where it has one. */
export function matchesOf(text: string, pattern: RegExp, kind: IdentifyingKind): Finding[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const piece = match.groups?.it ?? match[0];
    const start = match.index + match[0].indexOf(piece);
    return piece ? [{ start, end: start + piece.length, kind }] : [];
  });
}
