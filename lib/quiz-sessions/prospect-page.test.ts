import { expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { readList, streamSessions } from "@/lib/quiz-sessions/list";
import { filtersOf, listSearch } from "@/lib/quiz-sessions/list-search";
import { exportProspect, readProspect } from "@/lib/quiz-sessions/prospect-page";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { quizWalk } from "@/lib/testing/quiz-story";

await createTestDatabase();

it("shows the latest of a person's many sessions, knows how many there are, and leads to all of them in the list", async () => {
  const tenant = await createTenant();
  const now = new Date();
  const walk = (index: number, userId: string) =>
    quizWalk({
      sessionId: `${userId} ${String(index).padStart(3, "0")}`,
      userId,
      begunAt: new Date(now.getTime() - (index + 1) * 3_600_000),
      started: false,
    });
  // Two ids of one address: what is hers is known by the person, not by where she signed in.
  const people = ["u1", "u2", "other"].map((userId) => ({
    id: `who ${userId}`,
    name: "identify",
    userId,
    traits: { name: "Elif", email: userId === "other" ? "other@example.org" : "elif@example.org" },
  }));
  const events = [...Array.from({ length: 512 }, (_, index) => walk(index, index % 2 ? "u1" : "u2")).flat(), ...people];
  for (let at = 0; at < events.length; at += 250) await appendEvents(tenant, events.slice(at, at + 250));
  await appendEvents(tenant, walk(0, "other"));
  while ((await projectNext(tenant, projections)).kind === "projected");

  const list = (query: Record<string, string>) =>
    withTenantSql(tenant.id, (db) => readList(db, listSearch.parse(query), now, tenant.timeZone));
  const prospect = (await list({ all: "1", q: "elif@example.org" })).items[0]?.prospectId ?? "";
  const read = await withTenantSql(tenant.id, (db) => readProspect(db, prospect, undefined));
  expect([read.prospect.sessions, read.every.length, read.sessions.length]).toEqual([512, 512, 500]);
  expect(read.sessions[0]?.id).toBe("u2 000");

  const search = { all: "1", prospect };
  expect((await list(search)).summary?.sessions).toBe(512);
  const listed = new Set<string>();
  const filters = filtersOf(listSearch.parse(search));
  const reader = <T>(fn: Parameters<typeof withTenantSql<T>>[1]) => withTenantSql(tenant.id, fn);
  for await (const row of streamSessions(reader, { filters, now, sort: "time", dir: "desc" })) listed.add(row.id);
  expect(listed).toEqual(new Set(read.every.map(({ id }) => id)));
  const told = await withTenantSql(tenant.id, (db) => exportProspect(db, prospect));
  expect(told.sessions).toHaveLength(512);
  expect(listSearch.safeParse({ prospect: "somebody" }).success).toBe(false);
});
