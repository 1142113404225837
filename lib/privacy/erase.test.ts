import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getCopy } from "@/app/api/privacy/[requestId]/copy/route";
import { verifyChain } from "@/lib/audit/verify-chain";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { rebuildTenant } from "@/lib/events/rebuild";
import { closeQueue } from "@/lib/jobs/queue";
import { recount } from "@/lib/live/recount";
import { askForCopy, askForErasure, fetchCopy, findPerson } from "@/lib/privacy/actions";
import { runRequest } from "@/lib/privacy/run-request";
import { projections } from "@/lib/projections";
import { openShared } from "@/lib/reports/visit";
import { reconcileSession } from "@/lib/telemetry/reconcile";
import { type Actor, asRole } from "@/lib/testing/as-role";
import {
  anonymousId,
  canary,
  email,
  plantCanary,
  planted,
  post,
  project,
  result,
  userId,
} from "@/lib/testing/canary-person";
import { createTestDatabase } from "@/lib/testing/db";
import { findEverywhere } from "@/lib/testing/every-column";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { quizRows } from "@/lib/testing/quiz-read-models";
import { sessionRows } from "@/lib/testing/session-read-models";
import { ok } from "@/lib/testing/webhook-stage";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();

let tenant: Tenant;
let admin: Actor;
let shared: string;
let actors: string[];
let before: Figures;

const sql = <T>(text: string, values: unknown[] = []) => withTenantSql(tenant.id, (db) => db.execute<T>(text, values));

/** Every figure that anybody is shown, without ids, words and what words say. */
async function figures() {
  const [sessions, quizzes] = [await sessionRows(database, tenant), await quizRows(database, tenant)];
  const without = (rows: unknown[] | undefined, ...columns: string[]) =>
    (rows ?? [])
      .map((row) => Object.fromEntries(Object.entries(row as object).filter(([column]) => !columns.includes(column))))
      .map((row) => JSON.stringify(row))
      .sort();
  const { assess_sessions, quiz_transcripts, quiz_ai_usage, quiz_session_actors, quiz_names: _, ...rollups } = quizzes;
  return {
    masters: sessions.masters,
    sessions: sessions.master_sessions,
    totals: sessions.session_totals,
    days: sessions.session_day_totals,
    attendance: without(sessions.session_attendance, "actor"),
    devices: without(sessions.session_device_intervals, "actor", "device_id"),
    breakdowns: (sessions.session_breakdowns as { dimension: string }[]).filter(
      ({ dimension }) => dimension !== "theme",
    ),
    gratitude: without(sessions.session_gratitude, "actor", "themes", "consent", "consent_at", "language"),
    replays: without(sessions.session_replays, "actor"),
    actors: without(sessions.session_actors, "actor"),
    quizzes: without(
      assess_sessions,
      "session_id",
      "conflict_of",
      "person",
      "prospect_id",
      "user_email",
      "user_name",
      "metadata",
      "contact_consent",
    ),
    transcripts: quiz_transcripts?.length,
    usage: without(quiz_ai_usage, "session_id"),
    quizActors: quiz_session_actors?.length,
    rollups: Object.fromEntries(Object.entries(rollups).map(([table, rows]) => [table, without(rows, "person")])),
    people:
      await sql(`select count(*)::int as prospects, (select count(distinct person)::int from assess_sessions) as persons
      from (select distinct prospect_id from assess_sessions) p`),
    events: await sql("select day::text, name, events from event_days order by 1, 2"),
    active: await sql(
      `select d::date::text as day, (select count(*)::int from person_days p where p.day between d::date - 6 and d::date
         and (p.previous_day is null or p.previous_day < d::date - 6)) as week
       from generate_series(now() - interval '20 days', now(), interval '1 day') d`,
    ),
  };
}
type Figures = Awaited<ReturnType<typeof figures>>;

beforeAll(async () => {
  ({ tenant, admin, shared, actors } = await plantCanary(database));
  before = await figures();
}, 60_000);
afterAll(closeQueue);

const quotesOf = async (token: string) => {
  const found = await openShared(token, () => undefined, new Date());
  if (found?.status !== "open") throw new Error("The link does not open.");
  return found.payload.quotes.length;
};
const find = async (identifier: string) => (await ok(findPerson({ tenant: tenant.slug, identifier }))).people;
const run = (requestId: string) => runRequest((fn) => withTenantSql(tenant.id, fn), tenant, requestId);

