import type { Report, Stay } from "@/lib/attendance-import/report";
import type { Issue } from "@/lib/attendance-import/schema";

/** A person of a file with her stays, each once, in order. */
export interface PlannedPerson {
  /** what tells her from others: an address, else a name. It leaves this folder only as a pseudonym. */
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly stays: readonly Stay[];
}

/** What a file would become. */
export interface Plan {
  readonly people: readonly PlannedPerson[];
  readonly reactions: readonly { readonly key: string; readonly kind: string; readonly at: Date }[];
  /** as the file has it; the reader may choose another start */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly issues: readonly Issue[];
}

/** The name that somebody is known by: what stands in brackets behind a changed one, without case and spare blanks. */
function nameKey(name: string): string {
  const original = /\(([^()]+)\)\s*$/.exec(name)?.[1] ?? name;
  return original.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * Finds the people of a report. Whoever has an address is told by it; others by their name, so that two people of one name and without
 * an address are counted as one, which is said. In the dashboard's JSON every entry is a person of its own.
 */
export function planReport(report: Report): Plan {
  const issues: Issue[] = [...report.issues];
  const byEntry = report.source === "big-blue-button-json";
  const groups = new Map<string, { name: string; email: string | null; stays: Stay[] }>();
  const keyOfEntry = new Map<number, string>();
  const entriesOfName = new Map<string, number>();
  const namesakes = new Map<string, Set<string>>();
  const keyOf = (stay: Pick<Stay, "name" | "email" | "line">): string => {
    const plain = nameKey(stay.name);
    if (stay.email) return `email:${stay.email}`;
    if (!byEntry) return `name:${plain}`;
    const known = keyOfEntry.get(stay.line);
    if (known) return known;
    const nth = (entriesOfName.get(plain) ?? 0) + 1;
    entriesOfName.set(plain, nth);
    const key = nth > 1 ? `name:${plain}#${nth}` : `name:${plain}`;
    keyOfEntry.set(stay.line, key);
    return key;
  };
  for (const stay of report.stays) {
    const key = keyOf(stay);
    const plain = nameKey(stay.name);
    const keys = namesakes.get(plain) ?? new Set();
    if (!keys.has(key) && keys.size > 0)
      issues.push({ code: "same-name", weight: "note", line: stay.line, what: stay.name });
    namesakes.set(plain, keys.add(key));
    const group = groups.get(key) ?? { name: stay.name, email: stay.email, stays: [] };
    groups.set(key, group);
    const same = group.stays.some(
      (one) => +one.joinedAt === +stay.joinedAt && (one.leftAt?.getTime() ?? 0) === (stay.leftAt?.getTime() ?? 0),
    );
    if (same) issues.push({ code: "repeated", weight: "skipped", line: stay.line });
    else group.stays.push(stay);
  }
  const people = [...groups].map(([key, { name, email, stays }]): PlannedPerson => {
    const sorted = [...stays].sort((a, b) => +a.joinedAt - +b.joinedAt || a.line - b.line);
    let until = Number.NEGATIVE_INFINITY;
    for (const stay of sorted) {
      if (+stay.joinedAt < until) issues.push({ code: "overlap", weight: "note", line: stay.line, what: name });
      until = Math.max(until, stay.leftAt?.getTime() ?? Number.POSITIVE_INFINITY);
    }
    return { key, name, email, stays: sorted };
  });
  const keyOfName = new Map(people.map((person) => [nameKey(person.name), person.key]));
  const instants = report.stays.flatMap(({ joinedAt, leftAt }) => [+joinedAt, ...(leftAt ? [+leftAt] : [])]);
  const edge = (pick: (a: number, b: number) => number) => (instants.length ? new Date(instants.reduce(pick)) : null);
  const last = edge((a, b) => Math.max(a, b));
  return {
    people,
    reactions: report.reactions.flatMap(({ name, kind, at }) => {
      const key = keyOfName.get(nameKey(name));
      return key ? [{ key, kind, at }] : [];
    }),
    startedAt: report.startedAt ?? edge((a, b) => Math.min(a, b)),
    // Whoever made the report may have closed the meeting after the last one had left, never before.
    endedAt: report.endedAt && last && report.endedAt > last ? report.endedAt : last,
    issues: issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}
