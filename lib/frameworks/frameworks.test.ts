import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/frameworks/[frameworkId]/config/route";
import type { Tenant } from "@/lib/db/directory";
import { restoreFrameworkVersion, saveFrameworkSection } from "@/lib/frameworks/actions";
import { findFramework, frameworks } from "@/lib/frameworks/defaults";
import { type Section, sections } from "@/lib/frameworks/fields";
import { differences, merge, readSection } from "@/lib/frameworks/overrides";
import { platformFrameworks } from "@/lib/quiz-sessions/queries/known-frameworks";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { createTestKey } from "@/lib/testing/ingest";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
let tenant: Tenant;
let admin: Actor;

beforeEach(async () => {
  tenant = await makeTenant();
  admin = await asRole(tenant, "admin");
  requestAs(admin);
});

const archetypes = findFramework("archetypes") ?? expect.fail("there is no such framework");

function ask(frameworkId: string, search = "", headers: Record<string, string> = { cookie: admin.cookie }) {
  const url = `http://localhost/api/frameworks/${frameworkId}/config?tenant=${tenant.slug}${search}`;
  return GET(new Request(url, { headers }), { params: Promise.resolve({ frameworkId }) });
}
type Input = Parameters<typeof saveFrameworkSection>[0];
const save = (section: Section, values: Input["values"], base: number, note = "") =>
  saveFrameworkSection({ tenant: tenant.slug, frameworkId: "archetypes", section, values, base, note });
const restore = (version: number, base: number) =>
  restoreFrameworkVersion({ tenant: tenant.slug, frameworkId: "archetypes", version, base });

describe("the platform's frameworks", () => {
  it("keep their own rules, in every section", () => {
    for (const framework of frameworks) {
      expect(Object.keys(framework.defaults)).toEqual([...sections]);
      for (const section of sections) {
        expect(Object.keys(framework.defaults[section]).sort()).toEqual(Object.keys(framework.fields[section]).sort());
        expect(readSection(framework, section, framework.defaults[section]), `${framework.id} ${section}`).toEqual({
          values: {},
        });
      }
      expect(merge(framework, {})).toEqual(framework.defaults);
    }
  });

  it("are those that results may name without anybody setting anything", () => {
    expect(frameworks.map(({ id }) => id).sort()).toEqual([...platformFrameworks].sort());
  });

  it("lie under what a tenant sets; what is no field any more, or not valid, is the platform's again", () => {
    const merged = merge(archetypes, {
      voice: { tone: "playful", gone: "x" },
      scoring: { scaleMax: -5 },
      landing: { headline: "" },
    });
    expect(merged.voice).toEqual({ ...archetypes.defaults.voice, tone: "playful" });
    expect(merged.scoring).toEqual(archetypes.defaults.scoring);
    expect(merged.landing).toEqual(archetypes.defaults.landing);
    expect(differences(archetypes, merged)).toEqual([
      { section: "voice", field: "tone", platform: "warm", own: "playful" },
    ]);
  });
});

