import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as unlock } from "@/app/r/[token]/unlock/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { getOpenRate } from "@/lib/reports/open-rate";
import { reportSections } from "@/lib/reports/payload";
import { listLinks } from "@/lib/reports/queries/list-links";
import { listReplies } from "@/lib/reports/queries/list-replies";
import { markReplyRead } from "@/lib/reports/replies";
import { createLink, freezeReport, revokeLink } from "@/lib/reports/service";
import { confirmVisit, noteDownload, noteReading, noteVisit, openShared, takeReply } from "@/lib/reports/visit";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));

const database = await createTestDatabase();
const now = new Date("2026-11-20T09:00:00Z");
const secondsLater = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const noCookie = () => undefined;
const browser = new Headers({ "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0" });
const visit = { headers: browser, method: "GET", viewer: null, now };

let tenant: Tenant;
let operations: Actor;

beforeEach(async () => {
  tenant = await makeTenant();
  operations = await asRole(tenant, "operations");
  await plantEndedSession(database, tenant, { sessionId: "s1", total: 40, dominant: "unity" });
});

/** A shared report of the session, as its reader's browser knows it. */
async function given(choices: { name?: string; password?: string; at?: Date } = {}) {
  const at = choices.at ?? now;
  const sections = [...reportSections];
  const content = {
    sessionId: "s1",
    locale: "en",
    note: "",
    signedBy: "",
    quotes: [],
    upcoming: null,
    sections,
  } as const;
  return withTenant(tenant.id, async (db) => {
    const { reportId } = await freezeReport(db, tenant, content, operations.user.id, at);
    const { name = "Anna", password = "" } = choices;
    const wish = { reportId, name, password, expiresInDays: 90, allowDownload: true, sections: [...sections] };
    return createLink(db, wish, operations.user.id, at);
  });
}

async function opened(token: string) {
  const found = await openShared(token, noCookie, now);
  if (found?.status !== "open") throw new Error(`The report is ${found?.status ?? "gone"}.`);
  return found.link;
}

const links = () => withTenantSql(tenant.id, (db) => listLinks.all(db, { limit: 50 }));
const notices = () =>
  database.admin<{ kind: string; user_id: string | null; permission: string | null; params: unknown }>(
    `select kind, user_id, permission, params from notifications where tenant_id = $1 order by created_at, kind`,
    [tenant.id],
  );

describe("a reader", () => {
  it("is told of to the sender the first time, and never again", async () => {
    const link = await opened((await given()).token);
    for (const at of [now, secondsLater(60)]) {
      const { id } = await noteVisit(link, { ...visit, now: at });
      expect(await confirmVisit(link, id, at)).toBe(true);
    }
    expect(await notices()).toEqual([
      {
        kind: "report-opened",
        user_id: operations.user.id,
        permission: null,
        params: { title: "Evening of unity", link: "Anna" },
      },
    ]);
  });

  it("reads for as long as can be true, up to half an hour, and only as a person", async () => {
    const link = await opened((await given()).token);
    const { id: visitId } = await noteVisit(link, visit);
    const seconds = async () => (await links())[0]?.readSeconds;
    await noteReading(link, { visitId, seconds: 20, parts: ["curve"] }, secondsLater(20));
    expect(await seconds()).toBe(0);
    await confirmVisit(link, visitId, secondsLater(3));
    await noteReading(link, { visitId, seconds: 20, parts: ["curve"] }, secondsLater(20));
    // A reading only grows, however the messages arrive, and is never longer than the time since.
    await noteReading(link, { visitId, seconds: 5, parts: ["themes", "curve"] }, secondsLater(21));
    expect(await seconds()).toBe(20);
    await noteReading(link, { visitId, seconds: 86_400, parts: [] }, secondsLater(40));
    expect(await seconds()).toBe(41);
    await noteReading(link, { visitId, seconds: 80_000, parts: [] }, secondsLater(80_000));
    expect(await seconds()).toBe(1800);
    expect((await links())[0]?.partsSeen).toEqual(["curve", "themes"]);
  });

  it("downloads as a person when the visit it began from turns out to be one", async () => {
    const link = await opened((await given()).token);
    const { id } = await noteVisit(link, visit);
    await noteDownload(link, { ...visit, fromVisit: id });
    await noteDownload(link, { ...visit, fromVisit: undefined });
    expect((await links())[0]).toMatchObject({ pdfDownloads: 0, humanOpens: 0 });
    await confirmVisit(link, id, secondsLater(3));
    expect((await links())[0]).toMatchObject({ pdfDownloads: 1, humanOpens: 1 });
    await noteDownload(link, { ...visit, fromVisit: undefined });
    expect((await links())[0]).toMatchObject({ pdfDownloads: 2 });
  });

  it("leaves neither address nor browser", async () => {
    const link = await opened((await given()).token);
    const headers = new Headers({ "user-agent": "Mozilla/5.0 canaryagent", "x-forwarded-for": "203.0.113.77" });
    await noteVisit(link, { ...visit, headers });
    const rows = await database.admin(`select o::text as row from report_opens o where tenant_id = $1`, [tenant.id]);
    expect(JSON.stringify(rows)).not.toMatch(/canaryagent|203\.0\.113/);
  });
});

