import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import type { Role } from "@/lib/identity/permissions";
import { addNote, deleteNote, editNote, followAnomaly } from "@/lib/master-sessions/actions";
import {
  anomaliesOfSessions,
  countOpenAnomalies,
  filterAnomalies,
  listAnomalies,
} from "@/lib/master-sessions/anomalies";
import { detectAnomalies } from "@/lib/master-sessions/jobs";
import { listAnomalyActions } from "@/lib/master-sessions/queries/list-anomaly-actions";
import { listSessionNotes } from "@/lib/master-sessions/queries/list-session-notes";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
let tenant: Tenant;

const weekMs = 7 * 86_400_000;
/** The newest session ended an hour ago, the ones before it a week apart. */
const newest = Date.now() - 2 * 3_600_000;

/** Sessions of one master, oldest first; the last one is called `last`. */
async function held(inTenant: Tenant, totals: readonly number[], masterId = "anna") {
  for (const [index, total] of totals.entries()) {
    const back = totals.length - 1 - index;
    await plantEndedSession(database, inTenant, {
      sessionId: back === 0 ? `${masterId}-last` : `${masterId}-${back}`,
      masterId,
      total,
      startedAt: new Date(newest - back * weekMs),
    });
  }
}

const found = (of = tenant) => withTenantSql(of.id, (db) => listAnomalies(db, {}));
const audited = () =>
  withTenantSql(tenant.id, (db) =>
    db.execute<{ action: string; detail: Record<string, unknown> }>(
      `select action, detail from audit_log order by seq`,
      [],
    ),
  );
const as = async (role: Role) => {
  const actor = await asRole(tenant, role, { name: `The ${role}` });
  requestAs(actor);
  return actor;
};
const step = (given: Partial<Parameters<typeof followAnomaly>[0]> = {}) =>
  followAnomaly({
    tenant: tenant.slug,
    sessionId: "anna-last",
    kind: "low-attendance",
    step: "acknowledged",
    ...given,
  });

beforeEach(async () => {
  tenant = await makeTenant();
});

describe("anomalies", () => {
  it("are found against sessions of the same kind, and only in their own tenant", async () => {
    const neighbour = await makeTenant();
    await held(tenant, [100, 102, 98, 101, 99, 40]);
    await held(neighbour, [40, 41, 39, 40, 40, 40]);
    const [finding, ...others] = await found();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: "low-attendance",
      severity: "alarm",
      state: "open",
      value: 40,
      median: 100,
      followUps: 0,
      session: { id: "anna-last", master: { id: "anna", name: "Anna Weiss" } },
    });
    expect(finding?.baseline.map(({ id }) => id)).toEqual(["anna-1", "anna-2", "anna-3", "anna-4", "anna-5"]);
    expect(await found(neighbour)).toEqual([]);
  });

  it.each([
    ["another language", "language = 'de'"],
    ["another practice", "version = '3.0'"],
    ["another length", "duration_minutes = 90"],
    ["another master", "master_id = 'bo'"],
  ])("are not looked for across %s", async (_, change) => {
    await held(tenant, [100, 102, 98, 101, 99, 40]);
    await database.admin(`update master_sessions set ${change} where tenant_id = $1 and session_id <> 'anna-last'`, [
      tenant.id,
    ]);
    expect(await found()).toEqual([]);
  });

  it("are looked for across revisions of one practice", async () => {
    await held(tenant, [100, 102, 98, 101, 99, 40]);
    await database.admin(
      `update master_sessions set version = case when session_id = 'anna-last' then '2.1' else 'v2.0' end where tenant_id = $1`,
      [tenant.id],
    );
    expect(await found()).toHaveLength(1);
  });

  it("go when late events make the session ordinary, and what was done about them stays", async () => {
    await held(tenant, [100, 102, 98, 101, 99, 40]);
    await as("coach");
    expect(await step()).toMatchObject({ ok: true });
    await database.admin(
      `update session_totals set total = 97, reacting_people = 97 where tenant_id = $1 and session_id = 'anna-last'`,
      [tenant.id],
    );
    expect(await found()).toEqual([]);
    expect(await step({ step: "closed" })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(
      await withTenantSql(tenant.id, (db) => listAnomalyActions.all(db, { sessionIds: ["anna-last"] })),
    ).toHaveLength(1);
  });
});

