import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as pdfRoute } from "@/app/r/[token]/report.pdf/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { projections } from "@/lib/projections";
import { reportSections } from "@/lib/reports/payload";
import { hasPoppler, textOf } from "@/lib/reports/pdf/testing/read-pdf";
import { previewReport } from "@/lib/reports/preview";
import { reviewQuote } from "@/lib/reports/review-quote";
import { freezeReport } from "@/lib/reports/service";
import { openShared } from "@/lib/reports/visit";
import { listVoicesPage, voicesSearch } from "@/lib/reports/voices";
import { withdrawConsent } from "@/lib/reports/withdraw-consent";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { createTestKey, send } from "@/lib/testing/ingest";
import { shareWholeReport } from "@/lib/testing/shared-report";

const database = await createTestDatabase();
const sessionId = "evening-1";
const words = "The silence at the end carried me through the week";
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let tenant: Tenant;
let operations: Actor;
let key: string;

const tell = async (events: { id?: string; name: string; userId?: string; at: number; properties?: object }[]) => {
  const body = events.map(({ id = randomUUID(), at, properties, ...event }) => ({
    id,
    timestamp: minutesAgo(at),
    ...event,
    properties: { sessionId, ...properties },
  }));
  expect((await send("/api/ingest", body, { key })).status).toBe(200);
  while ((await projectNext(tenant, projections)).kind === "projected");
};
const eventIdOf = async () => {
  const rows = await database.admin<{ id: string }>(
    `select event_id::text as id from session_gratitude where tenant_id = $1`,
    [tenant.id],
  );
  return rows[0]?.id ?? "";
};
const says = (userId: string, consent: string, at: number, id?: string) =>
  tell([{ id, name: "practice.consent", userId, at, properties: { gratitudeId: "thanks-1", consent } }]);
const decide = (decision: "approve" | "reset", quoteText = "") =>
  withTenant(tenant.id, async (db) =>
    reviewQuote(db, { sessionId, eventId: await eventIdOf(), decision, quoteText }, operations.user.id, new Date()),
  );

/** A live link to a report that shows the quote. */
async function share(): Promise<string> {
  await decide("approve");
  const quotes = [await eventIdOf()];
  return withTenant(tenant.id, async (db) => {
    return shareWholeReport(db, tenant, { sessionId, quotes }, operations.user.id);
  });
}
const shown = async (token: string) => {
  const found = await openShared(token, () => undefined, new Date());
  if (found?.status !== "open") throw new Error("The link does not open.");
  return found.payload.quotes.map((quote) => quote.text);
};
/** The text of the PDF; "" where there is no tool to read one. */
const printed = async (token: string) => {
  const answer = await pdfRoute(new Request(`http://localhost:3000/r/${token}/report.pdf`), {
    params: Promise.resolve({ token }),
  });
  expect(answer.status).toBe(200);
  if (!hasPoppler) return "";
  return textOf(Buffer.from(await answer.arrayBuffer())).replace(/\s+/g, " ");
};
const audited = async () =>
  (
    await database.admin<{ action: string; actor_kind: string; detail: object }>(
      `select action, actor_kind, detail from audit_log where tenant_id = $1 and action like 'consent.%' order by seq`,
      [tenant.id],
    )
  ).map(({ action, actor_kind, detail }) => [action, actor_kind, detail]);
const waiting = async () =>
  (await withTenantSql(tenant.id, (db) => listVoicesPage(db, voicesSearch.parse({ state: "all" })))).voices.length;

beforeEach(async () => {
  tenant = await makeTenant();
  operations = await asRole(tenant, "operations");
  key = (await createTestKey(tenant)).value;
  const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
  await tell([
    { name: "practice.started", at: 90 },
    ...people.map((userId) => ({ name: "practice.ready", userId, at: 89, properties: { deviceId: `d-${userId}` } })),
    {
      id: "thanks-1",
      name: "practice.gratitude",
      userId: "p1",
      at: 40,
      properties: { text: words, language: "en", consent: "quoted" },
    },
    { name: "practice.ended", at: 30 },
  ]);
});

