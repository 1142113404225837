import type { z } from "zod";
import type { ComponentName } from "@/lib/api/components";
import type { LimitName } from "@/lib/api/limits";

export const apiTags = ["masterSessions", "reports", "quizzes", "live", "intake", "organisation", "system"] as const;
export type ApiTag = (typeof apiTags)[number];

/**
 * `read`: a signed-in member or a read key · `session`: a signed-in member · `ingest`: an ingest key · `participant`: a participant's token,
 * or a device · `signed`: a secret shared with the operator · `none`: everybody
 */
export type ApiAuth = "read" | "session" | "ingest" | "participant" | "signed" | "none";

/** What a content holds: a named shape, a list of one, JSON that its operation describes in words, plain text, or bytes. */
export type ApiContent = ComponentName | `${ComponentName}[]` | "json" | "text" | "binary";

export interface ApiAnswer {
  /** by media type; a list of contents means one of them */
  readonly content?: Readonly<Record<string, ApiContent | readonly ApiContent[]>>;
  readonly headers?: readonly string[];
}

export interface ApiOperation {
  /** also the key of its texts, `api.operations.<id>` */
  readonly id: string;
  readonly method: "get" | "post";
  readonly path: string;
  readonly tag: ApiTag;
  readonly auth: ApiAuth;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** headers that a request may carry, each with its text in `api.headers` */
  readonly headers?: readonly string[];
  readonly body?: Readonly<Record<string, ApiContent | "events" | "lines" | "segment" | "results">>;
  readonly answers: Readonly<Record<string, ApiAnswer>>;
  readonly limits?: readonly LimitName[];
}

export const json = (name: ApiContent | readonly ApiContent[]): ApiAnswer => ({
  content: { "application/json": name },
});

/** A shape as JSON, and the same rows as a table. */
export const jsonOrCsv = (name: ApiContent | readonly ApiContent[]): ApiAnswer => ({
  content: { "application/json": name, "text/csv": "text" },
});

export const refusals = (...statuses: number[]): Record<string, ApiAnswer> =>
  Object.fromEntries(statuses.map((status) => [status, json("Error")]));

/** What every door of a tenant may say: which tenant, who are you, may you, and is it there. */
export const tenantRefusals = refusals(400, 401, 403, 404);

/** What every intake may say. */
export const intakeRefusals = refusals(400, 401, 403, 413, 429);
