import { beforeEach, describe, expect, it } from "vitest";
import { GET as exportRoute } from "@/app/api/audit/export/route";
import { auditSearchSchema } from "@/lib/audit/audit-search";
import { listActions, listActors, listEntries } from "@/lib/audit/queries/list-entries";
import { verifyChain } from "@/lib/audit/verify-chain";
import { type AuditActor, writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";

const database = await createTestDatabase();
const system: AuditActor = { kind: "system", label: "Attune" };
let tenant: Tenant;

const write = (action: string, detail = {}, actor: AuditActor = system, at = new Date("2026-03-01T12:00:00.123Z")) =>
  withTenant(tenant.id, (db) => writeAudit(db, actor, { action, target: { type: "thing", id: "42" }, detail }, at));
const verify = () => withTenantSql(tenant.id, verifyChain);
/** What somebody could do who has the whole database, but not Attune's secret. */
const tamper = (statement: string, ...values: unknown[]) => database.admin(statement, [tenant.id, ...values]);

beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "Pacific/Auckland" });
  for (let number = 2; number <= 6; number += 1)
    await write("thing.changed", { number, nested: { z: "ä", a: [1, null] } });
});

describe("the chain", () => {
  it("holds from the making of the tenant to the end", async () => {
    expect(await verify()).toMatchObject({ ok: true, entries: 6, lastAt: new Date("2026-03-01T12:00:00.123Z") });
  });

  it("holds over more than one batch, and while fifty entries are written at the same moment", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => write("thing.rushed", { index })));
    expect(await verify()).toMatchObject({ ok: true, entries: 56 });
    expect(await withTenantSql(tenant.id, (db) => verifyChain(db, 7))).toMatchObject({ ok: true, entries: 56 });
    expect(await withTenantSql(tenant.id, (db) => verifyChain(db, 8))).toMatchObject({ ok: true, entries: 56 });
  });

  it("is not broken by a change that was rolled back", async () => {
    const failing = withTenant(tenant.id, async (db) => {
      await writeAudit(db, system, { action: "thing.failed", target: { type: "thing", id: "1" } });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await verify()).toMatchObject({ ok: true, entries: 6 });
  });

  it.each([
    ["action", `update audit_log set action = 'thing.kept' where tenant_id = $1 and seq = 4`],
    ["actor", `update audit_log set actor_label = 'Eve' where tenant_id = $1 and seq = 4`],
    ["target", `update audit_log set target_id = '43' where tenant_id = $1 and seq = 4`],
    [
      "details",
      `update audit_log set detail = jsonb_set(detail, '{nested,z}', '"a"') where tenant_id = $1 and seq = 4`,
    ],
    ["time", `update audit_log set at = at + interval '1 hour' where tenant_id = $1 and seq = 4`],
    ["microseconds", `update audit_log set at = at + interval '1 microsecond' where tenant_id = $1 and seq = 4`],
    ["hash", `update audit_log set hash = sha256(hash) where tenant_id = $1 and seq = 4`],
    ["previous hash", `update audit_log set previous_hash = sha256(hash) where tenant_id = $1 and seq = 4`],
  ])("shows an edited %s, and where", async (_, statement) => {
    await tamper(statement);
    expect(await verify()).toEqual({ ok: false, fault: "edited", seq: 4, intact: 3 });
  });

  it("shows a deleted entry", async () => {
    await tamper(`delete from audit_log where tenant_id = $1 and seq = 4`);
    expect(await verify()).toEqual({ ok: false, fault: "missing", seq: 4, intact: 3 });
  });

  it("shows a deleted entry even when the rest has been numbered anew", async () => {
    await tamper(`delete from audit_log where tenant_id = $1 and seq = 4`);
    await tamper(`update audit_log set seq = 4 where tenant_id = $1 and seq = 5`);
    await tamper(`update audit_log set seq = 5 where tenant_id = $1 and seq = 6`);
    await tamper(`update audit_heads set last_seq = 5 where tenant_id = $1`);
    expect(await verify()).toEqual({ ok: false, fault: "edited", seq: 4, intact: 3 });
  });

  it("shows a deleted beginning", async () => {
    await tamper(`delete from audit_log where tenant_id = $1 and seq = 1`);
    expect(await verify()).toEqual({ ok: false, fault: "missing", seq: 1, intact: 0 });
  });

  it("shows a cut-off end", async () => {
    await tamper(`delete from audit_log where tenant_id = $1 and seq > 4`);
    expect(await verify()).toEqual({ ok: false, fault: "truncated", seq: 5, intact: 4 });
  });

  it("shows a cut-off end whose head was put back to fit", async () => {
    await tamper(`delete from audit_log where tenant_id = $1 and seq > 4`);
    await tamper(`update audit_heads h set last_seq = 4, last_hash = l.hash from audit_log l
      where h.tenant_id = $1 and l.tenant_id = $1 and l.seq = 4`);
    expect(await verify()).toEqual({ ok: false, fault: "unsealed", seq: 5, intact: 4 });
  });

  it("still shows it after Attune has gone on writing", async () => {
    await tamper(`delete from audit_log where tenant_id = $1 and seq > 4`);
    await tamper(`update audit_heads h set last_seq = 4, last_hash = l.hash from audit_log l
      where h.tenant_id = $1 and l.tenant_id = $1 and l.seq = 4`);
    await write("thing.changed");
    expect(await verify()).toEqual({ ok: false, fault: "tampered", seq: 5, intact: 4 });
  });

  it("shows that everything was deleted, also after Attune has gone on writing", async () => {
    await tamper(`delete from audit_log where tenant_id = $1`);
    await tamper(`delete from audit_heads where tenant_id = $1`);
    expect(await verify()).toEqual({ ok: false, fault: "beginning", seq: 1, intact: 0 });
    await write("thing.changed");
    expect(await verify()).toEqual({ ok: false, fault: "beginning", seq: 1, intact: 0 });
  });

  it("shows an entry that something else put behind the end", async () => {
    await tamper(`insert into audit_log select tenant_id, 7, at, actor_kind, actor_id, actor_label, action, target_type, target_id,
      detail, hash, sha256(hash) from audit_log where tenant_id = $1 and seq = 6`);
    expect(await verify()).toEqual({ ok: false, fault: "truncated", seq: 7, intact: 6 });
  });

  it("cannot be changed or shortened with the rights of web and worker", async () => {
    for (const statement of ["update audit_log set action = 'x'", "delete from audit_log", "truncate audit_log"]) {
      await expect(withTenantSql(tenant.id, (db) => db.execute(statement, []))).rejects.toThrow(/permission denied/);
    }
  });

  it("of one tenant says nothing about another's", async () => {
    const other = await makeTenant();
    await tamper(`delete from audit_log where tenant_id = $1 and seq = 3`);
    expect(await withTenantSql(other.id, verifyChain)).toMatchObject({ ok: true, entries: 1 });
  });
});

