import { beforeEach, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { type DraftChoices, shownSections } from "@/lib/reports/draft-choices";
import { draftEndedSessions, draftOf, saveDraft } from "@/lib/reports/drafts";
import { previewReport } from "@/lib/reports/preview";
import { freezeReport } from "@/lib/reports/service";
import { frozenVersion, versionsOf } from "@/lib/reports/versions";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";

const database = await createTestDatabase();
const now = new Date("2026-11-20T09:00:00Z");
const later = new Date("2026-11-20T10:00:00Z");

let tenant: Tenant;
let operations: Actor;

beforeEach(async () => {
  tenant = await makeTenant();
  operations = await asRole(tenant, "operations");
  await plantEndedSession(database, tenant, {
    sessionId: "s1",
    total: 40,
    dominant: "unity",
    groups: [
      ["country", "DE", 40],
      ["reaction", "unity", 20],
      ["theme", "silence", 9],
    ],
  });
});

const drafting = (at = now, inTenant = tenant) => withTenant(inTenant.id, (db) => draftEndedSessions(db, inTenant, at));
const draft = (sessionId = "s1") => withTenantSql(tenant.id, (db) => draftOf(db, tenant, sessionId));
const save = (version: number, choices: DraftChoices, by = operations, at = now) =>
  withTenant(tenant.id, (db) => saveDraft(db, { sessionId: "s1", version, choices }, by.user.id, at));
const notices = () =>
  database.admin<{ kind: string; params: { title: string } }>(
    `select kind, params from notifications where tenant_id = $1`,
    [tenant.id],
  );
const freeze = async (at = now) => {
  const { choices } = await draft();
  const content = { ...choices, sessionId: "s1", sections: shownSections(choices), quotes: [] };
  return withTenant(tenant.id, (db) => freezeReport(db, tenant, content, operations.user.id, at));
};

describe("the draft of a report", () => {
  it("is made when its session has ended, once, is told to operations and shared with nobody", async () => {
    const other = await makeTenant();
    await plantEndedSession(database, other, { sessionId: "theirs", total: 12 });
    expect(await drafting()).toEqual(["s1"]);
    expect(await drafting(later)).toEqual([]);
    expect(await notices()).toEqual([{ kind: "report-drafted", params: { title: "Evening of unity" } }]);
    expect(await draft()).toMatchObject({ version: 1, byAttune: true, updatedBy: null });
    const rows = await database.admin(`select 1 from reports where tenant_id = $1`, [tenant.id]);
    expect(rows).toEqual([]);
  });

  it("is not made of a session that ended long ago, nor of one whose report was frozen before", async () => {
    expect(await drafting(new Date("2026-12-20T09:00:00Z"))).toEqual([]);
    await freeze();
    expect(await drafting()).toEqual([]);
  });

  it("begins in the master's language and with the order that her last report had", async () => {
    await database.admin(
      `insert into master_contacts (tenant_id, master_id, name, email, language, updated_by, updated_at)
       values ($1, 'anna', 'Anna Weiss', 'anna@people.example', 'fr', $2, now())`,
      [tenant.id, operations.user.id],
    );
    const { choices } = await draft();
    expect(choices.locale).toBe("fr");
    await plantEndedSession(database, tenant, { sessionId: "elsewhere", masterId: "bo", total: 30 });
    await database.admin(`update master_sessions set language = 'es-MX' where session_id = 'elsewhere'`);
    expect((await draft("elsewhere")).choices.locale).toBe("es");
    const sections = [...choices.sections].reverse();
    await save(0, { ...choices, sections, signedBy: "Mira", note: "Only for this evening." });
    await plantEndedSession(database, tenant, {
      sessionId: "s2",
      total: 30,
      startedAt: new Date("2026-11-20T06:00:00Z"),
    });
    const next = await draft("s2");
    expect(next.choices).toMatchObject({ sections, signedBy: "Mira", note: "" });
  });

  it("notices two people: who comes second is told, and overwrites only when she says so", async () => {
    const colleague = await asRole(tenant, "admin", { name: "Ada Quill" });
    await drafting();
    const { choices } = await draft();
    expect(await save(1, { ...choices, note: "Hers" }, colleague)).toMatchObject({
      saved: true,
      version: 2,
      taken: true,
    });
    expect(await save(2, { ...choices, note: "Hers still" }, colleague)).toMatchObject({ saved: true, taken: false });
    expect(await save(1, { ...choices, note: "Mine" })).toMatchObject({ saved: false, version: 3, by: "Ada Quill" });
    expect((await draft()).choices.note).toBe("Hers still");
    expect(await save(3, { ...choices, note: "Mine" })).toMatchObject({ saved: true, version: 4, taken: true });
    expect((await draft()).choices.note).toBe("Mine");
    const both = await Promise.all([save(4, { ...choices, note: "a" }), save(4, { ...choices, note: "b" }, colleague)]);
    expect(both.map(({ saved }) => saved).sort()).toEqual([false, true]);
  });

  it("goes on for whoever opened the page just before Attune began it", async () => {
    const { version, choices } = await draft();
    expect(version).toBe(0);
    await drafting();
    expect(await save(0, { ...choices, note: "Mine" })).toMatchObject({ saved: true, version: 2, taken: true });
    expect(await draft()).toMatchObject({ byAttune: true, choices: { note: "Mine" } });
    // Written by now: whoever still looks at the page of before is told.
    const colleague = await asRole(tenant, "admin");
    expect(await save(0, { ...choices, note: "Hers" }, colleague)).toMatchObject({ saved: false, version: 2 });
  });

  it("is what the preview shows and what is frozen, in its order", async () => {
    const { choices } = await draft();
    const sections = [...choices.sections].reverse().map((one) => ({ ...one, shown: one.section !== "countries" }));
    await save(0, { ...choices, locale: "ar", sections });
    const shown = shownSections({ sections });
    const { payload } = await withTenantSql(tenant.id, (db) => previewReport(db, tenant, "s1", now));
    expect(payload).toMatchObject({ sections: shown, countries: [] });
    await freeze();
    const frozen = await withTenantSql(tenant.id, (db) => frozenVersion(db, "s1", 1));
    expect(frozen).toMatchObject({ locale: "ar", payload });
  });
});

describe("the versions of a report", () => {
  it("compare with the session of the same kind before, unless that was a small circle", async () => {
    const comparison = async (total: number) => {
      tenant = await makeTenant();
      const startedAt = new Date("2026-11-12T18:00:00Z");
      await plantEndedSession(database, tenant, { sessionId: "s0", total, startedAt });
      const between = new Date("2026-11-15T18:00:00Z");
      await plantEndedSession(database, tenant, { sessionId: "another kind", total: 300, startedAt: between });
      await database.admin(`update master_sessions set language = 'de' where session_id = 'another kind'`);
      await plantEndedSession(database, tenant, { sessionId: "s1", total: 40 });
      const { payload } = await withTenantSql(tenant.id, (db) => previewReport(db, tenant, "s1", now));
      return payload?.comparison;
    };
    expect(await comparison(31)).toEqual({
      median: null,
      previous: { people: { display: "exact", total: 31 }, heldAt: "2026-11-12T18:00:00.000Z" },
    });
    expect(await comparison(7)).toBeNull();
  });

  it("name no median of small circles", async () => {
    tenant = await makeTenant();
    for (const [week, total] of [8, 9, 8, 9].entries()) {
      const startedAt = new Date(Date.UTC(2026, 9, 1 + 7 * week, 18));
      await plantEndedSession(database, tenant, { sessionId: `small ${week}`, total, startedAt });
    }
    await plantEndedSession(database, tenant, { sessionId: "s1", total: 40 });
    const { payload } = await withTenantSql(tenant.id, (db) => previewReport(db, tenant, "s1", now));
    expect(payload?.comparison).toBeNull();
  });

  it("stay readable, say how they differ and whether newer data has come in", async () => {
    await freeze();
    const versions = () => withTenantSql(tenant.id, (db) => versionsOf(db, "s1"));
    expect((await versions())[0]).toMatchObject({ version: 1, newer: [], changes: null });
    await database.admin(`update session_totals set total = 43 where tenant_id = $1`, [tenant.id]);
    await database.admin(`update session_breakdowns set people = 10 where tenant_id = $1 and dimension = 'theme'`, [
      tenant.id,
    ]);
    expect((await versions())[0]?.newer).toEqual([
      { key: "total", before: 40, after: 43 },
      { key: "groups", before: null, after: null },
    ]);
    const { choices } = await draft();
    await save(0, { ...choices, note: "With thanks", sections: [...choices.sections].reverse() });
    await freeze(later);
    const [second, first] = await versions();
    expect(second).toMatchObject({
      version: 2,
      newer: [],
      changes: [{ kind: "figures" }, { kind: "order" }, { kind: "note" }],
    });
    expect(first).toMatchObject({ version: 1, payload: { people: { total: 40 } } });
    expect(second?.payload.people).toEqual({ display: "exact", total: 43 });
  });
});
