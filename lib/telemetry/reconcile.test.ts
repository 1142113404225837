import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { runExport } from "@/lib/exports/run-export";
import { makeExportInput } from "@/lib/exports/schema";
import { queueExport } from "@/lib/exports/service";
import { readInbox } from "@/lib/notifications/inbox";
import { figuresNow } from "@/lib/reports/queries/figures-now";
import { samplePayload } from "@/lib/reports/sample-payload";
import { getLatestRun, listDifferences } from "@/lib/telemetry/queries/reconciliation-runs";
import { judgeReport, type Place } from "@/lib/telemetry/reconcile";
import { reconcileTenant } from "@/lib/telemetry/run-reconciliation";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { PracticeStory } from "@/lib/testing/practice-story";
import { tellStories } from "@/lib/testing/tell-story";

const database = await createTestDatabase();
const hour = new Date(Math.floor(Date.now() / 86_400_000 - 2) * 86_400_000 + 18 * 3_600_000);
let tenant: Tenant;
let operations: Actor;

/** Twelve people for three quarters of an hour, two of them late, with reactions, units and a replay. */
function evening(sessionId: string): PracticeStory {
  const story = new PracticeStory(sessionId, hour)
    .scheduled(-60, { masterId: "anna", masterName: "Anna Weiss", title: "Evening of unity", durationMinutes: 45 })
    .started(0);
  for (let n = 0; n < 12; n++) story.ready(n < 10 ? -5 : 5, { person: `p${n}`, country: n % 2 ? "DE" : "FR" });
  for (let n = 0; n < 6; n++) story.reacted(10, { person: `p${n}`, kind: "unity" });
  return story
    .gave(40, { person: "p1", units: 3.5 })
    .ended(45)
    .replayed(90, { person: "r1", played: 600, length: 2700 });
}

beforeEach(async () => {
  tenant = await makeTenant();
  operations = await asRole(tenant, "operations");
  await tellStories(tenant, [evening("one"), evening("two")]);
  await shareReport("one", 12);
  await exportOne("one");
});

/** A report that was frozen now and prints this number. */
async function shareReport(sessionId: string, total: number) {
  const [basis] = await database.admin<{ now: object }>(
    `select ${figuresNow.sql} as now from master_sessions s where s.tenant_id = $1 and s.session_id = $2`,
    [tenant.id, sessionId],
  );
  await database.admin(
    `insert into reports (tenant_id, id, session_id, version, locale, payload, basis, created_by, created_at)
     values ($1, $2, $3, (select count(*) + 1 from reports where session_id = $3 and tenant_id = $1), 'en', $4, $5, $6, now())`,
    [
      tenant.id,
      randomUUID(),
      sessionId,
      samplePayload({ people: { display: "exact", total }, quotes: [] }),
      basis?.now,
      operations.user.id,
    ],
  );
}

async function exportOne(sessionId: string) {
  const query = { sessionId, from: "2026-01-01", to: "2026-01-02" };
  const input = makeExportInput.parse({ content: "figures", format: "csv", query });
  const inTenant = <T>(fn: Parameters<typeof withTenant<T>>[1]) => withTenant(tenant.id, fn);
  const { exportId } = await inTenant((db) => queueExport(db, input, operations.user.id, new Date()));
  expect(await runExport(inTenant, tenant, exportId)).toBe("done");
}

const reconcile = () =>
  reconcileTenant({ read: (fn) => withTenantSql(tenant.id, fn), write: (fn) => withTenant(tenant.id, fn) }, tenant);
const plant = (text: string) => database.admin(text, [tenant.id]);
const alarm = () =>
  withTenantSql(tenant.id, async (db) => {
    const run = await getLatestRun.first(db, {});
    const { items } = await readInbox(db, operations.user.id, 50);
    return {
      run,
      listed: run ? await listDifferences.all(db, { runId: run.id }) : [],
      told: items.filter(({ kind }) => kind === "figures-disagree"),
    };
  });

describe("figures that agree", () => {
  it("raise no alarm, and the comparison is noted", async () => {
    expect(await reconcile()).toEqual({ sessions: 2, disagreements: [] });
    const { run, listed, told } = await alarm();
    expect(run).toMatchObject({ sessions: 2, differences: 0 });
    expect([listed, told]).toEqual([[], []]);
  });

  it("include a report and a file from before newer events: they are old and say so", async () => {
    const late = new PracticeStory("one", hour, "later").ready(20, { person: "late" });
    await tellStories(tenant, [late]);
    expect((await reconcile()).disagreements).toEqual([]);
  });
});

describe("a disagreement", () => {
  it.each<[Place, string]>([
    ["live", `update master_sessions set total = total + 1 where tenant_id = $1 and session_id = 'one'`],
    ["recap", `update session_totals set peak = peak + 1 where tenant_id = $1 and session_id = 'one'`],
    [
      "snapshot",
      `update session_breakdowns set people = people - 1 where tenant_id = $1 and session_id = 'one' and dimension = 'country' and value = 'DE'`,
    ],
    ["export", `update export_jobs set people_total = people_total - 1 where tenant_id = $1`],
    [
      "report",
      `update reports set payload = jsonb_set(payload, '{people,total}', '11') where tenant_id = $1 and session_id = 'one'`,
    ],
  ])("planted in %s is found there, told once, and listed with its session", async (place, change) => {
    await plant(change);
    const { disagreements } = await reconcile();
    expect(disagreements.map((one) => [one.sessionId, one.place])).toContainEqual(["one", place]);
    expect(new Set(disagreements.map((one) => one.sessionId))).toEqual(new Set(["one"]));
    await reconcile();
    const { run, listed, told } = await alarm();
    expect(run?.differences).toBe(disagreements.length);
    expect(listed.find((one) => one.place === place)).toMatchObject({ sessionId: "one", title: "Evening of unity" });
    expect(told).toHaveLength(1);
    expect(told[0]?.params).toEqual({ sessions: 1 });
  });

  it("of the newest report counts, and not of one that was replaced", async () => {
    await plant(`update reports set payload = jsonb_set(payload, '{people,total}', '11') where tenant_id = $1`);
    await shareReport("one", 12);
    expect((await reconcile()).disagreements).toEqual([]);
  });

  it("is what a report says by mistake, never what it says of an older state", () => {
    const exact = (total: number) => ({ display: "exact" as const, total });
    expect(judgeReport("s", exact(12), { people: exact(11), saysSo: false })).toEqual([
      { sessionId: "s", place: "report", figure: "total", expected: "12", found: "11" },
    ]);
    expect(judgeReport("s", exact(12), { people: exact(11), saysSo: true })).toEqual([]);
    expect(
      judgeReport("s", { display: "small-circle", total: null }, { people: exact(4), saysSo: false }),
    ).toHaveLength(1);
  });
});
