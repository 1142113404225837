import "server-only";
import type { z } from "zod";
import { dayOf, instantOf, timeOfDay } from "@/lib/analytics/zone";
import { contentIdOf, eventsOf, importIdOf } from "@/lib/attendance-import/events";
import { type Plan, type PlannedPerson, planReport } from "@/lib/attendance-import/plan";
import { findMaster } from "@/lib/attendance-import/queries/find-master";
import { listImports } from "@/lib/attendance-import/queries/list-imports";
import { listPlanned } from "@/lib/attendance-import/queries/list-planned";
import { readReport } from "@/lib/attendance-import/read-report";
import type {
  ColumnName,
  DateFormat,
  Issue,
  importInput,
  previewInput,
  ReportSource,
} from "@/lib/attendance-import/schema";
import { lockSession, noteImport } from "@/lib/attendance-import/store-import";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { conflict, invalid, unavailable } from "@/lib/errors";
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
/** How far from a file's time planned sessions are looked for: a wrong zone is wrong by less than a day and a half. */
const aroundMs = 36 * 3_600_000;

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
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** planned sessions around that time, of which this may be the report; those at the same time first */
  readonly planned: readonly Planned[];
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

/** A planned session with its planned start in the zone of the file. */
export interface Planned {
  readonly sessionId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly day: string;
  readonly time: string;
  /** whether the file's time and the planned one have a moment in common */
  readonly overlaps: boolean;
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
  const content = contentIdOf(tenant.id, report.source, plan);
  const before = errors === 0 ? await listImports.all(db, { content, limit: 50 }) : [];
  const known = before.find(({ withdrawnAt }) => !withdrawnAt);
  return {
    source: report.source,
    title: report.title,
    columns: report.columns,
    format: report.format,
    ambiguous: report.ambiguous,
    starts: wallOf(plan.startedAt, zone),
    ends: wallOf(plan.endedAt, zone),
    startsAt: plan.startedAt,
    endsAt: plan.endedAt,
    planned: errors === 0 ? await plannedAround(db, plan, zone) : [],
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
    known: known ? { sessionId: known.sessionId, title: known.title } : null,
  };
}

export interface Imported {
  readonly importId: string;
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
  by: string,
  now: Date,
): Promise<Imported> {
  const report = readReport(input.file, input);
  const plan = planReport(report);
  const errors = [...plan.issues, ...timeIssues(plan, tenant, now)].filter(({ weight }) => weight === "error");
  if (errors.length > 0 || !plan.endedAt || !plan.startedAt) throw invalid({ file: "errors" });
  const startedAt = startOf(input);
  const first = Math.min(...plan.people.flatMap(({ stays }) => stays.map(({ joinedAt }) => joinedAt.getTime())));
  if (startedAt >= plan.endedAt || startedAt.getTime() < first - earlierMs) throw invalid({ time: "outside" });
  const content = contentIdOf(tenant.id, report.source, plan);
  const place = await placeOf(db, content, input.sessionId || null);
  const announcement = input.sessionId ? null : await announcementOf(db, input);
  const events = eventsOf(place, report.source, plan, { startedAt, endedAt: plan.endedAt }, announcement);
  const verdicts = await appendEvents(tenant, events, { source: "attendance-import", whole: true });
  const refused = verdicts.find(({ verdict }) => verdict === "rejected");
  if (refused?.verdict === "rejected") throw invalid({ file: refused.reason });
  if (verdicts.length !== events.length) throw unavailable(5);
  const fresh = verdicts.filter(({ verdict }) => verdict === "accepted").length;
  const record = {
    ...place,
    title: announcement?.title ?? place.title,
    source: report.source,
    content,
    zone: input.zone,
    people: plan.people.length,
    events: events.length,
    firstAt: new Date(first),
    lastAt: plan.endedAt,
  };
  await noteImport(db, record, by, now);
  return { ...place, people: plan.people.length, fresh, source: report.source };
}

/**
 * Which session a file goes into, and under which id. A file is in one session at a time, so that nobody counts twice, and only a session
 * that has not begun can take one in; the same file again is the same import.
 */
async function placeOf(db: TenantSql, content: string, into: string | null) {
  await lockSession(db, content);
  if (into !== null) await lockSession(db, into);
  const before = await listImports.all(db, { content, limit: 200 });
  const current = before.find(({ withdrawnAt }) => !withdrawnAt);
  const isHere = (one: { importId: string; sessionId: string }) =>
    into === null ? one.importId === one.sessionId : one.sessionId === into;
  if (current && !isHere(current)) throw invalid({ file: "elsewhere" });
  if (current) return { importId: current.importId, sessionId: current.sessionId, title: current.title };
  const importId = importIdOf(content, into, before.filter(isHere).length);
  if (into === null) return { importId, sessionId: importId, title: "" };
  const planned = await listPlanned.first(db, { sessionId: into });
  if (!planned) throw conflict("begun");
  return { importId, sessionId: into, title: planned.title };
}

async function plannedAround(db: TenantSql, { startedAt, endedAt }: Plan, zone: string): Promise<Planned[]> {
  if (!startedAt || !endedAt) return [];
  const rows = await listPlanned.all(db, {
    from: new Date(startedAt.getTime() - aroundMs),
    to: new Date(endedAt.getTime() + aroundMs),
  });
  return rows
    .map(({ sessionId, title, startsAt, durationMinutes }): Planned => {
      const minutes = durationMinutes || 60;
      const wall = wallOf(startsAt, zone);
      return {
        sessionId,
        title,
        startsAt,
        minutes,
        day: wall?.day ?? "",
        time: wall?.time ?? "",
        overlaps: startsAt < endedAt && startsAt.getTime() + minutes * 60_000 > startedAt.getTime(),
      };
    })
    .sort((a, b) => Number(b.overlaps) - Number(a.overlaps));
}

async function announcementOf(db: TenantSql, input: z.output<typeof importInput>) {
  const { title, language, version } = input;
  if (title === "") throw invalid({ title: "required" });
  return { ...(await masterOf(db, input)), title, language, version };
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
