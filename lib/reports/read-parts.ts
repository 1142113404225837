import type { PreparedPart } from "@/lib/reports/prepared-report";

/** Everything that a report can be made of on paper, in the usual order. */
export const printedParts = [
  "curve",
  "reactions",
  "languages",
  "countries",
  "themes",
  "quotes",
  "beside",
  "upcoming",
  "note",
] as const satisfies readonly PreparedPart[];

/** The part under which a section is printed. */
export const partOfSection = (section: string): string =>
  section === "au" || section === "replays" || section === "comparison" ? "beside" : section;

/** The parts that a page's script names, without what is none of them. */
export function partsOf(list: string): PreparedPart[] {
  const named = new Set(list.split(","));
  return printedParts.filter((part) => named.has(part));
}
