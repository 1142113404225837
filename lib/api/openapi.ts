import "server-only";
import { describeOperation, describeWebhooks } from "@/lib/api/describe-operation";
import { describeEvents, describeShapes, type JsonSchema } from "@/lib/api/describe-shapes";
import { apiTags } from "@/lib/api/operation";
import { operations } from "@/lib/api/operations";
import { env } from "@/lib/env";
import { signatureHeader } from "@/lib/guard/signed-body";
import type { Locale } from "@/lib/i18n";
import { sessionCookie } from "@/lib/identity/session-cookie";
import { type Translator, translatorFor } from "@/lib/messages";

type Json = Record<string, unknown>;

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Json>>;
  webhooks: Record<string, { post: Json }>;
  components: { securitySchemes: Json; schemas: Record<string, JsonSchema> };
}

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
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation, t) };
  }
  return {
    openapi: "3.1.0",
    info: { title: t("document.title"), version: "1", description: t("document.description") },
    servers: [{ url }],
    tags: [...apiTags, "webhooks"].map((name) => ({ name, description: t(`tags.${name}.description`) })),
    paths,
    webhooks: describeWebhooks(t),
    components: {
      securitySchemes: securitySchemes(t),
      schemas: { ...describeShapes(t, locale), ...describeEvents(locale) },
    },
  };
}

const securitySchemes = (t: Translator): Json => ({
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
  bounceSignature: { type: "apiKey", in: "header", name: signatureHeader, description: t("security.bounceSignature") },
  webhookSignature: {
    type: "apiKey",
    in: "header",
    name: "webhook-signature",
    description: t("security.webhookSignature"),
  },
});
