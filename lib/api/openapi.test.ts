import { existsSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type JsonSchema, openApiDocument } from "@/lib/api/openapi";
import { operations } from "@/lib/api/operations";
import { locales } from "@/lib/i18n";
import { metricKeys } from "@/lib/master-sessions/metrics";

vi.stubEnv("ATTUNE_SECRET", "a-secret-for-tests-that-is-long-enough");

function* walk(value: unknown, path = ""): Generator<[string, unknown]> {
  yield [path, value];
  if (value === null || typeof value !== "object") return;
  for (const [key, one] of Object.entries(value)) yield* walk(one, `${path}/${key}`);
}

describe.each(locales)("the API's description in %s", (locale) => {
  const document = openApiDocument({ locale, url: "https://attune.example.org" });

  it("says what every address, parameter, answer, shape and field means", () => {
    for (const [path, value] of walk(document)) {
      if (path.endsWith("/description") || path.endsWith("/summary")) {
        expect(value, path).toMatch(/\S/);
        expect(value, path).not.toMatch(/^(api|masters)\./);
      }
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (name === "KnownEvent") continue;
      expect(schema.description, name).toBeTruthy();
      for (const [property, described] of Object.entries(schema.properties ?? {})) {
        if (!name.startsWith("event.")) expect(described.description, `${name}.${property}`).toBeTruthy();
      }
    }
  });

  it("refers to shapes that exist", () => {
    for (const [path, value] of walk(document)) {
      if (!path.endsWith("/$ref")) continue;
      const name = String(value).replace("#/components/schemas/", "");
      expect(document.components.schemas, `${path} → ${value}`).toHaveProperty([name]);
    }
  });
});

describe("the API's description", () => {
  const document = openApiDocument({ locale: "en", url: "https://attune.example.org" });

  it("names only addresses that exist, each operation once", () => {
    for (const { path, params } of operations) {
      // A part that has few values has a folder for each; any other is a folder in brackets.
      const call = params?.shape.call;
      const calls = call instanceof z.ZodEnum ? call.options.map(String) : [null];
      for (const one of calls) {
        const folder = `app${path.replaceAll(/\{(\w+)\}/g, (_, name) => one ?? `[${name}]`)}`;
        expect(existsSync(`${folder}/route.ts`), folder).toBe(true);
      }
    }
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("writes instants as ISO 8601 and nothing as null", () => {
    const { Session, Metrics } = document.components.schemas as Record<string, JsonSchema>;
    expect(Session?.properties?.heldAt).toMatchObject({ type: "string", format: "date-time" });
    expect(Session?.properties?.endedAt).toMatchObject({ anyOf: [{ format: "date-time" }, { type: "null" }] });
    expect(Object.keys(Metrics?.properties ?? {})).toEqual(metricKeys);
  });

  it("asks for what must be there and knows what else is used", () => {
    const parameters = document.paths["/api/master-sessions/{sessionId}/export"]?.get?.parameters;
    expect(parameters).toMatchObject([
      { name: "sessionId", in: "path", required: true },
      { name: "tenant", in: "query", required: false },
      { name: "format", required: false, schema: { default: "json", enum: ["json", "csv"] } },
      { name: "panel", required: false },
      { name: "of", schema: { default: "people" } },
      { name: "value" },
      { name: "bom" },
    ]);
  });
});
