import { describe, expect, it, vi } from "vitest";
import type { JsonSchema } from "@/lib/api/describe-shapes";
import { examples } from "@/lib/api/examples";
import { openApiDocument } from "@/lib/api/openapi";
import { operations } from "@/lib/api/operations";
import { locales } from "@/lib/i18n";
import { metricKeys } from "@/lib/master-sessions/metrics";
import { describedOperation, schemaOfDescription } from "@/lib/testing/api-answer";
import { webhookEvents } from "@/lib/webhooks/schema";

vi.stubEnv("ATTUNE_SECRET", "a-secret-for-tests-that-is-long-enough");

function* walk(value: unknown, path = ""): Generator<[string, unknown]> {
  yield [path, value];
  if (value === null || typeof value !== "object") return;
  for (const [key, one] of Object.entries(value)) yield* walk(one, `${path}/${key}`);
}

interface Described {
  operationId: string;
  tags: string[];
  security: object[];
  parameters: { name: string; in: string }[];
  responses: object;
  requestBody: { content: { "application/json": { schema: unknown; example: unknown } } };
}

/** Why a value is not what a schema of the description says. */
const fits = (schema: unknown, value: unknown) => schemaOfDescription(schema).safeParse(value).error?.message;

describe.each(locales)("the API's description in %s", (locale) => {
  const document = openApiDocument({ locale, url: "https://attune.example.org" });

  it("says what every address, parameter, answer, shape and field means", () => {
    for (const [path, value] of walk(document)) {
      if (path.endsWith("/description") || path.endsWith("/summary")) {
        expect(value, path).toMatch(/\S/);
        expect(value, path).not.toMatch(/(^|\n)(api|masters)\./);
      }
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (name === "KnownEvent") continue;
      expect(schema.description, name).toBeTruthy();
      if (name.startsWith("event.")) continue;
      for (const [path, value] of walk(schema, name)) {
        // An event has a field that is called `properties`.
        if (!path.endsWith("/properties") || path.endsWith("/properties/properties")) continue;
        for (const [property, described] of Object.entries(value as Record<string, JsonSchema>))
          expect(described.description, `${path}/${property}`).toBeTruthy();
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

  it("has the form of OpenAPI 3.1", () => {
    const { tags, components, paths, webhooks } = document;
    const all = [...Object.values(paths).flatMap((path) => Object.values(path)), ...Object.values(webhooks)];
    const described = all.map((one) => ("post" in one ? one.post : one) as Described);
    const ids = described.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, tags: own, security, parameters, responses } of described) {
      expect(
        tags.map(({ name }) => name),
        operationId,
      ).toEqual(expect.arrayContaining(own));
      for (const scheme of security.flatMap((one) => Object.keys(one)))
        expect(components.securitySchemes, operationId).toHaveProperty([scheme]);
      const names = parameters.map(({ name, in: place }) => `${place} ${name}`);
      expect(new Set(names).size, operationId).toBe(names.length);
      expect(
        Object.keys(responses).every((status) => /^([1-5]\d\d|2XX|default)$/.test(status)),
        operationId,
      ).toBe(true);
    }
    for (const [name, schema] of Object.entries(components.schemas))
      expect(() => schemaOfDescription(schema), name).not.toThrow();
  });

  it("gives an example of each address that fits what it says", () => {
    for (const { id, path, method, body, query, params } of operations) {
      const { requestBody, responses, parameters } = describedOperation(path, method);
      for (const { name, schema, example } of parameters)
        if (example !== undefined) expect(fits(schema, example), `${id}: ${name}`).toBeUndefined();
      const given = examples[id];
      expect(
        Object.keys({ ...given?.params, ...given?.query }).filter(
          (key) => !parameters.some(({ name }) => name === key),
        ),
      ).toEqual([]);
      if (params) expect(Object.keys(given?.params ?? {}), id).toEqual(Object.keys(params.shape));
      if (query) expect(given?.query, id).toBeDefined();
      const sent = requestBody?.content["application/json"];
      if (body?.["application/json"]) expect(fits(sent?.schema, sent?.example), `${id}: body`).toBeUndefined();
      const answer = responses["200"]?.content?.["application/json"];
      // What has no shape needs no example: files, and this description itself.
      if (!answer || Object.keys(answer.schema as object).length === 0) continue;
      expect(answer.example, id).toBeDefined();
      expect(fits(answer.schema, answer.example), `${id}: answer`).toBeUndefined();
    }
  });

  it("tells of the webhooks with the shapes that are sent", () => {
    const { schemas } = document.components;
    expect(Object.keys(document.webhooks)).toEqual(["archetype_scores_webhook", "analytics_webhook", "attune.test"]);
    const types = (schemas.AnalyticsWebhook?.oneOf ?? schemas.AnalyticsWebhook?.anyOf ?? []).map(
      (one) => one.properties?.type?.const,
    );
    expect(types).toEqual(webhookEvents);
    for (const { post } of Object.values(document.webhooks)) {
      const { schema, example } = (post as unknown as Described).requestBody.content["application/json"];
      expect(example).toBeDefined();
      expect(fits(schema, example)).toBeUndefined();
    }
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
