import type { DropOffCell, DropOffColumn } from "@/lib/quiz-sessions/drop-off-search";

/** The filters of the list that hold a column's sessions. What nobody said is `none` in an address. */
export function columnSearch(columns: DropOffColumn, key: string): Record<string, string> {
  if (columns === "version") {
    const [format = "", ...version] = key.split(" ");
    return { format, version: version.join(" ") || "none" };
  }
  return { [columns]: key || "none" };
}

/** The sessions of a cell: those that came no further where it shows them, else those that reached the step. */
export const cellSearch = (step: string, show: DropOffCell) => ({
  step,
  outcome: show === "dropped" ? "dropped" : "reached",
});

/** The sessions of a band of the step graph: those that went from a step straight to another. */
export const waySearch = (step: string, next: string) => ({ step, next });

/** The sessions that a step has and no band leads on. */
export const endSearch = (step: string, outcome: "dropped" | "progress") => ({ step, outcome });