describe("a word back", () => {
  const write = (token: string, visitId: string, body: string, more: { website?: string; at?: Date } = {}) =>
    takeReply(
      { token, visit: visitId, body, author: "Anna", website: more.website ?? "" },
      noCookie,
      more.at ?? secondsLater(30),
    );
  const replies = () => withTenantSql(tenant.id, (db) => listReplies.all(db, { limit: 50 }));

  it("reaches operations, once, and is read by somebody", async () => {
    const { token } = await given();
    const { id } = await noteVisit(await opened(token), visit);
    for (let time = 0; time < 2; time++) await write(token, id, "Thank you for the voices. <b>Truly</b>");
    const [reply, ...more] = await replies();
    expect(more).toEqual([]);
    expect(reply).toMatchObject({ body: "Thank you for the voices. <b>Truly</b>", author: "Anna", readAt: null });
    const told = (await notices()).filter(({ kind }) => kind === "report-replied");
    expect(told).toMatchObject([{ permission: "reports:share", params: { title: "Evening of unity", name: "Anna" } }]);
    const audit = await database.admin(
      `select actor_kind, detail from audit_log where tenant_id = $1 and action = $2`,
      [tenant.id, "report.replied"],
    );
    expect(audit).toEqual([{ actor_kind: "visitor", detail: { characters: 38 } }]);
    await withTenant(tenant.id, (db) => markReplyRead(db, reply?.replyId ?? "", operations.user.id, secondsLater(60)));
    expect((await replies())[0]).toMatchObject({ readBy: "Robin Vale" });
  });

  it("comes from a person's visit of this link only", async () => {
    const { token } = await given();
    const link = await opened(token);
    const { id } = await noteVisit(link, visit);
    await expect(write(token, id, "Too soon", { at: secondsLater(1) })).rejects.toMatchObject({ code: "forbidden" });
    const { id: robot } = await noteVisit(link, { ...visit, method: "HEAD" });
    await expect(write(token, robot, "Buy now")).rejects.toMatchObject({ code: "forbidden" });
    const other = await given({ name: "Other" });
    await expect(write(other.token, id, "From elsewhere")).rejects.toMatchObject({ code: "forbidden" });
    expect(await write(token, id, "I fill every field", { website: "https://spam.example" })).toEqual({ sent: true });
    expect(await replies()).toEqual([]);
  });

  it("is not one of very many", async () => {
    const { token } = await given();
    const { id } = await noteVisit(await opened(token), visit);
    const sent = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => write(token, id, `Message ${index}`)),
    );
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    await expect(write(token, id, "One more")).rejects.toMatchObject({ code: "too-many" });
    expect(await replies()).toHaveLength(5);
  });
});

describe("the open rate", () => {
  it("counts recipients and those of them who opened, by month of sharing and by master", async () => {
    const rate = () => withTenantSql(tenant.id, (db) => getOpenRate(db, tenant.timeZone, now));
    expect(await rate()).toMatchObject({ recipients: 0, opened: 0, rate: null, masters: [] });
    const october = await given({ at: new Date("2026-10-05T09:00:00Z"), name: "October" });
    const read = await given({ name: "Read" });
    await given({ name: "Unread" });
    const mistaken = await given({ name: "Sent to somebody else" });
    await withTenant(tenant.id, (db) => revokeLink(db, mistaken.linkId, now));
    for (const { token } of [october, read]) {
      const link = await opened(token);
      for (let time = 0; time < 2; time++) await confirmVisit(link, (await noteVisit(link, visit)).id, secondsLater(3));
      await noteVisit(link, { ...visit, method: "HEAD" });
    }
    const found = await rate();
    expect(found).toMatchObject({
      recipients: 3,
      opened: 2,
      masters: [{ masterId: "anna", recipients: 3, opened: 2 }],
    });
    expect(found.months.slice(-3)).toEqual([
      { month: "2026-09", recipients: 0, opened: 0, rate: null, inProgress: false },
      { month: "2026-10", recipients: 1, opened: 1, rate: 1, inProgress: false },
      { month: "2026-11", recipients: 2, opened: 1, rate: 0.5, inProgress: true },
    ]);
    expect(found.months).toHaveLength(12);
  });
});

describe("the door of a report with a password", () => {
  const knock = (token: string, body: string, origin: string | null = "http://localhost:3000") =>
    unlock(
      new Request(`http://localhost:3000/r/${token}/unlock`, {
        method: "POST",
        body,
        headers: {
          host: "localhost:3000",
          "content-type": "application/x-www-form-urlencoded",
          ...(origin === null ? {} : { origin }),
        },
      }),
      { params: Promise.resolve({ token }) },
    );
  const where = (answer: Response) => [
    answer.status,
    answer.headers.get("location")?.replace(/^.*\?|^.*$/, "?") ?? null,
  ];

  it("is a form that needs no script, and leads back to the report", async () => {
    const { token } = await given({ password: "lantern light" });
    const answers = [await knock(token, "password=wrong+guess"), await knock(token, "password=lantern+light")];
    expect(answers.map(({ status, headers }) => [status, headers.get("location")])).toEqual([
      [303, `/r/${token}?problem=wrong`],
      [303, `/r/${token}`],
    ]);
  });

  it("refuses other pages, and bodies that no password fills", async () => {
    const { token } = await given({ password: "lantern light" });
    for (const origin of [null, "null", "https://elsewhere.example"]) {
      expect((await knock(token, "password=lantern+light", origin)).status, String(origin)).toBe(403);
    }
    for (const body of ["", "%%%&&=%ff", `password=${"x".repeat(1_000_000)}`]) {
      expect(where(await knock(token, body))[0], body.slice(0, 10)).toBe(303);
    }
  });
});
