import type { DropOffColumn } from "@/lib/quiz-sessions/drop-off-search";

/** The filters of the list that hold a column's sessions. What nobody said is `none` in an address. */
export function columnSearch(columns: DropOffColumn, key: string): Record<string, string> {
  if (columns === "version") {
    const [format = "", ...version] = key.split(" ");
    return { format, version: version.join(" ") || "none" };
  }
  return { [columns]: key || "none" };
}