describe("a person", () => {
  it("is found by anything that she is known by, and by nothing else", async () => {
    const all = await Promise.all(
      [email.toUpperCase(), userId, anonymousId, canary("previous"), canary("device")].map(find),
    );
    for (const people of all) {
      expect(people).toHaveLength(1);
      expect(people[0]).toMatchObject({ name: "Canaryname Birdwell", email: "c…l@canary.example" });
      expect(people[0]?.held).toEqual(all[0]?.[0]?.held);
    }
    expect(all[0]?.[0]?.held).toMatchObject({
      quizSessions: 3,
      masterSessions: 3,
      quotes: 1,
      leads: 1,
      notes: 2,
      messages: 1,
    });
    expect(await find("canary")).toEqual([]);
    expect(await find("nobody@example.org")).toEqual([]);
  });

  it("gets a copy that holds everything, once for whoever asked, and nothing of others", async () => {
    const [person] = await find(email);
    const { requestId } = await ok(askForCopy({ tenant: tenant.slug, ref: person?.ref ?? "" }));
    expect(await run(requestId)).toBe("done");
    const { url } = await ok(fetchCopy({ tenant: tenant.slug, requestId }));
    const get = (cookie: string) =>
      getCopy(new Request(`http://localhost:3000${url}`, { headers: { cookie } }), {
        params: Promise.resolve({ requestId }),
      });
    const answer = await get(admin.cookie);
    expect(answer.status).toBe(200);
    const text = (await answer.text()).toLowerCase();
    for (const word of planted.filter((one) => !["view", "previous"].map(canary).includes(one)))
      expect(text, word).toContain(word);
    expect(text).toContain(email);
    expect(text).not.toMatch(/other-\d|other three|name:ben/);
    expect((await get((await asRole(tenant, "admin")).cookie)).status).toBe(403);
    expect((await get((await asRole(tenant, "coach")).cookie)).status).toBe(403);
  });

  it("cannot be erased by a word that was not typed, by another's sight of her, or without the right", async () => {
    const [person] = await find(email);
    const ref = person?.ref ?? "";
    const erase = (given: object = {}) => askForErasure({ tenant: tenant.slug, ref, typed: email, ...given });
    expect(await erase({ typed: "other" })).toMatchObject({ ok: false, error: { fields: { typed: "not-the-same" } } });
    requestAs(await asRole(tenant, "admin"));
    expect(await erase()).toMatchObject({ ok: false, error: { code: "conflict" } });
    requestAs(await asRole(tenant, "coach"));
    expect(await erase()).toMatchObject({ ok: false, error: { code: "forbidden" } });
    requestAs(admin);
  });

  it("is nowhere any more once erased, and every figure is what it was", async () => {
    expect(await findEverywhere(database, [...planted, ...actors, email])).not.toEqual([]);
    expect(await quotesOf(shared)).toBe(1);
    const [person] = await find(userId);
    const { requestId } = await ok(
      askForErasure({ tenant: tenant.slug, ref: person?.ref ?? "", typed: ` ${userId.toUpperCase()}` }),
    );

    // A worker that dies in the middle has done nothing, and the next one does all of it.
    const dying = runRequest(
      (fn) =>
        withTenantSql(tenant.id, async (db) => {
          const done = await fn(db);
          if (done === "done") throw Object.assign(new Error("gone"), { code: "57P01" });
          return done;
        }),
      tenant,
      requestId,
    );
    await expect(dying).rejects.toThrow("gone");
    expect(await figures()).toEqual(before);
    expect(await find(email)).toHaveLength(1);
    const later = () => new Date(Date.now() + 5 * 60_000);
    expect(await runRequest((fn) => withTenantSql(tenant.id, fn), tenant, requestId, later)).toBe("done");

    expect(await findEverywhere(database, [...actors, email, "canary", "birdwell"])).toEqual([]);
    expect(await figures()).toEqual(before);
    expect(await quotesOf(shared)).toBe(0);
    expect(await find(email)).toEqual([]);
    expect(await withTenantSql(tenant.id, (db) => verifyChain(db))).toMatchObject({ ok: true });
  });

  it("stays gone and counted after a rebuild, a recount and a reconciliation", async () => {
    const rows = async () => [
      await sessionRows(database, tenant),
      await quizRows(database, tenant),
      await sql("select * from person_days order by day, actor"),
      await sql("select * from actor_links order by 2"),
    ];
    const erased = await rows();
    await rebuildTenant(tenant, projections);
    expect(await rows()).toEqual(erased);
    expect(await figures()).toEqual(before);
    expect((await recount(tenant)).differences).toEqual([]);
    for (const { id } of await sql<{ id: string }>(
      "select session_id as id from master_sessions where ended_at is not null",
    )) {
      expect(await withTenantSql(tenant.id, (db) => reconcileSession(db, tenant, id))).toEqual([]);
    }
  });

  it("does not come back with what was erased, and is a new person when she comes again", async () => {
    await quizzesAgain();
    expect(await find(email)).toEqual([]);
    await appendEvents(tenant, [{ id: randomUUID(), name: "identify", userId, traits: { email } }]);
    await project();
    expect(await find(email)).toMatchObject([{ held: { events: 1, quizSessions: 0, masterSessions: 0 } }]);
  });
});

async function quizzesAgain() {
  const answer = await post([result(canary("quizsession")), result(canary("importsession")), result("both")]);
  expect((await answer.json()).verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    "duplicate",
    "duplicate",
    "duplicate",
  ]);
  await project();
}
