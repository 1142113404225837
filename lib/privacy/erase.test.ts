import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getCopy } from "@/app/api/privacy/[requestId]/copy/route";
import { POST as postResults } from "@/app/api/quiz/results/route";
import { importAttendance } from "@/lib/attendance-import/actions";
import { verifyChain } from "@/lib/audit/verify-chain";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { runExport } from "@/lib/exports/run-export";
import { makeExportInput } from "@/lib/exports/schema";
import { queueExport } from "@/lib/exports/service";
import { closeQueue } from "@/lib/jobs/queue";
import { recount } from "@/lib/live/recount";
import { askForCopy, askForErasure, fetchCopy, findPerson } from "@/lib/privacy/actions";
import { actorOf } from "@/lib/privacy/pseudonym";
import { runRequest } from "@/lib/privacy/run-request";
import { projections } from "@/lib/projections";
import { addNote, saveView, setLead, tagSessions } from "@/lib/quiz-sessions/actions";
import { sendReportInput } from "@/lib/reports/mail/schema";
import { sendReport } from "@/lib/reports/mail/send";
import { reportSections } from "@/lib/reports/payload";
import { reviewQuote } from "@/lib/reports/review-quote";
import { createLink, freezeReport } from "@/lib/reports/service";
import { openShared } from "@/lib/reports/visit";
import { reconcileSession } from "@/lib/telemetry/reconcile";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { findEverywhere } from "@/lib/testing/every-column";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { createTestKey, send } from "@/lib/testing/ingest";
import { callLive, createTestLiveKey, signToken } from "@/lib/testing/live";
import { quizRows } from "@/lib/testing/quiz-read-models";
import { sessionRows } from "@/lib/testing/session-read-models";
import { ok } from "@/lib/testing/webhook-stage";
import { createWebhook } from "@/lib/webhooks/actions";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();

const email = "canary.mail@canary.example";
const userId = "canary-user-71";
const anonymousId = "canary-anonymous-72";
const evening = "evening-1";
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
/** Whatever a person may leave behind, one word for each door it came in by. */
const canary = (place: string) => `canary${place}`;
const planted = [
  "name",
  "trait",
  "phone",
  "group",
  "deep",
  "gratitude",
  "livewords",
  "answer",
  "metadata",
  "custom",
  "plan",
  "device",
  "note",
  "tag",
  "reason",
  "view",
  "path",
  "content",
  "previous",
  "story",
  "quizsession",
  "importsession",
  "connection",
].map(canary);

let tenant: Tenant;
let admin: Actor;
let key: string;
let shared: string;
let before: Figures;
let actors: string[];

const project = async () => {
  while ((await projectNext(tenant, projections)).kind === "projected");
};
const sql = <T>(text: string, values: unknown[] = []) => withTenantSql(tenant.id, (db) => db.execute<T>(text, values));