describe("a tenant's own values", () => {
  it("are saved as versions, each sparse, and an earlier one can be made to hold again", async () => {
    const tone = { ...archetypes.defaults.voice, tone: "playful" } as Input["values"];
    expect(await save("voice", tone, 0, "lighter")).toMatchObject({ ok: true, data: { version: 1, overridden: 1 } });
    expect(await save("scoring", { scaleMax: 10 }, 1)).toMatchObject({ data: { version: 2, overridden: 2 } });
    const rows = await database.admin(
      "select version, overrides, note from framework_configs where tenant_id = $1 order by version",
      [tenant.id],
    );
    expect(rows).toEqual([
      { version: 1, overrides: { voice: { tone: "playful" } }, note: "lighter" },
      { version: 2, overrides: { voice: { tone: "playful" }, scoring: { scaleMax: 10 } }, note: "" },
    ]);
    expect(await restore(1, 2)).toMatchObject({ data: { version: 3 } });
    expect(await (await ask("archetypes")).json()).toMatchObject({ version: 3, overridden: ["voice.tone"] });
    expect(await (await ask("archetypes", "&version=2")).json()).toMatchObject({
      version: 2,
      config: { scoring: { scaleMax: 10 } },
    });
    expect(await restore(0, 3)).toMatchObject({ data: { version: 4 } });
    expect(await (await ask("archetypes")).json()).toMatchObject({
      version: 4,
      config: archetypes.defaults,
      overridden: [],
    });
    const actions = await database.admin<{ action: string }>(
      "select action from audit_log where tenant_id = $1 and action like 'framework.%' order by seq",
      [tenant.id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      "framework.changed",
      "framework.changed",
      "framework.restored",
      "framework.restored",
    ]);
  });

  it("are not overwritten by somebody who had an older version before her", async () => {
    await save("voice", { tone: "plain" }, 0);
    expect(await save("voice", { tone: "formal" }, 0)).toMatchObject({
      error: { code: "conflict", message: "changedMeanwhile" },
    });
    expect(await restore(0, 0)).toMatchObject({ error: { message: "changedMeanwhile" } });
    const both = await Promise.all([save("voice", { tone: "formal" }, 1), save("voice", { tone: "playful" }, 1)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await save("voice", both[0]?.ok ? { tone: "formal" } : { tone: "playful" }, 2)).toMatchObject({
      error: { message: "nothingChanged" },
    });
  });

  it.each<[Section, Input["values"], Record<string, string>]>([
    ["voice", { tone: "angry" }, { tone: "choiceInvalid" }],
    ["voice", { greeting: " " }, { greeting: "missing" }],
    ["voice", { loudness: 3 }, { loudness: "fieldUnknown" }],
    ["voice", { __proto__x: "a", constructor: "b" }, { __proto__x: "fieldUnknown", constructor: "fieldUnknown" }],
    ["scoring", { scaleMin: 50, scaleMax: 50 }, { scaleMax: "scaleEmpty" }],
    ["scoring", { scaleMax: "many" }, { scaleMax: "numberInvalid" }],
    ["modes", { questions: 4.5 }, { questions: "numberInvalid" }],
    ["modes", { qa: false }, { first: "firstOff" }],
    ["modes", { qa: false, game: false, deal: false, realm: false, likert: false }, { first: "noMode" }],
    ["communications", { replyTo: "Ilana <i@example.org>" }, { replyTo: "emailInvalid" }],
    ["communications", { followUpDays: 61 }, { followUpDays: "numberOutside" }],
    ["results", { bookingUrl: "javascript:alert(1)" }, { bookingUrl: "urlInvalid" }],
    ["personas", { "hero.name": "x".repeat(61) }, { "hero.name": "tooLong" }],
    ["personas", { "villain.name": "V" }, { "villain.name": "fieldUnknown" }],
  ])("are refused by field, and nothing is written: %s %o", async (section, values, fields) => {
    expect(await save(section, values, 0)).toMatchObject({ error: { code: "invalid", fields } });
    expect(await database.admin("select 1 from framework_configs where tenant_id = $1", [tenant.id])).toEqual([]);
  });

  it("are of no other tenant, and no coach changes them", async () => {
    await save("voice", { tone: "plain" }, 0);
    const other = await makeTenant();
    const stranger = await asRole(other, "admin");
    expect((await ask("archetypes", "", { cookie: stranger.cookie })).status).toBe(404);
    requestAs(await asRole(tenant, "coach"));
    expect(await save("voice", { tone: "formal" }, 1)).toMatchObject({ error: { code: "forbidden" } });
  });
});

describe("the address of a framework", () => {
  it("answers 304 to whom nothing is new, and anew after a change", async () => {
    const first = await ask("archetypes");
    expect(first.status).toBe(200);
    const etag = first.headers.get("etag") ?? "";
    const again = (tag: string) => ask("archetypes", "", { cookie: admin.cookie, "if-none-match": tag });
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const answer = await again(tag);
      expect(answer.status).toBe(304);
      expect(await answer.text()).toBe("");
      expect(answer.headers.get("etag")).toBe(etag);
    }
    expect((await again('"other"')).status).toBe(200);
    await save("voice", { tone: "plain" }, 0);
    const changed = await again(etag);
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    await restore(0, 1);
    expect((await again(changed.headers.get("etag") ?? "")).status).toBe(200);
  });

  it("is read with a key too, downloads as a file, and knows no other frameworks", async () => {
    const { value } = await createTestKey(tenant, ["read"]);
    const answer = await ask("money", "&download=1", { authorization: `Bearer ${value}` });
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="money-v0.json"');
    expect(await answer.json()).toMatchObject({
      frameworkId: "money",
      version: 0,
      config: { modes: { first: "likert" } },
    });
    expect((await ask("astrology")).status).toBe(404);
    expect((await ask("money", "&version=7")).status).toBe(404);
    expect((await ask("money", "&version=x")).status).toBe(400);
    expect((await ask("money", "", {})).status).toBe(401);
  });
});
