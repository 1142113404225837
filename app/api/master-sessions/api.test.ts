import { describe, expect, it } from "vitest";
import { GET as exportSession } from "@/app/api/master-sessions/[sessionId]/export/route";
import { GET as getSession } from "@/app/api/master-sessions/[sessionId]/route";
import { GET as listSessions } from "@/app/api/master-sessions/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { createKey, type KeyScope } from "@/lib/identity/keys";
import { snapshotAnswerSchema } from "@/lib/master-sessions/answer";
import { sessionPageSchema } from "@/lib/master-sessions/schema";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { PracticeStory } from "@/lib/testing/practice-story";
import { tellStories } from "@/lib/testing/tell-story";

await createTestDatabase();

const hour = new Date("2026-03-10T18:00:00.000Z");
const poison = ['=HYPERLINK("http://x")', "+1", "-1+2", "@x"];

function evening(id: string, title = "Evening"): PracticeStory {
  return new PracticeStory(id, hour)
    .scheduled(-60, { title, masterName: "=1+1" })
    .started(0)
    .ready(0, { person: "ana", country: "DE" })
    .ready(1, { person: "ben", country: "FR", device: "\t=cmd" })
    .reacted(2, { person: "ana", kind: "@x" })
    .ended(60);
}

const tenant = await makeTenant();
const other = await makeTenant();
await tellStories(tenant, [
  evening("one"),
  ...poison.map((title, index) => evening(`p${index}`, title)),
  evening("a b/c%"),
]);
await tellStories(other, [evening("foreign")]);
const coach = await asRole(tenant, "coach");
const finance = await asRole(tenant, "finance");
const stranger = await asRole(other, "admin");

const keyOf = (of: Tenant, scope: KeyScope) =>
  withTenant(of.id, (db) => createKey(db, { name: "Test", scopes: [scope], createdBy: null }));
const readKey = (await keyOf(tenant, "read")).value;
const ingestKey = (await keyOf(tenant, "ingest")).value;

type By = Actor | string | null;

function request(path: string, by: By): Request {
  const headers = new Headers();
  if (typeof by === "string") headers.set("authorization", `Bearer ${by}`);
  else if (by) headers.set("cookie", by.cookie);
  return new Request(`http://localhost:3000${path}`, { headers });
}
const list = (search = "", by: By = coach) =>
  listSessions(request(`/api/master-sessions?tenant=${tenant.slug}${search}`, by), { params: Promise.resolve({}) });
const session = (sessionId: string, by: By = coach, search = `?tenant=${tenant.slug}`) =>
  getSession(request(`/api/master-sessions/x${search}`, by), { params: Promise.resolve({ sessionId }) });
const exported = (sessionId: string, search: string, by: By = coach) =>
  exportSession(request(`/api/master-sessions/x/export?tenant=${tenant.slug}${search}`, by), {
    params: Promise.resolve({ sessionId }),
  });

