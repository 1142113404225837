import "server-only";
import { z } from "zod";
import { type ApiOperation, components, operations } from "@/lib/api/operations";
import { env } from "@/lib/env";
import { catalogue } from "@/lib/events/catalogue/catalogue";
import type { Locale } from "@/lib/i18n";
import { sessionCookie } from "@/lib/identity/session-cookie";
import { metricKeys } from "@/lib/master-sessions/metrics";
import { translatorFor } from "@/lib/messages";

type Json = Record<string, unknown>;
type Texts = ReturnType<typeof translatorFor>;

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Json>>;
  components: { securitySchemes: Json; schemas: Record<string, JsonSchema> };
}

export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  $ref?: string;
  [keyword: string]: unknown;
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const settings = {
  unrepresentable: "any",
  // JSON has no dates: they travel as ISO 8601.
  override: ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    // The range of a double says nothing about a count.
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
} as const;

/**
 * The description of the JSON API, OpenAPI 3.1, made from the very schemas that check what goes in and out. Its words
 * are the texts `api.*` and the definitions of the metrics, in the asked language.
 */
export function openApiDocument({ locale, url }: { locale: Locale; url: string }): OpenApiDocument {
  const known = made.get(`${locale} ${url}`);
  if (known) return known;
  const document = makeDocument(locale, url);
  // While developing, texts are read again on every request.
  if (env().NODE_ENV === "production") made.set(`${locale} ${url}`, document);
  return document;
}

const made = new Map<string, OpenApiDocument>();

function makeDocument(locale: Locale, url: string): OpenApiDocument {
  const t = translatorFor(locale, "api");
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation, t) };
  }
  return {
    openapi: "3.1.0",
    info: { title: t("document.title"), version: "1", description: t("document.description") },
    servers: [{ url }],
    tags: (["masterSessions", "live", "intake", "system"] as const).map((name) => ({
      name,
      description: t(`tags.${name}.description`),
    })),
    paths,
    components: { securitySchemes: securitySchemes(t), schemas: { ...schemas(t, locale), ...events(locale) } },
  };
}

function operationOf({ id, tag, auth, params, query, body, answers }: ApiOperation, t: Texts): Json {
  return {
    operationId: id,
    tags: [tag],
    summary: t(`operations.${id}.summary`),
    description: t(`operations.${id}.description`),
    security: {
      read: [{ readKey: [] }, { session: [] }],
      ingest: [{ ingestKey: [] }, { ingestBearer: [] }],
      participant: [{ participantToken: [] }, {}],
      none: [],
    }[auth],
    parameters: [...parameters(params, "path", t), ...parameters(query, "query", t)],
    ...(body
      ? { requestBody: { required: true, content: mapValues(body, (name) => ({ schema: bodySchema(name) })) } }
      : {}),
    responses: mapValues(answers, (contents, status) => ({
      description: t(`answers.${status}`),
      content: mapValues(contents, (name) => ({
        schema: name === "text" ? { type: "string" } : answerSchema(id, name),
      })),
      ...(status === "429" || status === "503"
        ? { headers: { "Retry-After": { description: t("retryAfter"), schema: { type: "integer" } } } }
        : {}),
    })),
  };
}

// Without a panel the export is the whole snapshot.
const answerSchema = (operation: string, name: string): JsonSchema =>
  operation === "exportMasterSession" && name === "PanelExport" ? { oneOf: [ref("Snapshot"), ref(name)] } : ref(name);

function bodySchema(name: string): JsonSchema {
  const event: JsonSchema = { anyOf: [ref("KnownEvent"), ref("Event")] };
  if (name === "events") return { oneOf: [event, { type: "array", items: event, maxItems: 500 }] };
  if (name === "lines") return { type: "string" };
  if (name === "segment") return { type: "object" };
  return ref(name);
}

function parameters(schema: z.ZodObject | undefined, place: "path" | "query", t: Texts): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { $schema: _, ...described } = z.toJSONSchema(field as z.ZodType, { io: "input", ...settings });
    const required = place === "path" || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required, description: t(`parameters.${name}`), schema: described };
  });
}

/** The named shapes with a description at each property: its own in `api.fields.<Shape>`, else the one for every shape. */
function schemas(t: Texts, locale: Locale): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: "output", uri: (id) => `#/components/schemas/${id}`, ...settings });
  const metric = translatorFor(locale, "masters");
  return mapValues(made.schemas as Record<string, JsonSchema>, ({ $schema: _, $id: __, ...schema }, name) => {
    if (name === "Metrics") {
      for (const key of metricKeys) {
        schema.properties = {
          ...schema.properties,
          [key]: { ...schema.properties?.[key], description: metric(`metrics.${key}.description`) },
        };
      }
      return { ...schema, description: t("shapes.Metrics") };
    }
    return explained({ ...schema, description: t(`shapes.${name}`) }, name, t);
  });
}

function explained(schema: JsonSchema, name: string, t: Texts): JsonSchema {
  const text = (property: string) =>
    t.has(`fields.${name}.${property}`) ? t(`fields.${name}.${property}`) : t(`fields.any.${property}`);
  return {
    ...schema,
    ...(schema.anyOf ? { anyOf: schema.anyOf.map((one) => (one.properties ? explained(one, name, t) : one)) } : {}),
    ...(schema.properties
      ? {
          properties: mapValues(schema.properties, (property, key) => ({
            ...explained(property, name, t),
            description: text(key),
          })),
        }
      : {}),
  };
}

/** Each event of the catalogue as a shape of its own, and one shape that is any of them. */
function events(locale: Locale): Record<string, JsonSchema> {
  const known = catalogue.map(({ name, properties, texts, example }): [string, JsonSchema] => {
    const { summary, properties: said } = texts[locale];
    const { $schema: _, ...described } = z.toJSONSchema(properties, { io: "input", ...settings }) as JsonSchema;
    const explainedProperties = mapValues(described.properties ?? {}, (property, key) => ({
      ...property,
      description: (said as Record<string, string>)[key],
    }));
    return [
      `event.${name}`,
      {
        type: "object",
        description: summary,
        required: ["name", ...(described.required?.length ? ["properties"] : [])],
        properties: { name: { const: name }, properties: { ...described, properties: explainedProperties } },
        examples: [{ name, ...example }],
      },
    ];
  });
  return { ...Object.fromEntries(known), KnownEvent: { oneOf: known.map(([name]) => ref(name)) } };
}

const securitySchemes = (t: Texts): Json => ({
  readKey: { type: "http", scheme: "bearer", description: t("security.readKey") },
  session: { type: "apiKey", in: "cookie", name: sessionCookie().name, description: t("security.session") },
  ingestKey: { type: "http", scheme: "basic", description: t("security.ingestKey") },
  ingestBearer: { type: "http", scheme: "bearer", description: t("security.ingestBearer") },
  participantToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: t("security.participantToken"),
  },
});

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V, key: string) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
