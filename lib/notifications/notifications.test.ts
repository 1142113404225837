import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as markRoute } from "@/app/api/notifications/read/route";
import { GET as inboxRoute } from "@/app/api/notifications/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { type Inbox, markInboxRead, readInbox } from "@/lib/notifications/inbox";
import { purgeNotifications } from "@/lib/notifications/jobs";
import { notificationKinds } from "@/lib/notifications/kinds";
import { type Notice, notify } from "@/lib/notifications/notify";
import { type Actor, asDisabled, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";

const database = await createTestDatabase();
let tenant: Tenant;
let neighbour: Tenant;
let coach: Actor;
let operations: Actor;

beforeAll(async () => {
  tenant = await makeTenant();
  neighbour = await makeTenant();
  coach = await asRole(tenant, "coach");
  operations = await asRole(tenant, "operations");
});

const tell = (notice: Partial<Notice> & { audience: Notice["audience"] }, at = new Date(), to = tenant) =>
  withTenant(to.id, (db) =>
    notify(db, { kind: "report-drafted", href: "masters", params: { title: "Evening" }, ...notice }, at),
  );
const inboxOf = (actor: Actor, of = tenant) => withTenantSql(of.id, (db) => readInbox(db, actor.user.id, 100));
const titles = ({ items }: Inbox) => items.map(({ params }) => params.title);

describe("a notice", () => {
  it("reaches whoever holds the permission when she reads, and nobody of another tenant", async () => {
    await tell({ audience: { permission: "reports:share" }, params: { title: "for sharers" } });
    await tell({ audience: { permission: "reports:share" }, params: { title: "next door" } }, new Date(), neighbour);
    expect(titles(await inboxOf(operations))).toEqual(["for sharers"]);
    expect(titles(await inboxOf(coach))).toEqual([]);
    const role = (name: string) =>
      database.admin(`update memberships set role = $2 where user_id = $1`, [coach.user.id, name]);
    await role("operations");
    expect(titles(await inboxOf(coach))).toEqual(["for sharers"]);
    await role("coach");
    expect(await inboxOf(coach)).toEqual({ unread: 0, items: [] });
    expect(await inboxOf(await asDisabled(tenant, "operations"))).toEqual({ unread: 0, items: [] });
  });

  it("for one person is hers alone, and what was told before she came is not hers", async () => {
    await tell({ audience: { userId: coach.user.id }, params: { title: "for her" } });
    await tell(
      { audience: { permission: "masterSessions:read" }, params: { title: "long ago" } },
      new Date("2026-01-01"),
    );
    expect(titles(await inboxOf(coach))).toEqual(["for her"]);
    expect(titles(await inboxOf(operations))).not.toContain("for her");
  });

  it("of one matter is told once to each audience, also when it is told twice at the same time", async () => {
    const told = await Promise.all(
      [1, 2, 3].map(() => tell({ audience: { userId: coach.user.id }, once: "opened/1" })),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await tell({ audience: { userId: operations.user.id }, once: "opened/1" })).toBe(true);
  });

  it("is unsaid when the change it speaks of is rolled back", async () => {
    const failing = withTenant(tenant.id, async (db) => {
      await notify(db, {
        kind: "mail-failed",
        audience: { userId: coach.user.id },
        href: "x",
        params: { title: "never" },
      });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(titles(await inboxOf(coach))).not.toContain("never");
  });

  it("is read by each for herself: one, or all that she may see", async () => {
    await tell({ audience: { permission: "masterSessions:read" }, params: { title: "for all" } });
    const { items, unread } = await inboxOf(coach);
    expect(unread).toBe(items.length);
    const mark = (actor: Actor, ids: string[] | null) =>
      withTenantSql(tenant.id, (db) => markInboxRead(db, actor.user.id, ids, new Date()));
    expect(await mark(coach, [items[0]?.id ?? ""])).toBe(1);
    expect((await inboxOf(coach)).unread).toBe(unread - 1);
    expect(await mark(coach, null)).toBe(unread - 1);
    expect(await mark(coach, null)).toBe(0);
    expect((await inboxOf(coach)).unread).toBe(0);
    expect((await inboxOf(operations)).items.some(({ read }) => read)).toBe(false);
    // Somebody else's notice cannot be marked, and nothing is said about whether it exists.
    const hers = await inboxOf(operations);
    const foreign = hers.items.find(({ params }) => params.title === "for sharers")?.id ?? "";
    expect(await mark(coach, [foreign])).toBe(0);
  });

  it("is forgotten after ninety days", async () => {
    await tell(
      { audience: { userId: coach.user.id }, params: { title: "old" } },
      new Date(Date.now() - 91 * 86_400_000),
    );
    await tell(
      { audience: { userId: coach.user.id }, params: { title: "kept" } },
      new Date(Date.now() - 89 * 86_400_000),
    );
    await purgeNotifications.run({});
    const left = await database.admin<{ title: string }>(
      `select params ->> 'title' as title from notifications where params ->> 'title' in ('old', 'kept')`,
    );
    expect(left).toEqual([{ title: "kept" }]);
  });
});

describe("the bell's addresses", () => {
  it("answer the caller's own inbox and take what she has read", async () => {
    await tell({ audience: { userId: operations.user.id }, params: { title: "over http" } });
    const segment = { params: Promise.resolve({}) };
    const address = `http://localhost:3000/api/notifications?tenant=${tenant.slug}`;
    const headers = { cookie: operations.cookie, host: "localhost:3000", origin: "http://localhost:3000" };
    const inbox = async () => (await inboxRoute(new Request(address, { headers }), segment)).json();
    const before = await inbox();
    expect(before.items[0].params.title).toBe("over http");
    const post = (body: string) =>
      markRoute(new Request(address.replace("?", "/read?"), { method: "POST", headers, body }), segment);
    expect((await post("not json")).status).toBe(400);
    expect((await post(JSON.stringify({ ids: [before.items[0].id] }))).status).toBe(200);
    expect((await inbox()).unread).toBe(before.unread - 1);
  });
});

describe("the texts", () => {
  it.each(["en", "de"])("in %s have a sentence for every kind, and none for others", (locale) => {
    const { kinds } = JSON.parse(readFileSync(`messages/${locale}/notifications.json`, "utf8"));
    expect(Object.keys(kinds).sort()).toEqual([...notificationKinds].sort());
  });
});
