import { beforeEach, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { type ReportPayload, reportSections } from "@/lib/reports/payload";
import { reviewQuote } from "@/lib/reports/review-quote";
import { createLink, freezeReport, revokeLink, setLinkPassword } from "@/lib/reports/service";
import { sealUnlock, unlockCookieName } from "@/lib/reports/unlock";
import { confirmVisit, noteDownload, noteVisit, openShared } from "@/lib/reports/visit";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { type PlantedText, plantEndedSession } from "@/lib/testing/ended-session";

const database = await createTestDatabase();
const now = new Date("2026-11-20T09:00:00Z");
const noCookie = () => undefined;
const browser = new Headers({ "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0" });
const scanner = new Headers({
  "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
});

let tenant: Tenant;
let operations: Actor;
let texts: PlantedText[];

const text = (index: number): PlantedText => {
  const found = texts[index];
  if (!found) throw new Error("There is no such text.");
  return found;
};

beforeEach(async () => {
  tenant = await makeTenant();
  operations = await asRole(tenant, "operations");
  texts = await plantEndedSession(database, tenant, {
    sessionId: "s1",
    total: 40,
    dominant: "unity",
    groups: [
      ["country", "DE", 30],
      ["country", "FR", 7],
      ["country", "GB", 3],
      ["language", "de", 33],
      ["language", "fr", 7],
      ["reaction", "unity", 20],
      ["reaction", "peace", 6],
      ["reaction", "awe", 2],
      ["theme", "silence", 9],
      ["theme", "father", 2],
    ],
    texts: [
      { text: "The silence carried me, write to rosa@example.org", consent: "quoted" },
      { text: "Thank you for this hour", consent: "anonymised" },
      { text: "Nobody may read this aloud", consent: "none" },
    ],
  });
});

const decide = (input: { eventId: string; decision: "approve" | "reject" | "reset"; quoteText?: string }) =>
  withTenant(tenant.id, (db) => reviewQuote(db, { sessionId: "s1", quoteText: "", ...input }, operations.user.id, now));

const freeze = (choices: { quotes?: string[]; sections?: ReportPayload["sections"] } = {}) =>
  withTenant(tenant.id, (db) =>
    freezeReport(
      db,
      tenant,
      {
        sessionId: "s1",
        locale: "en",
        note: "",
        signedBy: "",
        quotes: [],
        upcoming: null,
        sections: [...reportSections],
        ...choices,
      },
      operations.user.id,
      now,
    ),
  );

const link = (reportId: string, choices: { password?: string; sections?: ReportPayload["sections"] } = {}) =>
  withTenant(tenant.id, (db) =>
    createLink(
      db,
      {
        reportId,
        name: "Anna",
        expiresInDays: 14,
        password: "",
        allowDownload: true,
        sections: [...reportSections],
        ...choices,
      },
      operations.user.id,
      now,
    ),
  );

const shared = async (choices: { quotes?: string[]; password?: string } = {}) => {
  const { reportId } = await freeze(choices);
  return { reportId, ...(await link(reportId, choices)) };
};

async function opened(token: string, cookie: (name: string) => string | undefined = noCookie, at = now) {
  const found = await openShared(token, cookie, at);
  if (found?.status !== "open") throw new Error(`The report is ${found?.status ?? "gone"}.`);
  return found;
}

describe("a frozen report", () => {
  it("merges groups under k, with one more where the rest could be subtracted", async () => {
    const { token } = await shared();
    const { payload } = await opened(token);
    expect(payload.people).toEqual({ display: "exact", total: 40 });
    expect(payload.countries).toEqual([
      { code: "DE", people: 30 },
      { code: null, people: 10 },
    ]);
    expect(payload.reactions.map(({ kind }) => kind)).toEqual(["unity", "peace"]);
    expect(payload.dominantReaction).toEqual({ kind: "unity", people: 20 });
    expect(payload.themes.map(({ label }) => label)).toEqual(["silence"]);
  });

  it("stays what it was when the figures change, and counts its versions", async () => {
    const { token } = await shared();
    await database.admin(`update session_totals set total = 99 where tenant_id = $1`, [tenant.id]);
    expect((await opened(token)).payload.people).toEqual({ display: "exact", total: 40 });
    const second = await freeze();
    expect(second.version).toBe(2);
    expect((await opened((await link(second.reportId)).token)).payload.people).toEqual({ display: "exact", total: 99 });
  });

  it("cannot be changed by the app's role", async () => {
    const { reportId } = await shared();
    await expect(
      withTenant(tenant.id, (db) => db.prisma.report.updateMany({ where: { id: reportId }, data: { locale: "de" } })),
    ).rejects.toThrow(/permission denied/);
  });

  it("says no number of a small circle", async () => {
    await plantEndedSession(database, tenant, { sessionId: "small", total: 7, groups: [["country", "DE", 7]] });
    const { reportId } = await withTenant(tenant.id, (db) =>
      freezeReport(
        db,
        tenant,
        {
          sessionId: "small",
          locale: "en",
          note: "",
          signedBy: "",
          quotes: [],
          upcoming: null,
          sections: [...reportSections],
        },
        operations.user.id,
        now,
      ),
    );
    const { payload } = await opened((await link(reportId)).token);
    expect(payload.people).toEqual({ display: "small-circle", total: null });
    expect(payload.countries).toEqual([{ code: "DE", people: null }]);
    expect(payload.curve).toBeNull();
  });

  it("shows a link's parts only", async () => {
    const { reportId } = await freeze();
    const { token } = await link(reportId, { sections: ["themes"] });
    const { payload } = await opened(token);
    expect(payload.countries).toEqual([]);
    expect(payload.themes).toHaveLength(1);
  });

  it("is refused for a session of another tenant, as for one that is not there", async () => {
    const other = await makeTenant();
    await plantEndedSession(database, other, { sessionId: "theirs", total: 50 });
    const attempt = (sessionId: string) =>
      withTenant(tenant.id, (db) =>
        freezeReport(
          db,
          tenant,
          { sessionId, locale: "en", note: "", signedBy: "", quotes: [], upcoming: null, sections: ["themes"] },
          operations.user.id,
          now,
        ),
      );
    await expect(attempt("theirs")).rejects.toMatchObject({ code: "not-found", message: "There is no such session." });
    await expect(attempt("random")).rejects.toMatchObject({ code: "not-found", message: "There is no such session." });
  });
});

describe("quotes", () => {
  it("leave with consent, redaction and approval only", async () => {
    const { eventId } = text(0);
    await expect(freeze({ quotes: [eventId] })).rejects.toMatchObject({ code: "invalid" });
    await expect(
      decide({ eventId, decision: "approve", quoteText: "The silence carried me, write to rosa@example.org" }),
    ).rejects.toMatchObject({ fields: { quoteText: "take out the e-mail" } });
    await expect(
      decide({ eventId, decision: "approve", quoteText: "The holy silence carried me" }),
    ).rejects.toMatchObject({ fields: { quoteText: expect.stringContaining("only leave words out") } });
    await decide({ eventId, decision: "approve", quoteText: "The silence carried me" });
    const { token } = await shared({ quotes: [eventId] });
    expect((await opened(token)).payload.quotes).toEqual([{ text: "The silence carried me", language: "en" }]);
  });

  it("without consent can neither be approved by a person nor by a statement", async () => {
    const { eventId } = text(2);
    await expect(decide({ eventId, decision: "approve" })).rejects.toMatchObject({ code: "not-found" });
    await expect(
      database.admin(
        `insert into quote_reviews values ($1, $2, 's1', sha256('x'), 'approved', 'x', sha256('x'), $3, now())`,
        [tenant.id, eventId, operations.user.id],
      ),
    ).rejects.toThrow(/quote_reviews_consent/);
  });

  it("that are not approved are refused by the database itself", async () => {
    const { reportId } = await freeze();
    const { eventId } = text(1);
    await decide({ eventId, decision: "reject" });
    const plant = (status: string) =>
      database.admin(`insert into report_quotes values ($1, $2, 1, $3, sha256(''), $4)`, [
        tenant.id,
        reportId,
        eventId,
        status,
      ]);
    await expect(plant("approved")).rejects.toThrow(/report_quotes_approved/);
    await expect(plant("rejected")).rejects.toThrow(/report_quotes_status_check/);
  });

  it("leave every report when a person decides anew", async () => {
    const [first, second] = [text(0).eventId, text(1).eventId];
    await decide({ eventId: first, decision: "approve", quoteText: "The silence carried me" });
    await decide({ eventId: second, decision: "approve" });
    const { token } = await shared({ quotes: [first, second] });
    expect((await opened(token)).payload.quotes).toHaveLength(2);
    await expect(decide({ eventId: first, decision: "reject" })).resolves.toEqual({ removedFrom: 1 });
    expect((await opened(token)).payload.quotes.map((quote) => quote.text)).toEqual(["Thank you for this hour"]);
    await decide({ eventId: second, decision: "reset" });
    expect((await opened(token)).payload.quotes).toEqual([]);
  });
});

describe("a link", () => {
  it("ends when it expires, is revoked or was never one, all alike", async () => {
    const { token, linkId } = await shared();
    const later = new Date(now.getTime() + 15 * 86_400_000);
    expect(await openShared(token, noCookie, later)).toBeNull();
    expect(await openShared(`${token.slice(0, -1)}_`, noCookie, now)).toBeNull();
    expect(await openShared("nonsense", noCookie, now)).toBeNull();
    await withTenant(tenant.id, (db) => revokeLink(db, linkId, now));
    expect(await openShared(token, noCookie, now)).toBeNull();
  });

  it("with a password opens with a proof that ends with the password", async () => {
    const { token, linkId } = await shared({ password: "lantern light" });
    expect((await openShared(token, noCookie, now))?.status).toBe("locked");
    const proof = sealUnlock({ id: linkId, passwordVersion: 0 }, now);
    const cookie = (name: string) => (name === unlockCookieName(linkId) ? proof : undefined);
    expect((await openShared(token, cookie, now))?.status).toBe("open");
    await withTenant(tenant.id, (db) => setLinkPassword(db, linkId, "another light"));
    expect((await openShared(token, cookie, now))?.status).toBe("locked");
  });

  it("keeps neither token nor password", async () => {
    const { token } = await shared({ password: "lantern light" });
    const rows = await database.admin(`select report_links::text as row from report_links where tenant_id = $1`, [
      tenant.id,
    ]);
    expect(JSON.stringify(rows)).not.toContain(token.slice(-20));
    expect(JSON.stringify(rows)).not.toContain("lantern");
  });
});

describe("opens", () => {
  const kinds = async () =>
    (
      await database.admin<{ kind: string; format: string }>(
        `select kind, format from report_opens where tenant_id = $1 order by opened_at, kind`,
        [tenant.id],
      )
    ).map((row) => `${row.format} ${row.kind}`);

  it("of scanners, prefetch and the own team are not a person's", async () => {
    const { link: to } = await opened((await shared()).token);
    const visit = { method: "GET", viewer: null, now };
    await noteVisit(to, { ...visit, headers: scanner });
    await noteVisit(to, { ...visit, headers: browser, method: "HEAD" });
    const viewer = {
      sessionId: "",
      user: { ...operations.user, locale: null, theme: "system", platformAdmin: false },
    } as const;
    await noteVisit(to, { ...visit, headers: browser, viewer });
    await noteVisit(to, { ...visit, headers: browser });
    expect((await kinds()).sort()).toEqual(["html machine", "html machine", "html pending", "html team"]);
  });

  it("become a person's when the page says so, once, and are audited the first time", async () => {
    const { link: to } = await opened((await shared()).token);
    const visit = { headers: browser, method: "GET", viewer: null, now };
    const { id: first } = await noteVisit(to, visit);
    expect(await confirmVisit(to, first, now)).toBe(true);
    expect(await confirmVisit(to, first, now)).toBe(false);
    await confirmVisit(to, (await noteVisit(to, visit)).id, now);
    await noteDownload(to, { ...visit, fromVisit: first });
    await noteDownload(to, { ...visit, fromVisit: undefined });
    expect((await kinds()).sort()).toEqual(["html human", "html human", "pdf human", "pdf human"]);
    const entries = await database.admin(`select 1 from audit_log where tenant_id = $1 and action = 'report.opened'`, [
      tenant.id,
    ]);
    expect(entries).toHaveLength(1);
  });
});
