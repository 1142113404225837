import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { importAttendance, previewAttendance, takeBackAttendance } from "@/lib/attendance-import/actions";
import { listImports } from "@/lib/attendance-import/queries/list-imports";
import { goneSession } from "@/lib/attendance-import/taken-back";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { recount } from "@/lib/live/recount";
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

const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const evening = new TextEncoder().encode(
  [
    "Name,User Email,Join Time,Leave Time",
    `Ana Ruiz,ana@people.example,${day} 18:00:10,${day} 18:45:00`,
    `Ben Oduya,,${day} 18:05:00,${day} 18:46:00`,
    `Cleo,,${day} 17:50:00,${day} 18:46:00`,
  ].join("\n"),
);
const details = { zone: "UTC", masterName: "Guest Master", title: "Brought along", day, time: "18:00:00" };

beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "UTC" });
  requestAs(await asRole(tenant, "operations"));
  // What was there before, on the same day and with one of the same people, must be there afterwards.
  await appendEvents(tenant, [
    ...planned("own-app", "Own Master", "own-master"),
    { name: "practice.started", time: `${day}T08:00:00Z`, properties: { sessionId: "own-app" } },
    ...["email:ana@people.example", "somebody"].map((userId) => ({
      name: "practice.ready",
      time: `${day}T08:01:00Z`,
      userId,
      properties: { sessionId: "own-app", deviceId: "phone" },
    })),
    { name: "practice.ended", time: `${day}T08:30:00Z`, properties: { sessionId: "own-app" } },
    ...planned("evening", "Own Master", "own-master", "18:00"),
  ]);
  await project();
});

const planned = (sessionId: string, masterName: string, masterId: string, time = "08:00") => [
  {
    name: "practice.scheduled",
    time: `${day}T01:00:00Z`,
    properties: {
      sessionId,
      masterId,
      masterName,
      title: sessionId,
      startsAt: `${day}T${time}:00Z`,
      durationMinutes: 45,
    },
  },
];
async function project() {
  while ((await projectNext(tenant, projections)).kind === "projected");
}
async function take(given: Partial<Parameters<typeof importAttendance>[0]> = {}) {
  const result = await importAttendance({ tenant: tenant.slug, file: evening, ...details, ...given });
  if (!result.ok) return result.error.code === "conflict" ? result.error.message : result.error.fields;
  await project();
  return result.data;
}
async function takeBack(importId: string) {
  const result = await takeBackAttendance({ tenant: tenant.slug, importId });
  await project();
  return result.ok ? result.data : result.error.message;
}
const imported = (result: Awaited<ReturnType<typeof take>>) => {
  if (typeof result !== "object" || !("importId" in result)) throw new Error(JSON.stringify(result));
  return result as { importId: string; sessionId: string; people: number; fresh: number };
};
/** Everything shown, without what only says where in the log a session's events lie. */
async function shown() {
  const { session_days, session_actors, ...models } = await sessionRows(database, tenant);
  const people = await database.admin(
    "select actor, day::text, previous_day::text from person_days where tenant_id = $1 order by 1, 2",
    [tenant.id],
  );
  return { ...models, people };
}
const snapshot = (sessionId: string) => withTenantSql(tenant.id, (db) => getSnapshot(db, sessionId));
const gone = (sessionId: string) => withTenantSql(tenant.id, (db) => goneSession(db, sessionId));

