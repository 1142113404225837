import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The tenant's bridge as its people see it; the secret stays sealed. */
export const getBridge = defineQuery({
  name: "quizSessions.bridge",
  params: z.object({}),
  row: z.object({
    url: z.string(),
    secretSealed: zBytes,
    cursor: z.string().nullable(),
    enabled: z.boolean(),
    lastRunAt: zInstant.nullable(),
    lastSuccessAt: zInstant.nullable(),
    lastError: z.string().nullable(),
    failures: zInt,
    sessions: zInt,
  }),
  sql: (_, tenant) => sql`
    select url, secret_sealed as "secretSealed", cursor, enabled, last_run_at as "lastRunAt", last_success_at as "lastSuccessAt",
      last_error as "lastError", failures, sessions
    from quiz_bridges where tenant_id = ${tenant}`,
});

/** A page was stored: where the next one begins. A bridge that was given another address meanwhile keeps its own place. */
export const noteBridgePage = defineQuery({
  name: "quizSessions.bridge-page",
  params: z.object({ url: z.string(), cursor: z.string().nullable(), sessions: z.int(), at: z.date() }),
  row: z.object({}),
  sql: ({ url, cursor, sessions, at }, tenant) => sql`
    update quiz_bridges set cursor = coalesce(${cursor}, cursor), sessions = sessions + ${sessions}, last_run_at = ${at},
      last_success_at = ${at}, last_error = null, failures = 0
    where tenant_id = ${tenant} and url = ${url}`,
});

export const noteBridgeFailure = defineQuery({
  name: "quizSessions.bridge-failure",
  params: z.object({ reason: z.string(), at: z.date() }),
  row: z.object({ failures: zInt }),
  sql: ({ reason, at }, tenant) => sql`
    update quiz_bridges set last_run_at = ${at}, last_error = ${reason}, failures = failures + 1
    where tenant_id = ${tenant} returning failures`,
});
