import { beforeEach, describe, expect, it, vi } from "vitest";
import { importAttendance, previewAttendance } from "@/lib/attendance-import/actions";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { cancelSession, rescheduleSession, scheduleSession } from "@/lib/master-sessions/calendar-actions";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { projections } from "@/lib/projections";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { sessionRows } from "@/lib/testing/session-read-models";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
let tenant: Tenant;

beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "Asia/Kathmandu" });
  requestAs(await asRole(tenant, "operations"));
});

const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const stay = (name: string, email: string, from: string, to: string) => `${name},${email},${day} ${from},${day} ${to}`;
const header = "Name,User Email,Join Time,Leave Time";
const file = (...rows: string[]) => new TextEncoder().encode([header, ...rows].join("\n"));
const evening = file(
  stay("Ana Ruiz", "ana@people.example", "18:00:10", "18:45:00"),
  stay("Ana R.", "ana@people.example", "18:20:00", "18:45:30"),
  stay("Ben Oduya", "", "18:05:00", "18:10:00"),
  stay("Ben Oduya", "", "18:30:00", "18:46:00"),
  stay("Cleo", "", "17:50:00", "17:55:00"),
);
const details = {
  zone: "Asia/Kathmandu",
  masterName: "Guest Master",
  title: "Brought along",
  language: "ne",
  day,
  time: "18:01:00",
};
const take = (given: Partial<Parameters<typeof importAttendance>[0]> = {}) =>
  importAttendance({ tenant: tenant.slug, file: evening, ...details, ...given });
const look = (bytes: Uint8Array<ArrayBuffer>) =>
  previewAttendance({ tenant: tenant.slug, file: bytes, zone: details.zone });
async function project() {
  while ((await projectNext(tenant, projections)).kind === "projected");
}
const logged = async () =>
  database.admin<{ name: string; all: string }>(
    `select name, row_to_json(e)::text as all from analytics.events e where tenant_id = $1 order by seq`,
    [tenant.id],
  );

