import "server-only";
import { customAlphabet } from "nanoid";
import { instantOf } from "@/lib/analytics/zone";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { conflict, invalid, notFound, unavailable } from "@/lib/errors";
import { appendEvents } from "@/lib/events/intake";
import { isNear, type PlannedSession } from "@/lib/master-sessions/calendar-schema";
import { nameMaster } from "@/lib/master-sessions/name-master";
import { listCalendar } from "@/lib/master-sessions/queries/list-calendar";

/** Short enough for an address that is read out, without letters that look alike. */
const shortId = customAlphabet("23456789abcdefghjkmnpqrstuvwxyz", 8);

const dayMs = 86_400_000;
/** How far ahead a session can be planned. */
const aheadDays = 731;

export interface Scheduled {
  readonly sessionId: string;
  readonly startsAt: Date;
}

/** Puts a new session on the calendar: one `practice.scheduled` in the log, like one of the tenant's own app. */
export async function scheduleSession(
  db: TenantSql,
  tenant: Tenant,
  planned: PlannedSession,
  now: Date,
): Promise<Scheduled> {
  return announce(db, tenant, `${planned.day}-${shortId()}`, planned, now);
}

/** Says a planned session anew, whole. One that was called off is on the calendar again; one that began is history. */
export async function rescheduleSession(
  db: TenantSql,
  tenant: Tenant,
  sessionId: string,
  planned: PlannedSession,
  now: Date,
): Promise<Scheduled> {
  await assertAhead(db, sessionId, ["scheduled", "cancelled"]);
  return announce(db, tenant, sessionId, planned, now);
}

/** Calls a planned session off. */
export async function cancelSession(db: TenantSql, tenant: Tenant, sessionId: string): Promise<{ title: string }> {
  const { title } = await assertAhead(db, sessionId, ["scheduled"]);
  await append(tenant, "practice.cancelled", { sessionId });
  return { title };
}

/** Begins a session in this moment, as its app would with `practice.started`. Of two starts the earlier holds. */
export async function beginSession(
  db: TenantSql,
  tenant: Tenant,
  sessionId: string,
  now: Date,
): Promise<{ title: string }> {
  const { title, scheduledAt } = await assertAhead(db, sessionId, ["scheduled"]);
  if (!isNear(scheduledAt, now)) throw conflict("notNear");
  await append(tenant, "practice.started", { sessionId });
  return { title };
}

/** Ends a session in this moment: participants see the recap, and its figures are frozen. */
export async function endSession(db: TenantSql, tenant: Tenant, sessionId: string): Promise<{ title: string }> {
  const { title } = await assertAhead(db, sessionId, ["live"], "notLive");
  await append(tenant, "practice.ended", { sessionId });
  return { title };
}

async function assertAhead(db: TenantSql, sessionId: string, allowed: readonly string[], refusal = "begun") {
  const found = await listCalendar.first(db, { start: new Date(0), sessionId, limit: 1 });
  if (!found) throw notFound("session");
  if (!allowed.includes(found.status)) throw conflict(refusal);
  return found;
}

async function announce(
  db: TenantSql,
  tenant: Tenant,
  sessionId: string,
  planned: PlannedSession,
  now: Date,
): Promise<Scheduled> {
  const [hours = 0, minutes = 0] = planned.time.split(":").map(Number);
  const startsAt = instantOf(planned.day, (hours * 60 + minutes) * 60_000, tenant.timeZone);
  if (startsAt.getTime() < now.getTime() - dayMs) throw invalid({ day: "past" });
  if (startsAt.getTime() > now.getTime() + aheadDays * dayMs) throw invalid({ day: "far" });
  const { masterId, masterName } = await nameMaster(db, planned);
  await append(tenant, "practice.scheduled", {
    sessionId,
    masterId,
    masterName,
    title: planned.title,
    startsAt: startsAt.toISOString(),
    durationMinutes: planned.durationMinutes,
    ...(planned.language ? { language: planned.language } : {}),
    ...(planned.version ? { version: planned.version } : {}),
  });
  return { sessionId, startsAt };
}

async function append(tenant: Tenant, name: string, properties: Record<string, unknown>): Promise<void> {
  const [verdict] = await appendEvents(tenant, [{ name, properties }], { source: "calendar" });
  if (verdict?.verdict === "rejected") throw invalid({ [verdict.field.replace("properties.", "")]: verdict.reason });
  if (verdict?.verdict !== "accepted") throw unavailable(5);
}