describe("the entries", () => {
  const ada: AuditActor = { kind: "user", id: "0b8f0a52-0000-4000-8000-000000000001", label: "ada@people.example" };
  const find = async (search: Record<string, string>, cursor: number | null = null, limit = 100) =>
    (
      await withTenantSql(tenant.id, (db) =>
        listEntries.all(db, { ...auditSearchSchema.parse(search), timeZone: tenant.timeZone, cursor, limit }),
      )
    ).map(({ seq }) => seq);

  beforeEach(async () => {
    await write("key.created", { name: "50 % off" }, ada, new Date("2026-03-31T10:59:59Z"));
    await write("key.revoked", { name: "Shop" }, ada, new Date("2026-03-31T11:00:00Z"));
  });

  it("are listed newest first and turned by key", async () => {
    expect(await find({})).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await find({}, 6, 2)).toEqual([5, 4]);
  });

  it("are filtered by action, actor, words and days of the tenant's zone", async () => {
    expect(await find({ action: "key.created" })).toEqual([7]);
    expect(await find({ actor: ada.kind === "user" ? ada.id : "" })).toEqual([8, 7]);
    expect(await find({ actor: "system" })).toHaveLength(6);
    expect(await find({ q: "ADA@people" })).toEqual([8, 7]);
    expect(await find({ q: "50 %" })).toEqual([7]);
    expect(await find({ q: "' or true --" })).toEqual([]);
    // 11:00 UTC is midnight of the first of April in Auckland.
    expect(await find({ from: "2026-04-01", to: "2026-04-01" })).toEqual([8]);
    expect(await find({ from: "2026-03-31", to: "2026-03-31" })).toEqual([7]);
    expect(await find({ action: "thing.unknown" })).toEqual([]);
  });

  it("name the actions and actors to filter by", async () => {
    const [actions, actors] = await withTenantSql(tenant.id, async (db) => [
      await listActions.all(db, {}),
      await listActors.all(db, {}),
    ]);
    expect(actions.map(({ action }) => action)).toEqual([
      "key.created",
      "key.revoked",
      "tenant.created",
      "thing.changed",
    ]);
    expect(actors).toEqual([
      { actor: "system", kind: "system", label: "Attune" },
      { actor: "0b8f0a52-0000-4000-8000-000000000001", kind: "user", label: "ada@people.example" },
    ]);
  });

  it("leave as exactly what is filtered, in CSV and JSON", async () => {
    const admin = await asRole(tenant, "admin");
    const read = (query: string, actor: Actor = admin) =>
      exportRoute(
        new Request(`http://localhost:3000/api/audit/export?tenant=${tenant.slug}&${query}`, {
          headers: { cookie: actor.cookie },
        }),
        { params: Promise.resolve({}) },
      );
    await write("key.created", { name: "=cmd|' /C calc'!A0" }, { ...ada, label: "=1+1" } as AuditActor);
    const csv = await read("format=csv&action=key.created");
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.headers.get("content-disposition")).toBe(`attachment; filename="attune-${tenant.slug}-audit.csv"`);
    const lines = (await csv.text()).trim().split("\r\n");
    expect(lines[0]).toBe("seq,at,actor_kind,actor_id,actor,action,target_type,target_id,detail,hash");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(",'=1+1,key.created,");
    const json = (await (await read("format=json&action=key.created&from=2026-03-31")).json()) as { seq: number }[];
    expect(json.map(({ seq }) => seq)).toEqual([7]);
    expect(await (await read("format=json&action=none")).json()).toEqual([]);
    expect((await read("format=xml")).status).toBe(400);
    expect((await read("format=csv", await asRole(tenant, "finance"))).status).toBe(403);
  });

  it("stream however many there are", async () => {
    const admin = await asRole(tenant, "admin");
    await tamper(`insert into audit_log select tenant_id, 1000 + n, at, actor_kind, actor_id, actor_label, 'thing.filled', target_type,
      target_id, detail, previous_hash, hash from audit_log, generate_series(1, 2400) n where tenant_id = $1 and seq = 6`);
    const url = `http://localhost:3000/api/audit/export?tenant=${tenant.slug}&format=json&action=thing.filled`;
    const response = await exportRoute(new Request(url, { headers: { cookie: admin.cookie } }), {
      params: Promise.resolve({}),
    });
    const entries = (await response.json()) as { seq: number }[];
    expect(entries).toHaveLength(2400);
    expect(new Set(entries.map(({ seq }) => seq)).size).toBe(2400);
  });
});