describe("a participant takes her words back", () => {
  it("and they leave the open link, the PDF and the queue at once; the audit log says from how many reports", async () => {
    const token = await share();
    expect(await shown(token)).toEqual([words]);
    if (hasPoppler) expect(await printed(token)).toContain("The silence at the end");
    await says("p1", "none", 5);
    expect(await shown(token)).toEqual([]);
    expect(await printed(token)).not.toContain("The silence at the end");
    expect(await waiting()).toBe(0);
    await expect(decide("approve")).rejects.toMatchObject({ code: "not-found" });
    expect(await audited()).toEqual([
      ["consent.withdrawn", "visitor", { session: sessionId, consent: "none", removedFromReports: 1 }],
    ]);
  });

  it("nobody else can, and a message that comes twice, late or in a rebuild changes nothing more", async () => {
    const token = await share();
    await says("p2", "none", 5);
    expect(await shown(token)).toEqual([words]);
    const id = randomUUID();
    await says("p1", "none", 5, id);
    await says("p1", "none", 5, id);
    // She had agreed before she disagreed, whatever arrived first.
    await says("p1", "quoted", 10);
    expect(await shown(token)).toEqual([]);
    await rebuildTenant(tenant, projections);
    expect(await waiting()).toBe(0);
    expect(await audited()).toHaveLength(1);
  });

  it("and may give them again: then a person has to approve them anew", async () => {
    const token = await share();
    await says("p1", "none", 8);
    await says("p1", "quoted", 4);
    expect(await shown(token)).toEqual([]);
    expect(await waiting()).toBe(1);
    expect(await shown(await share())).toEqual([words]);
    expect((await audited()).map(([action]) => action)).toEqual(["consent.withdrawn", "consent.given"]);
    await rebuildTenant(tenant, projections);
    expect(await waiting()).toBe(1);
  });

  it("only retelling is narrower than quoting: the quote is pulled and decided anew", async () => {
    const token = await share();
    await says("p1", "anonymised", 4);
    expect(await shown(token)).toEqual([]);
    expect(await waiting()).toBe(1);
  });
});

it("operations withdraw on request, and only the participant can agree again", async () => {
  const token = await share();
  const eventId = await eventIdOf();
  const result = await withTenant(tenant.id, (db) => withdrawConsent(db, { sessionId, eventId }, new Date()));
  expect(result).toEqual({ removedFrom: 1 });
  expect(await shown(token)).toEqual([]);
  // What she said before the withdrawal does not bring it back.
  await says("p1", "quoted", 3);
  expect(await waiting()).toBe(0);
  await rebuildTenant(tenant, projections);
  expect(await waiting()).toBe(0);
  const again = withTenant(tenant.id, (db) => withdrawConsent(db, { sessionId, eventId }, new Date()));
  await expect(again).rejects.toMatchObject({ code: "not-found" });
});

describe("the database itself", () => {
  it("lets no consent go while a decision is left, and no decision while a report shows it", async () => {
    await share();
    const withdraw = `update consents set withdrawn_at = now() where tenant_id = $1`;
    await expect(database.admin(withdraw, [tenant.id])).rejects.toThrow(/quote_reviews_standing/);
    await expect(database.admin(`delete from quote_reviews where tenant_id = $1`, [tenant.id])).rejects.toThrow(
      /report_quotes_approved/,
    );
  });

  it("takes no decision about a withdrawn text, and no words in the frozen figures of a report", async () => {
    await share();
    await says("p1", "none", 5);
    const review = `insert into quote_reviews select tenant_id, event_id, 'evening-1', text_hash, 'approved', 'x', sha256('x'), $2, now()
      from consents where tenant_id = $1`;
    await expect(database.admin(review, [tenant.id, operations.user.id])).rejects.toThrow(/quote_reviews_standing/);
    const payload = `insert into reports (tenant_id, id, session_id, version, locale, payload, created_by, created_at)
      values ($1, gen_random_uuid(), 'evening-1', 99, 'en', '{"quotes":[{"text":"x","language":null}]}', $2, now())`;
    await expect(database.admin(payload, [tenant.id, operations.user.id])).rejects.toThrow(/reports_hold_no_quotes/);
  });
});

it("a text that nobody approved is on no path that leaves: not in the snapshot, preview, report, link or PDF", async () => {
  const canary = "zyxwvut-canary";
  await tell([
    {
      name: "practice.gratitude",
      userId: "p3",
      at: 35,
      properties: { text: `${canary} and peace`, language: "en", consent: "quoted" },
    },
    {
      name: "practice.gratitude",
      userId: "p4",
      at: 35,
      properties: { text: `${canary} and rest`, language: "en", consent: "none" },
    },
  ]);
  const token = await withTenant(tenant.id, async (db) => {
    return shareWholeReport(db, tenant, { sessionId, quotes: [] }, operations.user.id);
  });
  const leaving = [
    await withTenantSql(tenant.id, (db) => getSnapshot(db, sessionId)),
    (await withTenantSql(tenant.id, (db) => previewReport(db, tenant, sessionId, new Date()))).payload,
    await openShared(token, () => undefined, new Date()),
    await printed(token),
    await database.admin("select payload from reports where tenant_id = $1", [tenant.id]),
    await database.admin("select properties from analytics.events where tenant_id = $1", [tenant.id]),
  ];
  for (const path of leaving) expect(JSON.stringify(path)).not.toContain("canary");
  // Choosing it without an approval is refused before anything is written.
  const rows = await database.admin<{ id: string }>(
    `select event_id::text as id from session_gratitude where tenant_id = $1 and event_id not in (select event_id from quote_reviews)`,
    [tenant.id],
  );
  const content = { locale: "en" as const, note: "", signedBy: "", upcoming: null, sections: [...reportSections] };
  const sneak = withTenant(tenant.id, (db) =>
    freezeReport(
      db,
      tenant,
      { sessionId, quotes: rows.map(({ id }) => id), ...content },
      operations.user.id,
      new Date(),
    ),
  );
  await expect(sneak).rejects.toMatchObject({ code: "invalid" });
});
