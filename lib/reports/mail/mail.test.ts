import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { signatureHeader, signBody } from "@/lib/guard/signed-body";
import { readInbox } from "@/lib/notifications/inbox";
import { deliverMessage } from "@/lib/reports/mail/deliver";
import { suggestIn } from "@/lib/reports/mail/jobs";
import { readEml, readMessage } from "@/lib/reports/mail/outbox";
import { countDeliveredRecipients } from "@/lib/reports/mail/queries/count-delivered-recipients";
import { sendReportInput } from "@/lib/reports/mail/schema";
import { noteByHand, remind, resend, sendReport } from "@/lib/reports/mail/send";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";
import { setEnvironment } from "@/lib/testing/environment";
import { type MailServer, startMailServer } from "@/lib/testing/mail-server";

const database = await createTestDatabase();
setEnvironment({ MAIL_BOUNCE_SECRET: "x".repeat(40) });
const { POST: takeBounce } = await import("@/app/api/mail/bounces/route");

const day = 86_400_000;
const now = new Date("2026-11-21T09:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
let tenant: Tenant;
let neighbour: Tenant;
let sender: Actor;
let server: MailServer;
let sessionId: string;

beforeAll(async () => {
  tenant = await makeTenant({ name: "Lumen", timeZone: "Europe/Berlin" });
  neighbour = await makeTenant();
  sender = await asRole(tenant, "operations", { email: "mira@lumen.example" });
  // She was here before the clock of these stories.
  await database.admin(`update memberships set created_at = '2026-01-01'`);
  server = await startMailServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.temper = "takes";
  server.received.length = 0;
  sessionId = `s-${randomUUID().slice(0, 8)}`;
  await plantEndedSession(database, tenant, { sessionId, total: 247, title: "Evening of unity" });
  await plantReport(sessionId);
});

/** A shared report, as far as a message needs to know it. */
async function plantReport(session: string, people: object = { display: "exact", total: 247 }) {
  const payload = {
    sections: ["reactions"],
    tenant: { name: "Lumen", timeZone: "Europe/Berlin", brandColor: "#7A4E9E" },
    session: { title: "Evening of unity", startedAt: "2026-11-19T18:00:00.000Z" },
    people,
  };
  await database.admin(
    `insert into reports (tenant_id, id, session_id, version, locale, payload, created_by, created_at)
     values ($1, $2, $3, 1, 'en', $4, $5, $6)`,
    [tenant.id, randomUUID(), session, payload, sender.user.id, now],
  );
}

const input = (given: object = {}) =>
  sendReportInput.parse({
    sessionId,
    linkId: null,
    recipientName: "Anna Weiss",
    recipientEmail: "anna@masters.example",
    language: "en",
    subject: "The hour in numbers",
    greeting: "Dear Anna,",
    ...given,
  });
const by = () => ({ id: sender.user.id, email: sender.user.email });
const send = (given: object = {}, at = now) => withTenant(tenant.id, (db) => sendReport(db, input(given), by(), at));
/** Patience is short only where the server is silent: a busy machine must not look like one. */
const patience = { "silent-greeting": 100, "silent-after-data": 1500 } as Record<string, number>;
const attempt = (messageId: string, at = now) =>
  deliverMessage((fn) => withTenant(tenant.id, fn), messageId, { now: () => at, patienceMs: patience[server.temper] });
const look = (messageId: string) => withTenantSql(tenant.id, (db) => readMessage(db, messageId));
const told = async () => (await withTenantSql(tenant.id, (db) => readInbox(db, sender.user.id, 100))).items;
const audited = async (action: string) =>
  (await database.admin<{ target_id: string }>(`select target_id from audit_log where action = $1`, [action])).map(
    (row) => row.target_id,
  );
const openedBy = (linkId: string, kind = "human") =>
  database.admin(
    `insert into report_opens (tenant_id, id, link_id, kind, format, opened_at, confirmed_at) values ($1, $2, $3, $4, 'html', $5, $5)`,
    [tenant.id, randomUUID(), linkId, kind, later(day)],
  );

describe("a message that a server takes", () => {
  it("arrives once, in two forms, with the address of a link of its own and nothing that watches the reader", async () => {
    const { messageId, linkId } = await send({ words: "Thank you <3\nWith love" });
    expect(await attempt(messageId)).toBe("sent");
    expect(server.received).toHaveLength(1);
    const [raw = ""] = server.received;
    expect(raw).toContain(`Message-ID: <${messageId}.${tenant.id}@localhost>`);
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(raw).toContain("Reply-To: mira@lumen.example");
    const { letter, message } = await look(messageId);
    expect(letter.text).toContain("247 people practised together in “Evening of unity”");
    expect(letter.text).toMatch(/http:\/\/localhost:3000\/r\/[A-Za-z0-9_-]{65}/);
    expect(letter.html).toContain("Thank you &lt;3<br>With love");
    expect(letter.html).toContain("background:#7a4e9e");
    expect(letter.html).not.toMatch(/<img|<script|url\(|sign-in|src=/);
    expect(message).toMatchObject({ state: "sent", attempts: 1, answerCode: "250", linkName: "Anna Weiss", linkId });
    // What the database keeps holds no working address.
    const token = /\/r\/(\S{65})/.exec(letter.text)?.[1] ?? "";
    const rows = await database.admin(`select row_to_json(m)::text as row from mail_messages m where id = $1`, [
      messageId,
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await attempt(messageId, later(day))).toBeNull();
    expect(server.received).toHaveLength(1);
    expect(await audited("mail.accepted")).toContain(messageId);
  });

  it("speaks the language of its recipient, from right to left where it is read so, and never counts a small circle", async () => {
    const circle = `small-${randomUUID().slice(0, 8)}`;
    await plantEndedSession(database, tenant, { sessionId: circle, total: 3 });
    await plantReport(circle, { display: "small-circle", total: null });
    const { messageId } = await send({ sessionId: circle, language: "ar", recipientName: "آنا" });
    const { letter } = await look(messageId);
    expect(letter.html).toContain('lang="ar" dir="rtl"');
    expect(letter.text).toContain("حلقة صغيرة");
    expect(letter.text).not.toMatch(/[3٣] /);
  });

  it("counts once, though its worker was killed between the server's yes and the note of it", async () => {
    const { messageId } = await send();
    server.temper = "silent-after-data";
    expect(await attempt(messageId)).toBe("queued");
    server.temper = "takes";
    // The next worker finds it claimed by one that never came back.
    await database.admin(`update mail_messages set state = 'sending', lease_until = $2 where id = $1`, [
      messageId,
      later(1),
    ]);
    expect(await attempt(messageId, now)).toBeNull();
    expect(await attempt(messageId, later(10 * 60_000))).toBe("sent");
    const names = server.received.map((raw) => /^Message-ID: (.*)$/m.exec(raw)?.[1]);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
    const count = await withTenantSql(tenant.id, (db) => countDeliveredRecipients.first(db, { sessionId }));
    expect(count).toEqual({ delivered: 1, opened: 0 });
  });

  it("is claimed by one of several workers", async () => {
    const { messageId } = await send();
    const states = await Promise.all([attempt(messageId), attempt(messageId), attempt(messageId)]);
    expect(states.filter(Boolean)).toEqual(["sent"]);
    expect(server.received).toHaveLength(1);
  });
});

describe("a server that does not take it", () => {
  it.each([
    ["never greets", "silent-greeting", "silent"],
    ["is busy", "busy", "busy"],
    ["breaks off in the middle", "drops-in-data", "broken-off"],
  ] as const)("and %s is tried again, with pauses, until it is told as failed", async (_, temper, trouble) => {
    const { messageId } = await send();
    server.temper = temper;
    expect(await attempt(messageId)).toBe("queued");
    const { message } = await look(messageId);
    expect(message).toMatchObject({ state: "queued", attempts: 1, failure: trouble });
    expect(message.nextAttemptAt).toEqual(later(60_000));
    expect(await attempt(messageId, later(30_000))).toBeNull();
    let at = now;
    for (let state: string | null = "queued"; state === "queued"; ) {
      at = (await look(messageId)).message.nextAttemptAt ?? at;
      state = await attempt(messageId, at);
    }
    expect((await look(messageId)).message).toMatchObject({ state: "failed", attempts: 6, failure: trouble });
    expect((await told()).some((one) => one.kind === "mail-failed" && one.href.endsWith(messageId))).toBe(true);
    // A person may try again once the server is well.
    server.temper = "takes";
    await withTenant(tenant.id, (db) => resend(db, messageId, undefined, by(), at));
    expect(await attempt(messageId, at)).toBe("sent");
  });

  it("because the recipient is unknown ends as bounced, and can be sent to a better address", async () => {
    const { messageId, linkId } = await send();
    server.temper = "unknown-recipient";
    expect(await attempt(messageId)).toBe("bounced");
    const { message, events } = await look(messageId);
    expect(message).toMatchObject({ state: "bounced", answerCode: "550 5.1.1" });
    expect(events.map((one) => one.kind)).toEqual(["queued", "bounced"]);
    expect(JSON.stringify(events)).not.toContain("anna@");
    expect((await told()).some((one) => one.kind === "mail-bounced" && one.href.endsWith(messageId))).toBe(true);
    server.temper = "takes";
    const again = await withTenant(tenant.id, (db) => resend(db, messageId, "anna.weiss@masters.example", by(), now));
    expect(again).toMatchObject({ linkId, state: "queued" });
    expect(again.messageId).not.toBe(messageId);
    expect(await attempt(again.messageId)).toBe("sent");
    const count = await withTenantSql(tenant.id, (db) => countDeliveredRecipients.first(db, { sessionId }));
    expect(count).toEqual({ delivered: 1, opened: 0 });
  });

  it("is not asked at all once the link was revoked", async () => {
    const { messageId, linkId } = await send();
    await database.admin(`update report_links set revoked_at = $2 where id = $1`, [linkId, now]);
    expect(await attempt(messageId)).toBe("failed");
    expect((await look(messageId)).message.failure).toBe("link-revoked");
    expect(server.received).toEqual([]);
  });
});

describe("what comes back", () => {
  const dsn = (messageId: string, action: string, of = tenant.id) =>
    [
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example",
      `Original-Envelope-Id: ${messageId}.${of}@localhost`,
      "",
      `Action: ${action}`,
      "Status: 5.2.2",
      "--b--",
    ].join("\r\n");
  const post = async (body: string, signature = signBody("x".repeat(40), body, new Date())) => {
    const headers = { [signatureHeader]: signature };
    const request = new Request("http://localhost:3000/api/mail/bounces", { method: "POST", headers, body });
    const response = await takeBounce(request, { params: Promise.resolve({}) });
    return { status: response.status, body: await response.json() };
  };

  it("moves a message to delivered, then to bounced, never back, and the same report counts once", async () => {
    const { messageId } = await send();
    await attempt(messageId);
    expect(await post(dsn(messageId, "delivered"))).toEqual({ status: 200, body: { understood: true, noted: true } });
    expect((await look(messageId)).message.state).toBe("delivered");
    expect((await post(dsn(messageId, "failed"))).body.noted).toBe(true);
    expect((await post(dsn(messageId, "failed"))).body.noted).toBe(false);
    expect((await post(dsn(messageId, "delivered"))).body.noted).toBe(false);
    const { message, events } = await look(messageId);
    expect(message).toMatchObject({ state: "bounced", answerCode: "5.2.2", failure: "came-back" });
    expect(events.map((one) => one.kind)).toEqual(["queued", "accepted", "delivered", "bounced"]);
    const count = await withTenantSql(tenant.id, (db) => countDeliveredRecipients.first(db, { sessionId }));
    expect(count?.delivered).toBe(0);
  });

  it("is believed only when it is signed, and changes nothing of another tenant", async () => {
    const { messageId } = await send();
    await attempt(messageId);
    const body = dsn(messageId, "failed");
    expect((await post(body, "")).status).toBe(401);
    expect((await post(body, signBody("y".repeat(40), body, new Date()))).status).toBe(401);
    expect((await post(body, signBody("x".repeat(40), body, new Date(Date.now() - 6 * 60_000)))).status).toBe(401);
    expect((await post(body, signBody("x".repeat(40), `${body} `, new Date()))).status).toBe(401);
    expect((await post(dsn(messageId, "failed", neighbour.id))).body.noted).toBe(false);
    expect((await post(dsn(messageId, "failed", randomUUID() as never))).status).toBe(404);
    expect((await look(messageId)).message.state).toBe("sent");
    expect((await post("Subject: out of office\r\n\r\nBack on Monday")).body).toEqual({
      understood: false,
      noted: false,
    });
  });
});

describe("a reminder", () => {
  it("is suggested once, when nobody opened the report for as long as the sender said", async () => {
    const unread = await send();
    const read = await send({ recipientEmail: "b@masters.example" });
    const scanned = await send({ recipientEmail: "c@masters.example", remindAfterDays: 5 });
    const unwanted = await send({ recipientEmail: "d@masters.example", remindAfterDays: null });
    const revoked = await send({ recipientEmail: "e@masters.example" });
    for (const { messageId } of [unread, read, scanned, unwanted, revoked]) await attempt(messageId);
    await openedBy(read.linkId);
    await openedBy(scanned.linkId, "machine");
    await database.admin(`update report_links set revoked_at = $2 where id = $1`, [revoked.linkId, now]);
    const suggest = (at: Date) => withTenant(tenant.id, (db) => suggestIn(db, at));
    const suggestedFor = async () =>
      (await told()).filter((one) => one.kind === "reminder-suggested").map((one) => one.href.split("/").at(-1));
    await suggest(later(3 * day - 1));
    expect(await suggestedFor()).not.toContain(unread.messageId);
    await suggest(later(3 * day));
    expect(await suggestedFor()).toContain(unread.messageId);
    await suggest(later(6 * day));
    await suggest(later(7 * day));
    const all = await suggestedFor();
    expect(all.filter((id) => id === unread.messageId)).toHaveLength(1);
    expect(all).toContain(scanned.messageId);
    for (const one of [read, unwanted, revoked]) expect(all).not.toContain(one.messageId);
  });

  it("is written with the same link and refers to the first message; nobody is reminded who has read", async () => {
    const first = await send({ language: "de" });
    await expect(withTenant(tenant.id, (db) => remind(db, first.messageId, by(), now))).rejects.toThrow(/not reached/);
    await attempt(first.messageId);
    const reminder = await withTenant(tenant.id, (db) => remind(db, first.messageId, by(), later(day)));
    expect(reminder.linkId).toBe(first.linkId);
    expect(await attempt(reminder.messageId, later(day))).toBe("sent");
    expect(server.received[1]).toContain(`In-Reply-To: <${first.messageId}.${tenant.id}@localhost>`);
    expect((await look(reminder.messageId)).letter.text).toContain("Vor einigen Tagen");
    await openedBy(first.linkId);
    await expect(withTenant(tenant.id, (db) => remind(db, first.messageId, by(), later(day)))).rejects.toThrow(
      /opened/,
    );
    const count = await withTenantSql(tenant.id, (db) => countDeliveredRecipients.first(db, { sessionId }));
    expect(count).toEqual({ delivered: 1, opened: 1 });
  });
});

describe("without a mail server", () => {
  it("a message waits in the outbox, opens in a mail program, and is marked as sent by hand", async () => {
    setEnvironment({ SMTP_URL: undefined });
    try {
      const { messageId, state } = await send();
      expect(state).toBe("outbox");
      expect(await attempt(messageId)).toBeNull();
      const { eml, name } = await withTenantSql(tenant.id, (db) => readEml(db, messageId));
      expect(name).toBe(`report-${sessionId}-en`);
      expect(eml.toString()).toMatch(/^To: Anna Weiss <anna@masters\.example>/m);
      await withTenant(tenant.id, (db) => noteByHand(db, messageId, "mark-sent", now));
      expect((await look(messageId)).message).toMatchObject({ state: "sent", sentAt: now });
      await expect(withTenantSql(neighbour.id, (db) => readEml(db, messageId))).rejects.toThrow(/no such message/);
    } finally {
      setEnvironment({ SMTP_URL: server.url });
    }
  });
});

describe("what cannot be sent", () => {
  it("is refused with a reason, and leaves nothing behind", async () => {
    const address = (recipientEmail: string) =>
      sendReportInput.safeParse({ ...input(), recipientEmail }).error?.issues[0]?.message;
    expect(address("")).toMatch(/not an address/);
    expect(address("anna")).toMatch(/not an address/);
    expect(address("anna@x.example\r\nBcc: all@x.example")).toMatch(/not an address/);
    expect(() => input({ subject: "a\r\nBcc: all@x.example" })).toThrow(/one line/);
    const unshared = `u-${randomUUID().slice(0, 8)}`;
    await plantEndedSession(database, tenant, { sessionId: unshared, total: 20 });
    await expect(send({ sessionId: unshared })).rejects.toThrow(/Share the report first/);
    await expect(send({ sessionId: "nobody-knows" })).rejects.toThrow(/no such session/);
    await expect(send({ linkId: randomUUID() })).rejects.toThrow(/expired or was revoked/);
    const rows = await database.admin(`select 1 from mail_messages where session_id = any($1)`, [
      [unshared, sessionId],
    ]);
    expect(rows).toEqual([]);
  });
});