describe("GET /api/master-sessions", () => {
  it("answers members by cookie and read keys alike", async () => {
    const byCookie = await (await list()).json();
    const byKey = await (await list("", readKey)).json();
    expect(byCookie.items).toHaveLength(6);
    expect(byKey.items).toEqual(byCookie.items);
    expect(byCookie.items[0]).toMatchObject({ status: "ended", total: 2, heldAt: hour.toISOString() });
    expect(Object.keys(byCookie).sort()).toEqual(Object.keys(sessionPageSchema.shape).sort());
  });

  it.each([
    ["nobody", null, 401],
    ["an ingest key", ingestKey, 403],
    ["a made-up key", "atn_nonsense", 401],
    ["finance", finance, 403],
    ["a member of another tenant", stranger, 404],
  ] as const)("refuses %s", async (_, by, status) => {
    const response = await list("", by);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  it.each([
    ["&limit=201", "limit"],
    ["&limit=0", "limit"],
    ["&status=over", "status"],
    ["&from=2026-02-30", "from"],
    ["&cursor=abc", "cursor"],
    ["&sort=title", "sort"],
    ["&master=%00", "master"],
    ["&format=xml", "format"],
    ["&surprise=1", ""],
  ])("names the field that is wrong: %s", async (search, field) => {
    const response = await list(search);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error.code).toBe("invalid");
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  it("pages with the cursor it gave", async () => {
    const first = await (await list("&limit=4")).json();
    const second = await (await list(`&limit=4&cursor=${first.nextCursor}`)).json();
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(["p3", "p2", "p1", "p0", "one", "a b/c%"]);
    expect(second.nextCursor).toBeNull();
  });

  it("takes days in the tenant's zone", async () => {
    expect((await (await list("&from=2026-03-10&to=2026-03-10")).json()).items).toHaveLength(6);
    expect((await (await list("&from=2026-03-11")).json()).items).toHaveLength(0);
    expect((await (await list("&to=2026-03-09")).json()).items).toHaveLength(0);
  });

  it("writes a CSV that no spreadsheet runs", async () => {
    const response = await list("&format=csv&sort=held&dir=asc");
    expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="${tenant.slug}-master-sessions.csv"`,
    );
    const [header, ...lines] = (await response.text()).trimEnd().split("\r\n");
    expect(header).toMatch(/^session_id,title,master_id,master,/);
    expect(lines).toHaveLength(6);
    const text = lines.join("\n");
    for (const cell of [`"'=HYPERLINK(""http://x"")"`, ",'+1,", ",'-1+2,", ",'@x,", ",'=1+1,"])
      expect(text).toContain(cell);
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
  });
});

describe("GET /api/master-sessions/{id}", () => {
  it("answers the snapshot with every metric worked out", async () => {
    const answer = await (await session("one")).json();
    expect(Object.keys(answer).sort()).toEqual(Object.keys(snapshotAnswerSchema.shape).sort());
    expect(answer).toMatchObject({
      total: 2,
      metrics: { dropOff: { value: 0, numerator: 0, denominator: 2, unit: "ratio" } },
    });
    expect(await (await session("one", readKey, "")).json()).toMatchObject({ total: 2 });
    expect((await session("a b/c%")).status).toBe(200);
  });

  it("gives a foreign id, a random id and an impossible id the same 404", async () => {
    const answers = await Promise.all(["foreign", "7f0e-random", "x\u0000y"].map((id) => session(id)));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(bodies[0]).toBe(bodies[1]);
    const [foreign, random] = await Promise.all(["foreign", "7f0e"].map((id) => exported(id, "&format=csv")));
    expect(foreign?.status).toBe(404);
    expect(await foreign?.text()).toBe(await random?.text());
  });
});

describe("GET /api/master-sessions/{id}/export", () => {
  it("holds the same total as snapshot and list, in both formats", async () => {
    const { total } = await (await session("one")).json();
    const listed = (await (await list()).json()).items.find(({ id }: { id: string }) => id === "one").total;
    const json = (await (await exported("one", "&format=json")).json()).total;
    const csv = await (await exported("one", "&format=csv")).text();
    expect([total, listed, json]).toEqual([2, 2, 2]);
    expect(csv).toContain("one,figures,total,2,people,,,\r\n");
  });

  it("gives a panel the same rows as JSON and as CSV", async () => {
    const { rows } = await (await exported("one", "&panel=countries")).json();
    expect(rows).toEqual([
      {
        session_id: "one",
        panel: "countries",
        key: "DE",
        value: 1,
        unit: "people",
        numerator: 1,
        denominator: 2,
        label: null,
      },
      {
        session_id: "one",
        panel: "countries",
        key: "FR",
        value: 1,
        unit: "people",
        numerator: 1,
        denominator: 2,
        label: null,
      },
    ]);
    expect(await (await exported("one", "&panel=countries&format=csv")).text()).toBe(
      "session_id,panel,key,value,unit,numerator,denominator,label\r\none,countries,DE,1,people,1,2,\r\none,countries,FR,1,people,1,2,\r\n",
    );
    expect(await (await exported("one", "&panel=reactions&format=csv")).text()).toContain(
      "one,reactions,'@x,1,people,1,2",
    );
  });

  it("gives the people behind a figure under pseudonyms", async () => {
    const { rows } = await (await exported("one", "&panel=rows&of=country&value=DE")).json();
    expect(rows).toMatchObject([{ country: "DE", counted: true, reactions: 1 }]);
    const csv = await (await exported("one", "&panel=rows&of=reaction&value=@x&format=csv")).text();
    expect(csv.trimEnd().split("\r\n")).toHaveLength(2);
  });

  it("is saved under a name that cannot break the header", async () => {
    const response = await exported("a b/c%", "&format=csv&panel=devices&bom=1");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${tenant.slug}-a-b-c-devices.csv"`);
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it("refuses panels and rows that do not exist", async () => {
    expect((await exported("one", "&panel=secrets")).status).toBe(400);
    expect((await exported("one", "&panel=rows&of=names")).status).toBe(400);
  });
});
