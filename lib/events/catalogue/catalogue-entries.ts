import { z } from "zod";
import type { Locale } from "@/lib/i18n";
import { catalogue } from "./catalogue";
import type { EventDefinition } from "./define-event";

export interface CatalogueProperty {
  name: string;
  /** as a developer writes it: `string`, `number`, `time (ISO 8601)`, `"none" | "quoted"` */
  type: string;
  required: boolean;
  description: string;
}

export interface CatalogueEntry {
  name: string;
  kind: EventDefinition["kind"];
  description: string;
  properties: CatalogueProperty[];
  /** a whole event as `POST /api/ingest` takes it */
  example: Record<string, unknown>;
}

/** The catalogue as it is shown to developers, in the order of the catalogue, with its texts in one language. */
export function catalogueEntries(locale: Locale = "en"): CatalogueEntry[] {
  return catalogue.map((definition) => entryOf(definition, locale));
}

function entryOf(definition: EventDefinition, locale: Locale): CatalogueEntry {
  const { name, kind, texts, example } = definition;
  const { summary, properties: explained } = texts[locale];
  const schema = z.toJSONSchema(definition.properties, { io: "input", unrepresentable: "any" });
  const required = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {}).map(([property, described]) => ({
    name: property,
    type: typeOf(described),
    required: required.has(property),
    description: (explained as Record<string, string>)[property] ?? "",
  }));
  return { name, kind, description: summary, properties, example: { name, ...example } };
}

type Described = z.core.JSONSchema._JSONSchema;

function typeOf(described: Described): string {
  if (typeof described === "boolean") return "any";
  const choices = described.anyOf?.filter((one) => typeof one === "object" && one.type !== "null");
  if (choices?.[0]) return typeOf(choices[0]);
  if (described.enum) return described.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (described.format === "date-time") return "time (ISO 8601)";
  return typeof described.type === "string" ? described.type : "any";
}