describe("an import that is taken back", () => {
  it("leaves every read model as it was, and a rebuild and a recount agree; the file can come in again", async () => {
    const before = await shown();
    const first = imported(await take());
    const there = await snapshot(first.sessionId);
    expect(there).toMatchObject({ total: 3 });
    expect(await shown()).not.toEqual(before);

    expect(await gone(first.sessionId)).toBeNull();
    expect(await takeBack(first.importId)).toMatchObject({ sessionId: first.sessionId, gone: true, people: 3 });
    // Notices and bookmarks still lead there: its page says what became of it. What never was is a 404 as ever.
    expect(await gone(first.sessionId)).toMatchObject({ title: "Brought along", by: expect.any(String) });
    expect(await gone("never-was")).toBeNull();
    expect(await shown()).toEqual(before);
    expect((await recount(tenant)).differences).toEqual([]);
    await rebuildTenant(tenant, projections, { limit: 4 });
    expect(await shown()).toEqual(before);
    expect(await takeBack(first.importId)).toBe("withdrawn");

    const second = imported(await take({ title: "Once more" }));
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(second.fresh).toBeGreaterThan(0);
    expect(await snapshot(second.sessionId)).toMatchObject({ total: 3, attendedMs: there.attendedMs });
    expect(imported(await take({ title: "Once more" }))).toMatchObject({ sessionId: second.sessionId, fresh: 0 });
    const after = await shown();
    await rebuildTenant(tenant, projections, { limit: 5 });
    expect(await shown()).toEqual(after);
    const list = await withTenantSql(tenant.id, (db) => listImports.all(db, { limit: 10 }));
    expect(list.map(({ importId, there, withdrawnAt }) => [importId, there, withdrawnAt !== null])).toEqual([
      [second.importId, true, false],
      [first.importId, false, true],
    ]);
    expect(await takeBack(second.importId)).toMatchObject({ gone: true });
    expect(await shown()).toEqual(before);
    const audit = await withTenantSql(tenant.id, (db) =>
      db.execute<{ action: string }>("select action from audit_log where action like 'attendance.%' order by seq", []),
    );
    expect(audit.map(({ action }) => action)).toEqual([
      "attendance.imported",
      "attendance.taken-back",
      "attendance.imported",
      "attendance.imported",
      "attendance.taken-back",
    ]);
  });

  it("gives a planned session back to the calendar, and a file is in one session at a time", async () => {
    const looked = await previewAttendance({ tenant: tenant.slug, file: evening, zone: "UTC" });
    expect(looked).toMatchObject({
      ok: true,
      data: { planned: [{ sessionId: "evening", overlaps: true, time: "18:00:00" }] },
    });
    const elsewhere = await previewAttendance({ tenant: tenant.slug, file: evening, zone: "America/New_York" });
    expect(elsewhere).toMatchObject({ ok: true, data: { planned: [{ sessionId: "evening", overlaps: false }] } });

    const before = await shown();
    const first = imported(await take({ sessionId: "evening", title: "", masterName: "" }));
    expect(await snapshot("evening")).toMatchObject({ total: 3, session: { title: "evening", status: "ended" } });
    expect(await take()).toEqual({ file: "elsewhere" });
    expect(await takeBack(first.importId)).toMatchObject({ gone: false });
    expect(await gone("evening")).toBeNull();
    expect(await shown()).toEqual(before);
    expect((await recount(tenant, "evening")).differences).toEqual([]);

    const second = imported(await take({ sessionId: "evening", title: "", masterName: "" }));
    expect(second.importId).not.toBe(first.importId);
    expect(await snapshot("evening")).toMatchObject({ total: 3, session: { status: "ended" } });
    expect((await recount(tenant)).differences).toEqual([]);
    expect(await take({ sessionId: "own-app", title: "", masterName: "" })).toEqual({ file: "elsewhere" });
  });

  it("is refused for a session that has begun, once a report was shared, and to whoever may not", async () => {
    expect(await take({ sessionId: "own-app", title: "", masterName: "" })).toBe("begun");
    const { importId, sessionId } = imported(await take());
    requestAs(await asRole(tenant, "coach"));
    expect(await takeBackAttendance({ tenant: tenant.slug, importId })).toMatchObject({ error: { code: "forbidden" } });
    requestAs(await asRole(tenant, "operations"));
    expect(await takeBackAttendance({ tenant: tenant.slug, importId: "nothing" })).toMatchObject({
      error: { code: "not-found" },
    });
    await database.admin(
      `insert into reports (tenant_id, id, session_id, version, locale, payload, created_by, created_at)
       values ($1, $2, $3, 1, 'en', '{}', $4, now())`,
      [tenant.id, randomUUID(), sessionId, randomUUID()],
    );
    const before = await shown();
    expect(await takeBack(importId)).toBe("shared");
    expect(await shown()).toEqual(before);
    // A withdrawal that comes after the seal of a shared report counts for nothing.
    await appendEvents(tenant, [
      { name: "practice.sealed", properties: { sessionId, endedAt: `${day}T18:46:00Z` }, time: `${day}T20:00:00Z` },
      { name: "practice.import-withdrawn", properties: { sessionId, importId } },
    ]);
    await project();
    expect(await snapshot(sessionId)).toMatchObject({ total: 3 });
    expect((await recount(tenant, sessionId)).differences).toEqual([]);
  });
});