describe("what people do about an anomaly", () => {
  beforeEach(() => held(tenant, [100, 102, 98, 101, 99, 40]));

  it("goes through its life, is written down, counted and audited without its words", async () => {
    await as("coach");
    expect(await step()).toMatchObject({ ok: true, data: { state: "acknowledged" } });
    expect(await step({ step: "followed-up" })).toMatchObject({
      ok: false,
      error: { fields: { note: expect.any(String) } },
    });
    await as("operations");
    for (const note of ["Called Anna.", "Moved the hour."]) {
      expect(await step({ step: "followed-up", note })).toMatchObject({ ok: true, data: { state: "followed-up" } });
    }
    expect(await withTenantSql(tenant.id, (db) => countOpenAnomalies(db, new Date()))).toBe(0);
    expect(await step({ step: "closed" })).toMatchObject({ ok: true });
    expect((await found())[0]).toMatchObject({ state: "closed", followUps: 2 });
    expect(filterAnomalies(await found(), { state: "unsettled" })).toEqual([]);
    expect(filterAnomalies(await found(), { state: "closed", severity: "notice" })).toEqual([]);
    expect(filterAnomalies(await found(), { state: "all", kind: "low-attendance" })).toHaveLength(1);
    expect((await withTenantSql(tenant.id, (db) => anomaliesOfSessions(db, ["anna-last"]))).size).toBe(0);
    expect(await step({ step: "reopened" })).toMatchObject({ ok: true, data: { state: "open" } });
    expect(await withTenantSql(tenant.id, (db) => countOpenAnomalies(db, new Date()))).toBe(1);
    const done = await withTenantSql(tenant.id, (db) => listAnomalyActions.all(db, { sessionIds: ["anna-last"] }));
    expect(done.map((one) => [one.step, one.by, one.note])).toEqual([
      ["acknowledged", "The coach", ""],
      ["followed-up", "The operations", "Called Anna."],
      ["followed-up", "The operations", "Moved the hour."],
      ["closed", "The operations", ""],
      ["reopened", "The operations", ""],
    ]);
    const log = (await audited()).filter(({ action }) => action.startsWith("anomaly."));
    expect(log.map(({ action }) => action)).toEqual([
      "anomaly.acknowledged",
      "anomaly.followed-up",
      "anomaly.followed-up",
      "anomaly.closed",
      "anomaly.reopened",
    ]);
    expect(JSON.stringify(log)).not.toContain("Called");
  });

  it("is refused where the step does not follow, to finance, and for a session of another tenant", async () => {
    const neighbour = await makeTenant();
    await held(neighbour, [100, 102, 98, 101, 99, 40], "theirs");
    await as("coach");
    expect(await step({ step: "reopened" })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await step({ kind: "high-drop-off" })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await step({ sessionId: "theirs-last" })).toMatchObject({ ok: false, error: { code: "not-found" } });
    await as("finance");
    expect(await step()).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  it("lets one of two who press at once win", async () => {
    await as("coach");
    const both = await Promise.all([step(), step()]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it("is told once to those who may annotate", async () => {
    await detectAnomalies.run({});
    await detectAnomalies.run({});
    const told = await database.admin(`select kind, params from notifications where tenant_id = $1`, [tenant.id]);
    expect(told).toEqual([
      { kind: "anomaly-found", params: { title: "Evening of unity", anomaly: "attendance", severity: "alarm" } },
    ]);
  });
});

describe("notes beside a session", () => {
  it("are everybody's to read and their author's to change", async () => {
    await held(tenant, [10]);
    const coach = await as("coach");
    const added = await addNote({ tenant: tenant.slug, sessionId: "anna-last", body: "  Quiet,\nbut close.  " });
    if (!added.ok) throw new Error(added.error.message);
    const { noteId } = added.data;
    await as("operations");
    expect(await editNote({ tenant: tenant.slug, noteId, body: "x" })).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
    expect(await deleteNote({ tenant: tenant.slug, noteId })).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
    requestAs(coach);
    expect(await editNote({ tenant: tenant.slug, noteId, body: "Quiet." })).toMatchObject({ ok: true });
    const list = () =>
      withTenantSql(tenant.id, (db) => listSessionNotes.all(db, { sessionId: "anna-last", limit: 10 }));
    expect(await list()).toMatchObject([{ body: "Quiet.", author: "The coach", editedAt: expect.any(Date) }]);
    expect(await deleteNote({ tenant: tenant.slug, noteId })).toMatchObject({ ok: true });
    expect(await list()).toEqual([]);
    expect(await addNote({ tenant: tenant.slug, sessionId: "nowhere", body: "x" })).toMatchObject({ ok: false });
    expect(await addNote({ tenant: tenant.slug, sessionId: "anna-last", body: "  " })).toMatchObject({ ok: false });
    const log = (await audited()).filter(({ action }) => action.startsWith("session-note."));
    expect(log.map(({ action }) => action)).toEqual([
      "session-note.added",
      "session-note.edited",
      "session-note.deleted",
    ]);
    expect(JSON.stringify(log)).not.toContain("Quiet");
  });
});
