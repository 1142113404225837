import { z } from "zod";
import { type OpenApiDocument, openApiDocument } from "@/lib/api/openapi";

let made: OpenApiDocument | undefined;

/** The description in English, made when it is first asked for: a test sets its environment before. */
function describedApi(): OpenApiDocument {
  made ??= openApiDocument({ locale: "en", url: "https://attune.example.org" });
  return made;
}

const schemas = new Map<string, z.ZodType>();

/** A schema of the description as something that parses: references lead into the document's own shapes. */
export function schemaOfDescription(schema: unknown): z.ZodType {
  const text = JSON.stringify(schema);
  let known = schemas.get(text);
  if (!known) {
    const needed = neededBy(text);
    const whole = JSON.stringify({ ...JSON.parse(text), $defs: needed });
    known = z.fromJSONSchema(JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/"), withoutUnicodeClasses));
    schemas.set(text, known);
  }
  return known;
}

// JSON Schema reads patterns as Unicode; zod makes an expression of them that does not know \p{L}.
const withoutUnicodeClasses = (key: string, value: unknown) =>
  key === "pattern" && typeof value === "string" && value.includes("\\p{") ? undefined : value;

/** The shapes that a schema refers to, and those that these refer to. */
function neededBy(text: string, found: Record<string, unknown> = {}): Record<string, unknown> {
  for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (name in found) continue;
    found[name] = describedApi().components.schemas[name];
    neededBy(JSON.stringify(found[name]), found);
  }
  return found;
}

interface Described {
  responses: Record<string, { content?: Record<string, { schema: unknown; example?: unknown }>; headers?: object }>;
  requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
  parameters: { name: string; in: string; required: boolean; schema: unknown; example?: unknown }[];
}

/** What the description says of an operation. */
export function describedOperation(path: string, method: string): Described {
  return describedApi().paths[path]?.[method] as unknown as Described;
}

/** What is wrong with an answer by the description of its address; nothing when it is as described. */
export async function faultsOfAnswer(path: string, method: string, response: Response): Promise<string[]> {
  const answer = describedOperation(path, method).responses[response.status];
  if (!answer) return [`${response.status} is not described`];
  const missing = Object.keys(answer.headers ?? {}).filter((name) => !response.headers.has(name));
  const faults = missing.map((name) => `${response.status} comes without ${name}`);
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  if (!answer.content) return type || (await response.text()) ? [...faults, `${response.status} has a body`] : faults;
  const content = Object.entries(answer.content).find(([one]) => one.split(";")[0] === type)?.[1];
  if (!content) return [...faults, `${response.status} as ${type} is not described`];
  if (type !== "application/json") {
    await response.body?.cancel();
    return faults;
  }
  const parsed = schemaOfDescription(content.schema).safeParse(await response.json());
  return [...faults, ...(parsed.error?.issues ?? []).map((issue) => JSON.stringify(issue).slice(0, 300))];
}