/** Every figure that anybody is shown, without ids, words and what words say. */
async function figures() {
  const [sessions, quizzes] = [await sessionRows(database, tenant), await quizRows(database, tenant)];
  const without = (rows: unknown[] | undefined, ...columns: string[]) =>
    (rows ?? [])
      .map((row) => Object.fromEntries(Object.entries(row as object).filter(([column]) => !columns.includes(column))))
      .map((row) => JSON.stringify(row))
      .sort();
  const { assess_sessions, quiz_transcripts, quiz_ai_usage, quiz_session_actors, ...rollups } = quizzes;
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
    rollups: Object.fromEntries(
      Object.entries(rollups).map(([table, rows]) => [table, without(rows, "person", "word", "session_id")]),
    ),
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

async function gatheringOf() {
  const others = Array.from({ length: 9 }, (_, index) => `other-${index}`);
  const tell = (name: string, at: number, more: object, properties: object = {}) => ({
    id: randomUUID(),
    name,
    time: ago(at),
    ...more,
    properties: { sessionId: evening, ...properties },
  });
  const country = (code: string) => ({ context: { country: code, locale: "de-DE" } });
  await appendEvents(tenant, [
    tell(
      "practice.scheduled",
      30,
      {},
      { masterId: "anna", masterName: "Anna Weiss", title: "Evening", startsAt: ago(26), durationMinutes: 60 },
    ),
    tell("practice.started", 26, {}),
    ...others.map((id) => tell("practice.ready", 25.9, { userId: id, ...country("FR") }, { deviceId: `d-${id}` })),
    tell(
      "practice.ready",
      25.9,
      { anonymousId, ...country("IS") },
      { deviceId: canary("device"), connectionId: canary("connection") },
    ),
    tell("practice.ready", 25.8, { userId, ...country("IS") }, { deviceId: "shared-tablet" }),
    tell("practice.ready", 25.8, { userId: "other-1" }, { deviceId: "shared-tablet", connectionId: "t" }),
    tell("practice.ready", 25.7, {}, { deviceId: canary("device"), connectionId: "second" }),
    tell("practice.left", 25.6, {}, { deviceId: canary("device"), connectionId: canary("connection") }),
    tell("practice.reaction", 25.5, { userId }, { kind: "heart" }),
    tell("practice.au", 25.5, { userId }, { units: 12.25 }),
    {
      ...tell(
        "practice.gratitude",
        25.4,
        { userId },
        { text: `Thank you for the silence ${canary("gratitude")}`, consent: "quoted", language: "en" },
      ),
      id: "canary-thanks",
    },
    tell("practice.consent", 25.3, { userId }, { gratitudeId: "canary-thanks", consent: "quoted" }),
    tell("practice.ended", 25, {}),
    tell("practice.replayed", 20, { userId }, { secondsPlayed: 100, durationSeconds: 3000 }),
    tell("recap.viewed", 20, { userId }, { surface: "page" }),
  ]);
}

async function lifeOnTheWeb() {
  const person = { userId, anonymousId };
  const context = {
    page: { path: `/users/${canary("path")}` },
    campaign: { source: "spring", content: canary("content") },
  };
  const properties = {
    plan: canary("plan"),
    teacher: canary("custom"),
    message: canary("custom"),
    story: `${canary("story")} ${"long ".repeat(60)}`,
    deep: { nested: [canary("deep")] },
    amount: 12,
    glad: true,
  };
  const batch = [
    {
      type: "identify",
      ...person,
      timestamp: ago(40),
      traits: { name: "Canaryname Birdwell", email, phone: canary("phone"), note: canary("trait") },
    },
    { type: "alias", userId, previousId: canary("previous"), timestamp: ago(40) },
    { type: "group", ...person, groupId: canary("group"), traits: { plan: canary("group") }, timestamp: ago(40) },
    { type: "page", ...person, name: "Home", properties: {}, context, timestamp: ago(39) },
    {
      type: "page",
      userId: "other-1",
      name: "Home",
      properties: {},
      context: { page: { path: "/both" } },
      timestamp: ago(39),
    },
    { type: "page", userId, name: "Home", properties: {}, context: { page: { path: "/both" } }, timestamp: ago(39) },
    { type: "track", ...person, event: "Thing bought", properties, context, timestamp: ago(38) },
    { type: "track", anonymousId: canary("previous"), event: "Thing seen", properties, timestamp: ago(41) },
    // Somebody else signs in on her browser later: the earlier link holds, and hers must not become the other's.
    { type: "identify", userId: "other-2", anonymousId, timestamp: ago(3), traits: { name: "Other Two" } },
  ];
  expect((await send("/v1/batch", { batch }, { key })).status).toBe(200);
}

const result = (id: string, more: object = {}) => ({
  session_id: id,
  framework_id: "archetypes",
  format: "game",
  user_email: email,
  user_name: "Canaryname Birdwell",
  scores: { hero: 71.5, magician: 64 },
  primary_id: "hero",
  secondary_id: "magician",
  completed_at: ago(10),
  metadata: { teacher: canary("metadata") },
  contact_consent: true,
  ...more,
});
const post = (body: unknown) =>
  postResults(
    new Request("http://localhost/api/quiz/results", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

async function quizzes() {
  const walk = (sessionId: string, who: object, at: number) =>
    [
      ["quiz_visited", {}],
      ["quiz_started", {}],
      ["question_answered", { step: 1, questionId: "q1", answer: 4 }],
      ["question_answered", { step: 2, questionId: "q2", answer: `my mother ${canary("answer")}` }],
      ["result_email_opened", {}],
      [
        "ai.usage",
        { purpose: "reflection", model: "small", inputTokens: 10, outputTokens: 3, costMinor: 0.5, currency: "EUR" },
      ],
    ].map(([name, properties], step) => ({
      id: randomUUID(),
      name,
      time: ago(at - step / 60),
      ...who,
      properties: {
        quizSessionId: sessionId,
        frameworkId: "archetypes",
        format: "qa",
        quizVersion: "3",
        ...(properties as object),
      },
    }));
  const hers = canary("quizsession");
  await appendEvents(tenant, [...walk(hers, { anonymousId }, 12), ...walk("theirs", { userId: "other-3" }, 12)]);
  expect((await post([result(hers), result(canary("importsession")), result("both")])).status).toBe(200);
  // Another person's result under the same id is kept apart.
  expect(
    (await post([result("both", { user_email: "other@example.org", user_name: "Other Three", primary_id: "sage" })]))
      .status,
  ).toBe(409);
}

async function whatTheTeamWrites() {
  const slug = tenant.slug;
  const [own] = await sql<{ sessionId: string; prospectId: string }>(
    `select session_id as "sessionId", prospect_id::text as "prospectId" from assess_sessions where session_id = $1`,
    [canary("quizsession")],
  );
  const { sessionId, prospectId } = own ?? { sessionId: "", prospectId: "" };
  const colleague = await asRole(tenant, "coach");
  await ok(addNote({ tenant: slug, sessionId, text: `Call ${canary("note")}`, mentions: [colleague.user.id] }));
  await ok(tagSessions({ tenant: slug, sessionIds: [sessionId], tag: canary("tag") }));
  await ok(setLead({ tenant: slug, prospectId, lead: "hot", reason: canary("reason") }));
  await ok(saveView({ tenant: slug, name: canary("view"), search: `q=${encodeURIComponent(email)}`, shared: true }));
  const author = admin.user.id;
  const about = `Ask Canaryname Birdwell (${email}), `;
  await database.admin(
    `insert into session_notes (tenant_id, id, session_id, body, written_by, written_at) values ($1, $2, $3, $4, $5, now())`,
    [tenant.id, randomUUID(), evening, `${about}${"she"}`, author],
  );
  await database.admin(
    `insert into anomaly_actions (tenant_id, id, session_id, kind, action, note, by_user, at) values ($1, $2, $3, 'low-attendance', 'followed-up', $4, $5, now())`,
    [tenant.id, randomUUID(), evening, `${about} she`, author],
  );
}

async function shareReport() {
  const [{ id: quote } = { id: "" }] = await sql<{ id: string }>(
    "select event_id::text as id from session_gratitude where session_id = 'evening-1'",
  );
  const author = admin.user.id;
  return withTenant(tenant.id, async (db) => {
    const words = `Thank you for the silence ${canary("gratitude")}`;
    await reviewQuote(
      db,
      { sessionId: evening, eventId: quote, decision: "approve", quoteText: words },
      author,
      new Date(),
    );
    const content = {
      locale: "en" as const,
      note: `With Canaryname Birdwell in the circle`,
      signedBy: "",
      upcoming: null,
      sections: [...reportSections],
    };
    const { reportId } = await freezeReport(
      db,
      tenant,
      { sessionId: evening, quotes: [quote], ...content },
      author,
      new Date(),
    );
    const link = {
      reportId,
      name: "Anna",
      expiresInDays: 14,
      password: "",
      allowDownload: true,
      sections: [...reportSections],
    };
    const { token } = await createLink(db, link, author, new Date());
    // She also led an evening once, so she was written to.
    await sendReport(
      db,
      sendReportInput.parse({
        sessionId: evening,
        linkId: null,
        recipientName: "Canaryname Birdwell",
        recipientEmail: email,
        language: "en",
        subject: "The hour in numbers",
        greeting: "Dear Canaryname Birdwell,",
        remember: true,
      }),
      { id: author, email: "a@b.example" },
      new Date(),
    );
    await db.execute(
      `insert into report_drafts (tenant_id, session_id, choices, created_at, updated_at) values ($1::uuid, $2, $3::jsonb, now(), now())
       on conflict (tenant_id, session_id) do update set choices = excluded.choices`,
      [
        tenant.id,
        evening,
        JSON.stringify({
          locale: "en",
          note: `For ${email}`,
          signedBy: "",
          quotes: [quote],
          upcoming: null,
          sections: [],
        }),
      ],
    );
    return token;
  });
}

async function exportAttendees() {
  const day = (offset: number) => new Date(Date.now() + offset * 24 * hour).toISOString().slice(0, 10);
  const input = makeExportInput.parse({ content: "attendees", format: "json", query: { from: day(-10), to: day(1) } });
  const { exportId } = await withTenant(tenant.id, (db) => queueExport(db, input, admin.user.id, new Date()));
  expect(await runExport((fn) => withTenant(tenant.id, fn), tenant, exportId)).toBe("done");
}

beforeAll(async () => {
  tenant = await makeTenant();
  admin = await asRole(tenant, "admin");
  requestAs(admin);
  key = (await createTestKey(tenant, ["ingest", "read"])).value;
  for (const kind of ["archetype_scores_webhook", "analytics_webhook"] as const) {
    if (kind === "archetype_scores_webhook") {
      await database.admin("insert into webhook_consents values ($1, true, $2, now())", [tenant.id, admin.user.id]);
    }
    const events =
      kind === "analytics_webhook" ? (["quiz_completed", "quiz_started"] as const) : (["quiz_completed"] as const);
    await ok(
      createWebhook({
        tenant: tenant.slug,
        kind,
        name: kind,
        url: "https://hooks.example.com/in",
        events: [...events],
      }),
    );
  }
  await gatheringOf();
  await lifeOnTheWeb();
  await quizzes();
  const day = new Date(Date.now() - 3 * 24 * hour).toISOString().slice(0, 10);
  const file = `Name,User Email,Join Time,Leave Time\nCanaryname Birdwell,${email},${day} 18:00:10,${day} 18:45:00\nBen,,${day} 18:05:00,${day} 18:46:00`;
  await ok(
    importAttendance({
      tenant: tenant.slug,
      file: new TextEncoder().encode(file),
      zone: "UTC",
      masterName: "Guest",
      title: "Brought",
      language: "en",
      day,
      time: "18:00:00",
    }),
  );
  await appendEvents(tenant, [
    { id: randomUUID(), name: "practice.started", time: ago(1), properties: { sessionId: "now" } },
  ]);
  await project();
  const live = await createTestLiveKey(tenant);
  const token = await signToken(live, { sub: userId, sid: "now", country: "IS" });
  expect(
    (await callLive("ready", "now", { token, body: { connectionId: canary("connection"), deviceId: "phone" } })).status,
  ).toBe(200);
  expect(
    (await callLive("heartbeat", "now", { token, body: { connectionId: canary("connection"), deviceId: "phone" } }))
      .status,
  ).toBe(200);
  expect(
    (await callLive("gratitude", "now", { token, body: { text: canary("livewords"), consent: "quoted" } })).status,
  ).toBe(200);
  await appendEvents(tenant, [
    { id: randomUUID(), name: "practice.ended", time: ago(0), properties: { sessionId: "now" } },
  ]);
  await project();
  await whatTheTeamWrites();
  shared = await shareReport();
  await exportAttendees();
  before = await figures();
  actors = [
    actorOf(tenant.id, "user", userId),
    actorOf(tenant.id, "anonymous", anonymousId),
    actorOf(tenant.id, "anonymous", canary("previous")),
    actorOf(tenant.id, "user", `email:${email}`),
  ];
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
