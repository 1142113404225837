import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { recountSession } from "@/lib/live/recount";
import type { Group, Snapshot } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { headcount } from "@/lib/reports/compose";
import type { Headcount } from "@/lib/reports/payload";
import { versionsOf } from "@/lib/reports/versions";
import { listSessionFiles } from "@/lib/telemetry/queries/list-session-files";

/** Where a session's figures are said. */
export const places = ["live", "recap", "snapshot", "export", "report"] as const;
export type Place = (typeof places)[number];

/** A figure that one place says otherwise than the log. */
export interface Disagreement {
  readonly sessionId: string;
  readonly place: Place;
  readonly figure: string;
  /** what the log says */
  readonly expected: string;
  readonly found: string;
}

/** Who says it to the recount, and which place that is to a reader. A report's own figures are judged below. */
const placeOf: Readonly<Record<string, Place>> = {
  live: "live",
  master_sessions: "live",
  session_totals: "recap",
  snapshot: "snapshot",
  export: "export",
};

/**
 * Holds everything that says something of an ended session against its log: the live room and the list it leaves behind, the recap's frozen
 * row, the snapshot, exported rows and finished files, and the newest shared report. The caller's transaction should be `repeatable read`.
 */
export async function reconcileSession(db: TenantSql, tenant: Tenant, sessionId: string): Promise<Disagreement[]> {
  const recounted = (await recountSession(db, tenant, sessionId)).flatMap(({ source, figure, log, found }) => {
    const place = placeOf[source];
    return place ? [{ sessionId, place, figure, expected: log, found }] : [];
  });
  const snapshot = await getSnapshot(db, sessionId);
  const files = await listSessionFiles.all(db, { sessionId });
  const [newest] = await versionsOf(db, sessionId);
  return distinct([
    ...recounted,
    ...judgeGroups(sessionId, snapshot),
    ...files.flatMap((file) => judgeFile(sessionId, snapshot.total, file)),
    ...(newest
      ? judgeReport(sessionId, headcount(snapshot.total, tenant), {
          people: newest.payload.people,
          saysSo: newest.newer.length > 0,
        })
      : []),
  ]);
}

/** Countries, languages and devices each divide the people of the total; reactions by kind add up to all reactions. */
export function judgeGroups(
  sessionId: string,
  snapshot: Pick<Snapshot, "total" | "countries" | "languages" | "devices" | "reactions">,
): Disagreement[] {
  const people = (groups: readonly Group[]) => groups.reduce((sum, group) => sum + group.people, 0);
  const { total, reactions } = snapshot;
  const sums = [
    ["countries", total, people(snapshot.countries)],
    ["languages", total, people(snapshot.languages)],
    ["devices", total, people(snapshot.devices)],
    ["reactions", reactions.occurrences, reactions.kinds.reduce((sum, kind) => sum + kind.occurrences, 0)],
  ] as const;
  return sums.flatMap(([figure, expected, found]) =>
    expected === found
      ? []
      : [{ sessionId, place: "snapshot" as const, figure, expected: String(expected), found: String(found) }],
  );
}

/**
 * A finished file of one session refers to a total. One that was made before the session's last event says what was true then and is left
 * alone; so is one without a total.
 */
export function judgeFile(
  sessionId: string,
  total: number,
  file: { readonly people: number | null; readonly isOlder: boolean },
): Disagreement[] {
  if (file.isOlder || file.people === null || file.people === total) return [];
  return [{ sessionId, place: "export", figure: "total", expected: String(total), found: String(file.people) }];
}

/**
 * The newest frozen report must print the number of people that would be printed now, unless newer data came after it and it says so beside
 * itself: then it is old and honest, not wrong. Earlier versions were replaced and are not judged.
 */
export function judgeReport(
  sessionId: string,
  meant: Headcount,
  report: { readonly people: Headcount; readonly saysSo: boolean },
): Disagreement[] {
  const { people, saysSo } = report;
  if (saysSo || (people.display === meant.display && people.total === meant.total)) return [];
  return [{ sessionId, place: "report", figure: "total", expected: inWords(meant), found: inWords(people) }];
}

const inWords = ({ display, total }: Headcount) =>
  total === null ? display : display === "at-least" ? `${total}+` : String(total);

/** One line for each place and figure: the live room and its list may well disagree about the same one. */
function distinct(found: readonly Disagreement[]): Disagreement[] {
  return [...new Map(found.map((one) => [`${one.place}/${one.figure}`, one])).values()];
}