describe("an attendance report", () => {
  it("becomes a session with the figures that live events would have given, under pseudonyms", async () => {
    const result = await take();
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect(result.data).toMatchObject({ people: 3, fresh: 13, source: "zoom" });
    await project();
    const snapshot = await withTenantSql(tenant.id, (db) => getSnapshot(db, result.data.sessionId));
    expect(snapshot).toMatchObject({
      session: {
        title: "Brought along",
        status: "ended",
        language: "ne",
        durationMinutes: 45,
        master: { name: "Guest Master" },
        // 18:01 in a zone of five hours and three quarters
        startedAt: new Date(`${day}T12:16:00Z`),
        endedAt: new Date(`${day}T13:01:00Z`),
      },
      total: 2,
      readyBeforeStart: 1,
      joins: 4,
      dedupeAdjustments: 2,
      peak: { people: 2 },
      partialPeople: 1,
    });
    expect(snapshot.attendedMs).toBe((44 * 60 + 30 + 5 * 60 + 16 * 60) * 1000);
    const everything = JSON.stringify([await logged(), await sessionRows(database, tenant)]);
    expect(everything).not.toMatch(/Ruiz|Oduya|Cleo|people\.example|ana@/i);
    const people = await database.admin(`select 1 from people where tenant_id = $1`, [tenant.id]);
    expect(people).toEqual([]);
  });

  it("changes nothing the second time, and under another title only the title", async () => {
    await take();
    await project();
    const before = { log: await logged(), rows: await sessionRows(database, tenant) };
    expect(await look(evening)).toMatchObject({ ok: true, data: { known: { title: "Brought along" }, errors: 0 } });
    expect(await take()).toMatchObject({ ok: true, data: { fresh: 0 } });
    await project();
    expect({ log: await logged(), rows: await sessionRows(database, tenant) }).toEqual(before);
    const again = await take({ title: "Renamed" });
    expect(again).toMatchObject({ ok: true, data: { fresh: 1 } });
    await project();
    if (!again.ok) throw new Error(again.error.message);
    const { sessionId } = again.data;
    expect(await withTenantSql(tenant.id, (db) => getSnapshot(db, sessionId))).toMatchObject({
      session: { title: "Renamed" },
      total: 2,
    });
  });

  it("is refused whole when a line is wrong, and nothing is written", async () => {
    const wrong = file(stay("Ana", "", "18:00:10", "18:45:00"), stay("Ben", "", "18:45:00", "18:00:00"));
    expect(await look(wrong)).toMatchObject({ ok: true, data: { errors: 1, peopleCount: 1, known: null } });
    expect(await take({ file: wrong })).toMatchObject({ ok: false, error: { fields: { file: "errors" } } });
    expect(await take({ time: "23:00:00" })).toMatchObject({ ok: false, error: { fields: { time: "outside" } } });
    expect(await take({ title: "write to ana@people.example" })).toMatchObject({
      ok: false,
      error: { fields: { title: "noAddress" } },
    });
    expect(await take({ masterName: "" })).toMatchObject({ ok: false, error: { fields: { masterName: "required" } } });
    expect(await take({ masterId: "nobody" })).toMatchObject({
      ok: false,
      error: { fields: { masterId: "required" } },
    });
    const old = new TextEncoder().encode(`${header}\nAna,,2019-01-05 18:00,2019-01-05 18:40`);
    expect(await look(old)).toMatchObject({ ok: true, data: { issues: [{ code: "too-old" }] } });
    const coming = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const future = new TextEncoder().encode(`${header}\nAna,,${coming} 18:00,${coming} 18:40`);
    expect(await look(future)).toMatchObject({ ok: true, data: { issues: [{ code: "in-future" }] } });
    expect(await logged()).toEqual([]);
    requestAs(await asRole(tenant, "coach"));
    expect(await take()).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  it("enters the log in one commit, or not at all when one event is refused", async () => {
    const events = Array.from({ length: 1200 }, (_, n) => ({ id: `whole-${n}`, name: "custom", userId: `u${n}` }));
    const refused = await appendEvents(tenant, [...events, { id: "bad", name: "practice.started" }], { whole: true });
    expect(refused.filter(({ verdict }) => verdict === "rejected")).toHaveLength(1);
    expect(await logged()).toEqual([]);
    await appendEvents(tenant, events, { whole: true });
    const flushes = await database.admin(`select last_seq::int from analytics.flushes where tenant_id = $1`, [
      tenant.id,
    ]);
    expect(flushes).toEqual([{ last_seq: 1200 }]);
  });

  it("is told to the audit log without a name", async () => {
    await take();
    const [entry] = await withTenantSql(tenant.id, (db) =>
      db.execute<{ action: string; detail: unknown }>(
        `select action, detail from audit_log order by seq desc limit 1`,
        [],
      ),
    );
    expect(entry).toEqual({ action: "attendance.imported", detail: { source: "zoom", people: 3, newEvents: 13 } });
  });
});

describe("the calendar", () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const planned = { title: "Evening", masterName: "Guest Master", day: inDays(4), time: "19:00", durationMinutes: 45 };
  const stateOf = async (sessionId: string) => {
    await project();
    return (await withTenantSql(tenant.id, (db) => getSnapshot(db, sessionId))).session;
  };

  it("plans, changes, calls off and brings back through the log, in the tenant's zone", async () => {
    const made = await scheduleSession({ tenant: tenant.slug, ...planned });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { sessionId } = made.data;
    expect(await stateOf(sessionId)).toMatchObject({
      status: "scheduled",
      title: "Evening",
      scheduledAt: new Date(`${planned.day}T13:15:00Z`),
      master: { name: "Guest Master" },
    });
    const { master } = await stateOf(sessionId);
    const change = {
      ...planned,
      masterName: "",
      masterId: master?.id ?? "",
      title: "Night",
      time: "21:00",
      version: "2.1",
    };
    expect(await rescheduleSession({ tenant: tenant.slug, sessionId, ...change })).toMatchObject({ ok: true });
    expect(await stateOf(sessionId)).toMatchObject({
      title: "Night",
      version: "2.1",
      scheduledAt: new Date(`${planned.day}T15:15:00Z`),
    });
    expect(await cancelSession({ tenant: tenant.slug, sessionId })).toMatchObject({ ok: true });
    expect(await stateOf(sessionId)).toMatchObject({ status: "cancelled" });
    expect(await cancelSession({ tenant: tenant.slug, sessionId })).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
    expect(await rescheduleSession({ tenant: tenant.slug, sessionId, ...change })).toMatchObject({ ok: true });
    expect(await stateOf(sessionId)).toMatchObject({ status: "scheduled" });
    expect((await logged()).map(({ name }) => name)).toEqual([
      "practice.scheduled",
      "practice.scheduled",
      "practice.cancelled",
      "practice.scheduled",
    ]);
    const audit = await withTenantSql(tenant.id, (db) =>
      db.execute<{ action: string }>(`select action from audit_log where action like 'session.%' order by seq`, []),
    );
    expect(audit.map(({ action }) => action)).toEqual([
      "session.scheduled",
      "session.rescheduled",
      "session.cancelled",
      "session.rescheduled",
    ]);
  });

  it("refuses what cannot be, and whoever may not", async () => {
    const refusal = async (given: Partial<typeof planned> & { masterId?: string }) => {
      const result = await scheduleSession({ tenant: tenant.slug, ...planned, ...given });
      return result.ok ? null : result.error.fields;
    };
    expect(await refusal({ title: "" })).toEqual({ title: "required" });
    expect(await refusal({ day: "2026-02-30" })).toEqual({ day: "required" });
    expect(await refusal({ day: inDays(-3) })).toEqual({ day: "past" });
    expect(await refusal({ day: inDays(900) })).toEqual({ day: "far" });
    expect(await refusal({ durationMinutes: 0 })).toEqual({ durationMinutes: "duration" });
    expect(await refusal({ masterName: "" })).toEqual({ masterName: "required" });
    expect(await cancelSession({ tenant: tenant.slug, sessionId: "nowhere" })).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
    const imported = await take();
    if (!imported.ok) throw new Error(imported.error.message);
    await project();
    const { sessionId } = imported.data;
    expect(await rescheduleSession({ tenant: tenant.slug, sessionId, ...planned })).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
    requestAs(await asRole(tenant, "coach"));
    expect(await scheduleSession({ tenant: tenant.slug, ...planned })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
  });
});
