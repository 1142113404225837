import type { ReportPayload } from "@/lib/reports/payload";

/** How one version of a report differs from another, in kinds that can be said in a few words. */
export type VersionChange =
  | { readonly kind: "figures" | "language" | "parts" | "order" | "note" }
  | { readonly kind: "quotes"; readonly before: number; readonly after: number };

interface Compared {
  readonly locale: string;
  readonly quotes: number;
  readonly payload: ReportPayload;
}

/** What a person would notice who lays two versions side by side. */
export function versionChanges(before: Compared, after: Compared): VersionChange[] {
  const [a, b] = [before.payload, after.payload];
  const changes: VersionChange[] = [];
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const both = (payload: ReportPayload) =>
    payload.sections.filter((section) => a.sections.includes(section) && b.sections.includes(section));
  if (!same(figuresOf(a, b), figuresOf(b, a))) changes.push({ kind: "figures" });
  if (before.locale !== after.locale) changes.push({ kind: "language" });
  if (!same([...a.sections].sort(), [...b.sections].sort())) changes.push({ kind: "parts" });
  if (!same(both(a), both(b))) changes.push({ kind: "order" });
  if (!same(a.note, b.note)) changes.push({ kind: "note" });
  if (before.quotes !== after.quotes) changes.push({ kind: "quotes", before: before.quotes, after: after.quotes });
  return changes;
}

/** The figures of a payload, as far as both versions show the part that they stand in. */
function figuresOf(payload: ReportPayload, other: ReportPayload) {
  const shown = (section: ReportPayload["sections"][number]) =>
    payload.sections.includes(section) && other.sections.includes(section);
  return [
    payload.people,
    shown("countries") && [payload.countryCount, payload.countries],
    shown("languages") && payload.languages,
    shown("reactions") && [payload.dominantReaction, payload.reactions],
    shown("curve") && payload.curve,
    shown("au") && payload.au,
    shown("replays") && payload.replays,
    shown("themes") && payload.themes.map(({ people }) => people),
    shown("comparison") && payload.comparison,
  ];
}
