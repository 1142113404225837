import "server-only";
import { z } from "zod";
import { inputSchemaOf, type JsonSchema, mapValues, ref } from "@/lib/api/describe-shapes";
import { type ApiExample, examples } from "@/lib/api/examples";
import { type LimitName, limits } from "@/lib/api/limits";
import type { ApiAnswer, ApiAuth, ApiContent, ApiOperation } from "@/lib/api/operation";
import { outgoingWebhooks, webhookAnswers, webhookHeaders } from "@/lib/api/webhooks";
import { intakeLimits } from "@/lib/events/limits";
import { mostRecords } from "@/lib/events/receive-records";
import type { Translator } from "@/lib/messages";

type Json = Record<string, unknown>;

const security: Readonly<Record<ApiAuth, Json[]>> = {
  read: [{ readKey: [] }, { session: [] }],
  session: [{ session: [] }],
  ingest: [{ ingestKey: [] }, { ingestBearer: [] }],
  participant: [{ participantToken: [] }, {}],
  signed: [{ bounceSignature: [] }],
  none: [],
};

/** With a session the tenant is named in the address; a key carries its own and may repeat nothing. */
const tenantQuery = z.object({ tenant: z.string().optional() });

/** The sentences of an operation's limits, with the figures that the code keeps to. */
export const limitTexts = (names: readonly LimitName[], t: Translator): string[] =>
  names.map((name) => t(`limits.${name}`, limits[name]));

/** One address as OpenAPI says it. */
export function describeOperation(operation: ApiOperation, t: Translator): Json {
  const { id, tag, auth, params, query, headers = [], body, answers } = operation;
  const example = examples[id] ?? {};
  const said = limitTexts(operation.limits ?? [], t);
  const belongsToTenant = auth === "read" || auth === "session";
  return {
    operationId: id,
    tags: [tag],
    summary: t(`operations.${id}.summary`),
    description: [t(`operations.${id}.description`), ...said].join("\n\n"),
    ...(said.length > 0 ? { "x-limits": said } : {}),
    security: security[auth],
    parameters: [
      ...parameters(params, "path", example.params, id, t),
      ...parameters(belongsToTenant ? tenantQuery : undefined, "query", example.query, id, t),
      ...parameters(query, "query", example.query, id, t),
      ...headers.map((name) => headerParameter(name, auth === "signed" || name === "origin", t)),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: mapValues(body, (name, type) => ({
              schema: bodySchema(name),
              ...(example.body !== undefined && /json$/.test(type) ? { example: bodyExample(example, type) } : {}),
            })),
          },
        }
      : {}),
    responses: mapValues(answers, (answer, status) => response(answer, status, id, example, t)),
  };
}

const bodyExample = ({ body }: ApiExample, type: string): unknown =>
  type.endsWith("ndjson") ? `${JSON.stringify(body)}\n` : body;

function parameters(
  schema: z.ZodObject | undefined,
  place: "path" | "query",
  given: Readonly<Record<string, unknown>> | undefined,
  id: string,
  t: Translator,
): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !(field as z.ZodType).safeParse(undefined).success,
    description: t.has(`operations.${id}.parameters.${name}`)
      ? t(`operations.${id}.parameters.${name}`)
      : t(`parameters.${name}`),
    schema: inputSchemaOf(field as z.ZodType),
    ...(given?.[name] === undefined ? {} : { example: given[name] }),
  }));
}

const headerParameter = (name: string, required: boolean, t: Translator): Json => ({
  name,
  in: "header",
  required,
  description: t(`headers.${name}`),
  schema: { type: "string" },
});

function response(answer: ApiAnswer, status: string, id: string, example: ApiExample, t: Translator): Json {
  const names = [...(answer.headers ?? []), ...(status === "429" || status === "503" ? ["retry-after"] : [])];
  return {
    description: t.has(`operations.${id}.answers.${status}`)
      ? t(`operations.${id}.answers.${status}`)
      : t(`answers.${status}`),
    ...(answer.content
      ? {
          content: mapValues(answer.content, (content, type) => ({
            schema: contentSchema(content),
            ...(status === "200" && type === "application/json" && example.answer !== undefined
              ? { example: example.answer }
              : {}),
          })),
        }
      : {}),
    ...(names.length > 0
      ? {
          headers: Object.fromEntries(
            names.map((name) => [
              name,
              {
                description: t(`headers.${name}`),
                schema: { type: /retry-after|content-length/.test(name) ? "integer" : "string" },
              },
            ]),
          ),
        }
      : {}),
  };
}

function contentSchema(content: ApiContent | readonly ApiContent[]): JsonSchema {
  if (typeof content !== "string") return { oneOf: content.map(contentSchema) };
  if (content === "json") return {};
  if (content === "text") return { type: "string" };
  if (content === "binary") return { type: "string", format: "binary" };
  return content.endsWith("[]") ? { type: "array", items: ref(content.slice(0, -2)) } : ref(content);
}

/** The forms of a body that no shape has: one thing or a list of it, lines, and what Segment's own documentation says. */
function bodySchema(content: NonNullable<ApiOperation["body"]>[string]): JsonSchema {
  const event: JsonSchema = { anyOf: [ref("KnownEvent"), ref("Event")] };
  switch (content) {
    case "events":
      return { oneOf: [event, { type: "array", items: event, maxItems: intakeLimits.requestEvents }] };
    case "results":
      return { oneOf: [ref("QuizResult"), { type: "array", items: ref("QuizResult"), maxItems: mostRecords }] };
    case "lines":
      return { type: "string" };
    case "segment":
      return { type: "object" };
    default:
      return contentSchema(content);
  }
}

/** What Attune sends to a tenant's receivers, as OpenAPI's `webhooks`. */
export function describeWebhooks(t: Translator): Record<string, { post: Json }> {
  return mapValues(outgoingWebhooks, ({ id, body }, kind) => ({
    post: {
      operationId: `webhook.${id}`,
      tags: ["webhooks"],
      summary: t(`webhooks.${id}.summary`),
      description: [t(`webhooks.${id}.description`), ...limitTexts(["webhook"], t)].join("\n\n"),
      security: [{ webhookSignature: [] }],
      parameters: webhookHeaders.map((name) => headerParameter(name, true, t)),
      requestBody: {
        required: true,
        content: { "application/json": { schema: ref(body), example: examples[kind]?.body } },
      },
      responses: Object.fromEntries(
        webhookAnswers.map((status) => [status, { description: t(`webhookAnswers.${status}`) }]),
      ),
    },
  }));
}
