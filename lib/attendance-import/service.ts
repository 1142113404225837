import "server-only";
import type { z } from "zod";
import { dayOf, instantOf, timeOfDay } from "@/lib/analytics/zone";
import { eventsOf, sessionIdOf } from "@/lib/attendance-import/events";
import { type Plan, type PlannedPerson, planReport } from "@/lib/attendance-import/plan";
import { findMaster } from "@/lib/attendance-import/queries/find-master";
import { findSession } from "@/lib/attendance-import/queries/find-session";
import { readReport } from "@/lib/attendance-import/read-report";
import type {
  ColumnName,
  DateFormat,
  Issue,
  importInput,
  previewInput,
  ReportSource,
} from "@/lib/attendance-import/schema";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { invalid, unavailable } from "@/lib/errors";
import { appendEvents } from "@/lib/events/intake";
import { oldestKept } from "@/lib/events/occurred-at";
import { idOfName } from "@/lib/name-id";

/** People and mistakes that a preview shows; the rest is counted. */
const shownPeople = 200;
const shownIssues = 200;
/** A meeting's clock may be a little ahead of ours. */
const clockMs = 5 * 60_000;
/** How far a chosen start may lie before the first one who came. */
const earlierMs = 12 * 3_600_000;

/** A file as it was understood, for the person who brought it. It goes back to her and is kept nowhere. */
export interface Preview {
  readonly source: ReportSource;
  readonly title: string | null;
  readonly columns: readonly { readonly column: ColumnName; readonly header: string }[];
  readonly format: DateFormat | null;
  readonly ambiguous: boolean;
  /** day and time of the start and the end, in the zone of the file */
  readonly starts: { readonly day: string; readonly time: string } | null;
  readonly ends: { readonly day: string; readonly time: string } | null;
  readonly people: readonly {
    readonly nth: number;
    readonly name: string;
    readonly email: string | null;
    readonly joins: number;
    readonly ms: number;
  }[];
  readonly peopleCount: number;
  readonly joins: number;
  readonly reactions: number;
  readonly issues: readonly Issue[];
  readonly issueCount: number;
  readonly errors: number;
  /** what this file was imported as before */
  readonly known: { readonly sessionId: string; readonly title: string } | null;
}

/** Reads a file and says what it would become; changes nothing. */
export async function previewReport(
  db: TenantSql,
  tenant: Tenant,
  { file, zone, format }: z.output<typeof previewInput>,
  now: Date,
): Promise<Preview> {
  const report = readReport(file, { zone, format });
  const plan = planReport(report);
  const issues = [...plan.issues, ...timeIssues(plan, tenant, now)];
  const errors = issues.filter(({ weight }) => weight === "error").length;
  const sessionId = sessionIdOf(tenant.id, report.source, plan);
  const known = errors === 0 ? await findSession.first(db, { sessionId }) : null;
  return {
    source: report.source,
    title: report.title,
    columns: report.columns,
    format: report.format,
    ambiguous: report.ambiguous,
    starts: wallOf(plan.startedAt, zone),
    ends: wallOf(plan.endedAt, zone),
    people: plan.people.slice(0, shownPeople).map((person, nth) => ({
      nth,
      name: person.name,
      email: person.email,
      joins: person.stays.length,
      ms: stayedMs(person, plan.endedAt),
    })),
    peopleCount: plan.people.length,
    joins: plan.people.reduce((sum, { stays }) => sum + stays.length, 0),
    reactions: plan.reactions.length,
    // What stops the import comes first, so that it is never among what is only counted.
    issues: [...issues]
      .sort((a, b) => Number(b.weight === "error") - Number(a.weight === "error"))
      .slice(0, shownIssues),
    issueCount: issues.length,
    errors,
    known: known && { sessionId, title: known.title },
  };
}

export interface Imported {
  readonly sessionId: string;
  readonly people: number;
  /** events that were new to the log; none when the file had been imported before */
  readonly fresh: number;
  readonly source: ReportSource;
}

/**
 * Turns a file into the events of a session, in one commit: all of it or nothing. A file with an error in it is refused whole. Names
 * and addresses become pseudonyms on the way in and are kept nowhere.
 */
export async function importReport(
  db: TenantSql,
  tenant: Tenant,
  input: z.output<typeof importInput>,
  now: Date,
): Promise<Imported> {
  const report = readReport(input.file, input);
  const plan = planReport(report);
  const errors = [...plan.issues, ...timeIssues(plan, tenant, now)].filter(({ weight }) => weight === "error");
  if (errors.length > 0 || !plan.endedAt || !plan.startedAt) throw invalid({ file: "errors" });
  const startedAt = startOf(input);
  const first = Math.min(...plan.people.flatMap(({ stays }) => stays.map(({ joinedAt }) => joinedAt.getTime())));
  if (startedAt >= plan.endedAt || startedAt.getTime() < first - earlierMs) throw invalid({ time: "outside" });
  const { masterId, masterName } = await masterOf(db, input);
  const { title, language, version } = input;
  const sessionId = sessionIdOf(tenant.id, report.source, plan);
  const events = eventsOf(
    sessionId,
    report.source,
    plan,
    { startedAt, endedAt: plan.endedAt },
    { masterId, masterName, title, language, version },
  );
  const verdicts = await appendEvents(tenant, events, { source: "attendance-import", whole: true });
  const refused = verdicts.find(({ verdict }) => verdict === "rejected");
  if (refused?.verdict === "rejected") throw invalid({ file: refused.reason });
  if (verdicts.length !== events.length) throw unavailable(5);
  const fresh = verdicts.filter(({ verdict }) => verdict === "accepted").length;
  return { sessionId, people: plan.people.length, fresh, source: report.source };
}

function startOf({ day, time, zone }: { day: string; time: string; zone: string }): Date {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return instantOf(day, ((hours * 60 + minutes) * 60 + seconds) * 1000, zone);
}

async function masterOf(db: TenantSql, { masterId, masterName }: { masterId: string; masterName: string }) {
  if (masterId) {
    const found = await findMaster.first(db, { masterId });
    if (!found) throw invalid({ masterId: "required" });
    return { masterId, masterName: found.name };
  }
  if (masterName === "") throw invalid({ masterName: "required" });
  if (/\S+@\S+\.\S/.test(masterName)) throw invalid({ masterName: "noAddress" });
  if (/\p{Cc}/u.test(masterName)) throw invalid({ masterName: "oneLine" });
  return { masterId: idOfName("master", masterName), masterName };
}

function timeIssues({ startedAt, endedAt, people }: Plan, tenant: Tenant, now: Date): Issue[] {
  if (!startedAt || !endedAt || people.length === 0) return [];
  if (startedAt.getTime() < oldestKept(now.getTime(), tenant.retentionMonths) + earlierMs) {
    return [{ code: "too-old", weight: "error", line: null, what: String(tenant.retentionMonths) }];
  }
  return endedAt.getTime() > now.getTime() + clockMs ? [{ code: "in-future", weight: "error", line: null }] : [];
}

function wallOf(at: Date | null, zone: string) {
  if (!at) return null;
  const seconds = Math.floor(timeOfDay(at, zone) / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    day: dayOf(at, zone),
    time: `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
  };
}

/** How long somebody was there, two connections at once counting once. */
function stayedMs({ stays }: PlannedPerson, endedAt: Date | null): number {
  let sum = 0;
  let until = 0;
  for (const { joinedAt, leftAt } of stays) {
    const end = (leftAt ?? endedAt ?? joinedAt).getTime();
    sum += Math.max(0, end - Math.max(until, joinedAt.getTime()));
    until = Math.max(until, end);
  }
  return sum;
}
