import "server-only";
import { z } from "zod";
import { answerComponents, bodyComponents } from "@/lib/api/components";
import { catalogue } from "@/lib/events/catalogue/catalogue";
import type { Locale } from "@/lib/i18n";
import { metricKeys } from "@/lib/master-sessions/metrics";
import { type Translator, translatorFor } from "@/lib/messages";

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

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const settings = {
  unrepresentable: "any",
  // JSON has no dates: they travel as ISO 8601.
  override: ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    // A name says it better than the expression that checks it.
    if (/^(date|date-time|uuid)$/.test(jsonSchema.format ?? "")) delete jsonSchema.pattern;
    // The range of a double says nothing about a count.
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
} as const;

/** What an address takes, as JSON Schema. */
export function inputSchemaOf(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: "input", ...settings });
  return described as JsonSchema;
}

/** The named shapes with a description at each property: its own in `api.fields.<Shape>`, else the one for every shape. */
export function describeShapes(t: Translator, locale: Locale): Record<string, JsonSchema> {
  const made = { ...shapesOf(answerComponents, "output"), ...shapesOf(bodyComponents, "input") };
  const metric = translatorFor(locale, "masters");
  return mapValues(made, (schema, name) => {
    const described = { ...schema, description: t(`shapes.${name}`) };
    if (name !== "Metrics") return explained(described, name, t);
    const properties = { ...schema.properties };
    for (const key of metricKeys) {
      properties[key] = { ...properties[key], description: metric(`metrics.${key}.description`) };
    }
    return { ...described, properties };
  });
}

function shapesOf(named: Readonly<Record<string, z.ZodType>>, io: "input" | "output"): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}`, ...settings });
  return mapValues(made.schemas as Record<string, JsonSchema>, ({ $schema: _, $id: __, ...schema }) => schema);
}

/** The same schema with words at every property, however deep it lies. */
function explained(schema: JsonSchema, name: string, t: Translator): JsonSchema {
  const inner = (one: JsonSchema) => explained(one, name, t);
  const text = (property: string) =>
    t.has(`fields.${name}.${property}`) ? t(`fields.${name}.${property}`) : t(`fields.any.${property}`);
  return {
    ...schema,
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(inner) } : {}),
    ...(schema.oneOf ? { oneOf: schema.oneOf.map(inner) } : {}),
    ...(schema.items ? { items: inner(schema.items) } : {}),
    ...(schema.properties
      ? {
          properties: mapValues(schema.properties, (property, key) => ({ ...inner(property), description: text(key) })),
        }
      : {}),
  };
}

/** Each event of the catalogue as a shape of its own, and one shape that is any of them. */
export function describeEvents(locale: Locale): Record<string, JsonSchema> {
  const known = catalogue.map(({ name, properties, texts, example }): [string, JsonSchema] => {
    const { summary, properties: said } = texts[locale];
    const described = inputSchemaOf(properties);
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

export function mapValues<V, W>(
  record: Readonly<Record<string, V>>,
  change: (value: V, key: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
