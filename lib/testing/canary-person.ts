import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { POST as postResults } from "@/app/api/quiz/results/route";
import { importAttendance } from "@/lib/attendance-import/actions";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { runExport } from "@/lib/exports/run-export";
import { makeExportInput } from "@/lib/exports/schema";
import { queueExport } from "@/lib/exports/service";
import { actorOf } from "@/lib/privacy/pseudonym";
import { projections } from "@/lib/projections";
import { addNote, saveView, setLead, tagSessions } from "@/lib/quiz-sessions/actions";
import { sendReportInput } from "@/lib/reports/mail/schema";
import { sendReport } from "@/lib/reports/mail/send";
import { reviewQuote } from "@/lib/reports/review-quote";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import type { TestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { createTestKey, send } from "@/lib/testing/ingest";
import { callLive, createTestLiveKey, signToken } from "@/lib/testing/live";
import { shareWholeReport } from "@/lib/testing/shared-report";
import { ok } from "@/lib/testing/webhook-stage";
import { createWebhook } from "@/lib/webhooks/actions";

export const email = "canary.mail@canary.example";
export const userId = "canary-user-71";
export const anonymousId = "canary-anonymous-72";
const evening = "evening-1";
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
/** Whatever a person may leave behind, one word for each door it came in by. */
export const canary = (place: string) => `canary${place}`;
export const planted =
  "name trait phone group deep gratitude livewords answer metadata custom plan device note tag reason view path content previous story quizsession importsession connection"
    .split(" ")
    .map(canary);

let database: TestDatabase;
let tenant: Tenant;
let admin: Actor;
let key: string;

export const project = async () => {
  while ((await projectNext(tenant, projections)).kind === "projected");
};
const sql = <T>(text: string, values: unknown[] = []) => withTenantSql(tenant.id, (db) => db.execute<T>(text, values));

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

export const result = (id: string, more: object = {}) => ({
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
export const post = (body: unknown) =>
  postResults(
    new Request("http://localhost/api/quiz/results", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

async function quizzes() {
  const hers = canary("quizsession");
  const walk = (sessionId: string, who: object, at: number) =>
    [
      ["quiz_visited", {}],
      ["quiz_started", {}],
      ["question_answered", { step: 1, questionId: "q1", answer: 4 }],
      [
        "question_answered",
        { step: 2, questionId: "q2", answer: `my mother ${sessionId === hers ? canary("answer") : ""}` },
      ],
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
  await appendEvents(tenant, [...walk(hers, { anonymousId }, 12), ...walk("theirs", { userId: "other-3" }, 12)]);
  expect((await post([result(hers), result(canary("importsession")), result("both")])).status).toBe(200);
  // Another person's result under the same id is kept apart.
  expect(
    (
      await post([
        result("both", { user_email: "other@example.org", user_name: "Other Three", primary_id: "sage", metadata: {} }),
      ])
    ).status,
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
    const note = `With Canaryname Birdwell in the circle`;
    const token = await shareWholeReport(db, tenant, { sessionId: evening, quotes: [quote], note }, author);
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

/**
 * A tenant in which one person left a word of her own at every door: calls of an SDK, custom events, live page, quizzes, a gateway, an
 * imported file, letters; and whom the team wrote about, quoted, exported and told webhooks of. Nine others were there too.
 */
export async function plantCanary(given: TestDatabase) {
  database = given;
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
  const shared = await shareReport();
  await exportAttendees();
  return {
    tenant,
    admin,
    shared,
    actors: [
      actorOf(tenant.id, "user", userId),
      actorOf(tenant.id, "anonymous", anonymousId),
      actorOf(tenant.id, "anonymous", canary("previous")),
      actorOf(tenant.id, "user", `email:${email}`),
    ],
  };
}
