import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { Analytics } from "@segment/analytics-node";
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, rowsOf, send } from "@/lib/testing/ingest";
import { serveIntake } from "@/lib/testing/served-intake";
import { catalogue } from "./catalogue";
import { catalogueEntries } from "./catalogue-entries";
import { type SnippetLanguage, snippetFor, snippetLanguages } from "./snippet";

await createTestDatabase();
const url = await serveIntake();
const tenant = await createTenant();
const key = (await createTestKey(tenant)).value;

describe("the catalogue", () => {
  it("has each name once, and every text in both languages", () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const locale of ["en", "de"] as const) {
      for (const { description, properties } of catalogueEntries(locale)) {
        expect(description.length).toBeGreaterThan(20);
        expect(description).not.toMatch(locale === "en" ? /\s%/ : /[^\u00a0]%/);
        for (const property of properties) expect(property.description, property.name).not.toBe("");
      }
    }
  });

  it("prints types and what is required", () => {
    const entry = catalogueEntries().find(({ name }) => name === "practice.gratitude");
    expect(entry?.properties.map(({ name, type, required }) => [name, type, required])).toEqual([
      ["sessionId", "string", true],
      ["text", "string", true],
      ["language", "string", false],
      ["consent", '"none" | "anonymised" | "quoted"', false],
    ]);
    const scheduled = catalogueEntries().find(({ name }) => name === "practice.scheduled");
    expect(scheduled?.properties.find(({ name }) => name === "startsAt")?.type).toBe("time (ISO 8601)");
  });

  it("names only properties that exist", () => {
    for (const { properties, sessionKey, personal, consent } of catalogue) {
      for (const field of [sessionKey, ...(personal ?? []), consent?.to, consent?.by]) {
        if (field !== undefined) expect(Object.keys(properties.shape)).toContain(field);
      }
    }
  });

  it.each(catalogueEntries())("has an example of $name that is accepted whole", async ({ example }) => {
    const { body } = await send("/api/ingest", example, { key });
    expect(body.verdicts).toEqual([{ index: 0, id: expect.any(String), verdict: "accepted" }]);
  });
});

describe("snippets", () => {
  const entries = catalogueEntries();
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const hasCurl = spawnSync("curl", ["--version"]).status === 0;
  const languages = snippetLanguages.filter((language) => language !== "curl" || hasCurl);

  async function runSnippet(language: SnippetLanguage, code: string) {
    if (language === "curl") {
      const { stdout } = await promisify(execFile)("bash", ["-c", code]);
      expect(JSON.parse(stdout)).toMatchObject({ accepted: 1 });
    } else await new AsyncFunction("Analytics", code.replace(/^import .*$/m, ""))(Analytics);
  }

  it.each(languages.flatMap((language) => entries.map((entry) => ({ language, name: entry.name, entry }))))(
    "send $name by $language as they stand",
    async ({ language, entry }) => {
      const before = (await rowsOf(tenant.id, "analytics.events")).length;
      await runSnippet(language, snippetFor(entry, language, { url, key }));
      const log = await rowsOf<{ name: string }>(tenant.id, "analytics.events", "seq");
      expect(log.length).toBe(before + 1);
      expect(log.at(-1)?.name).toBe(entry.name);
      expect(await rowsOf(tenant.id, "analytics.rejections")).toEqual([]);
    },
  );
});
