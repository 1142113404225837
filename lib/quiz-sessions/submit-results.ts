import "server-only";
import { hash } from "node:crypto";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { cleanProperties } from "@/lib/events/clean-properties";
import { keyedHash } from "@/lib/privacy/pseudonym";
import { platformFrameworks, tenantFrameworks } from "@/lib/quiz-sessions/queries/known-frameworks";
import { resultContents } from "@/lib/quiz-sessions/queries/result-contents";
import { type RecordIssue, type ResultRecord, readRecord } from "@/lib/quiz-sessions/result-record";
import type { QuizSource } from "@/lib/quiz-sessions/schema";
import { userIdOfEmail } from "@/lib/quiz-sessions/who";

/** What became of one record. `conflict`: its session id holds another result, so it is kept apart and flagged. */
export type ResultVerdict = { readonly index: number; readonly session_id: string | null } & (
  | { readonly verdict: "accepted" | "duplicate" | "conflict" }
  | {
      readonly verdict: "rejected";
      readonly field: string;
      readonly reason: string;
      readonly issues: readonly RecordIssue[];
    }
);

interface Verdictlike {
  readonly index: number;
  readonly verdict: string;
  readonly field?: string;
  readonly reason?: string;
}

/** How results reach the log and how it is asked: a door's own ways. */
export interface Ways {
  /** appends events in native form, all of one call in one transaction */
  append(events: readonly unknown[]): Promise<readonly Verdictlike[]>;
  read<T>(fn: (db: TenantSql) => Promise<T>): Promise<T>;
}

interface Prepared {
  readonly index: number;
  readonly record: ResultRecord;
  readonly content: string;
}

/** Records that are appended together: two events each, and a flush holds 500. */
const recordsPerPart = 250;

/**
 * Takes finished quizzes in, each as two events of one transaction: who it was, and the result. The session id makes the
 * event's id, so a repeat is a duplicate whoever sends it first, and the same id with other content is kept apart.
 */
export async function submitResults(
  tenant: Pick<Tenant, "id" | "slug">,
  values: readonly unknown[],
  source: Exclude<QuizSource, "events">,
  ways: Ways,
  now: Date,
): Promise<ResultVerdict[]> {
  const frameworks = await frameworksOf(ways);
  const verdicts: ResultVerdict[] = [];
  const prepared: Prepared[] = [];
  values.forEach((value, index) => {
    const examined = examine(tenant, value, frameworks);
    if ("issues" in examined) verdicts[index] = rejected(index, value, examined.issues);
    else prepared.push({ index, record: examined.record, content: contentOf(tenant, examined.record) });
  });
  for (let at = 0; at < prepared.length; at += recordsPerPart) {
    for (const verdict of await submitPart(prepared.slice(at, at + recordsPerPart), source, ways, now)) {
      verdicts[verdict.index] = verdict;
    }
  }
  return verdicts;
}

/** Judges results without storing anything: what a dry run shows. */
export async function checkResults(
  tenant: Pick<Tenant, "id" | "slug">,
  values: readonly unknown[],
  ways: Ways,
  now: Date,
): Promise<ResultVerdict[]> {
  const frameworks = await frameworksOf(ways);
  return values.map((value, index) => {
    const examined = examine(tenant, value, frameworks);
    if ("issues" in examined) return rejected(index, value, examined.issues);
    const { completed_at, session_id } = examined.record;
    if (completed_at && new Date(completed_at).getTime() > now.getTime() + 86_400_000) {
      return rejected(index, value, [{ field: "completed_at", reason: "lies more than 24 hours in the future" }]);
    }
    return { index, session_id, verdict: "accepted" };
  });
}

async function frameworksOf(ways: Ways): Promise<Set<string>> {
  const own = await ways.read((db) => tenantFrameworks.all(db, {}));
  return new Set<string>([...platformFrameworks, ...own.map(({ id }) => id)]);
}

function examine(tenant: Pick<Tenant, "id" | "slug">, value: unknown, frameworks: ReadonlySet<string>) {
  const read = readRecord(value);
  if ("issues" in read) return read;
  const { tenant_id, framework_id } = read.record;
  const issues: RecordIssue[] = [];
  if (tenant_id && tenant_id !== tenant.id && tenant_id !== tenant.slug) {
    issues.push({
      field: "tenant_id",
      reason: "is not the tenant of this key; leave it out, or use that tenant's key",
    });
  }
  if (!frameworks.has(framework_id)) {
    const known = [...frameworks].sort().map((id) => `\`${id}\``);
    issues.push({ field: "framework_id", reason: `is not a framework of this tenant; known are ${known.join(", ")}` });
  }
  return issues.length > 0 ? { issues } : read;
}

async function submitPart(
  part: readonly Prepared[],
  source: QuizSource,
  ways: Ways,
  now: Date,
): Promise<ResultVerdict[]> {
  const verdicts = new Map<number, ResultVerdict>();
  // Of two records of one id in one request the first claims the id; the other is compared with it like one that comes later.
  const first = new Map<string, Prepared>();
  for (const one of part) if (!first.has(one.record.session_id)) first.set(one.record.session_id, one);
  const later = part.filter((one) => first.get(one.record.session_id) !== one);
  const claims = [...first.values()];
  const claimed = await send(claims, source, ways, now, ({ record }) => firstEventId(record.session_id));
  const taken: Prepared[] = [];
  for (const { one, verdict } of claimed) {
    if (verdict.verdict === "duplicate") taken.push(one);
    else verdicts.set(one.index, said(one, verdict));
  }
  const contradicting: Prepared[] = [];
  const held = await contentsOf([...taken, ...later], ways);
  for (const one of [...taken, ...later]) {
    const id = firstEventId(one.record.session_id);
    // An id that is taken although nothing is known of its content was an erased person's: nothing of hers comes back.
    if ((held.get(id) ?? one.content) === one.content) {
      verdicts.set(one.index, { index: one.index, session_id: one.record.session_id, verdict: "duplicate" });
    } else contradicting.push(one);
  }
  const apart = await send(contradicting, source, ways, now, ({ record, content }) =>
    uuidOfText(`quiz-result/${record.session_id}/${content}`),
  );
  for (const { one, verdict } of apart) {
    verdicts.set(
      one.index,
      verdict.verdict === "accepted"
        ? { index: one.index, session_id: one.record.session_id, verdict: "conflict" }
        : said(one, verdict),
    );
  }
  return [...verdicts.values()];
}

async function contentsOf(records: readonly Prepared[], ways: Ways): Promise<Map<string, string | null>> {
  if (records.length === 0) return new Map();
  const sessionIds = records.map(({ record }) => record.session_id);
  const rows = await ways.read((db) => resultContents.all(db, { eventIds: sessionIds.map(firstEventId), sessionIds }));
  return new Map(rows.map(({ eventId, content }) => [eventId, content]));
}

/** Sends each record as its events; the verdict on the result is the verdict on the record. */
async function send(
  records: readonly Prepared[],
  source: QuizSource,
  ways: Ways,
  now: Date,
  eventId: (one: Prepared) => string,
): Promise<{ one: Prepared; verdict: Verdictlike }[]> {
  if (records.length === 0) return [];
  const events: unknown[] = [];
  const places = records.map((one) => {
    events.push(...eventsOf(one, source, eventId(one), now));
    return events.length - 1;
  });
  const verdicts = await ways.append(events);
  return records.map((one, at) => {
    const verdict = verdicts[places[at] ?? -1];
    if (!verdict) throw new Error("An event got no verdict.");
    return { one, verdict };
  });
}

function eventsOf({ record, content }: Prepared, source: QuizSource, id: string, now: Date): unknown[] {
  const { user_email: email, user_name: name } = record;
  const at = record.completed_at ?? now.getTime();
  const who =
    email || name
      ? { userId: email ? userIdOfEmail(email) : `quiz-session:${record.session_id}` }
      : { anonymousId: `quiz-session:${record.session_id}` };
  const context = { locale: record.language ?? undefined, country: record.country ?? undefined };
  const identify = {
    id: uuidOfText(`quiz-person/${id}/${content}`),
    name: "identify",
    time: at,
    ...who,
    traits: { email, name },
  };
  const result = {
    id,
    name: "quiz_completed",
    time: at,
    ...who,
    context,
    properties: {
      quizSessionId: record.session_id,
      frameworkId: record.framework_id,
      format: record.format,
      quizVersion: record.quiz_version ?? undefined,
      scores: record.scores ?? undefined,
      primaryId: record.primary_id ?? undefined,
      secondaryId: record.secondary_id ?? undefined,
      answers: record.answers ?? undefined,
      contactConsent: record.contact_consent ?? undefined,
      metadata: record.metadata ? plainMetadata(record.metadata) : undefined,
      source,
      content,
    },
  };
  return email || name ? [identify, result] : [result];
}

/** What a gateway knows beside the columns may hold anything: what identifies somebody is left out, and the rest laid flat. */
function plainMetadata(metadata: Record<string, unknown>): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  const add = (value: unknown, path: string) => {
    if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) add(inner, path ? `${path}.${key}` : key);
    } else if (typeof value === "number" || typeof value === "boolean") flat[path.slice(0, 100)] = value;
    else if (typeof value === "string" && /^[^\p{Cc}]{1,200}$/u.test(value.trim()))
      flat[path.slice(0, 100)] = value.trim();
  };
  add(cleanProperties(metadata, []), "");
  return flat;
}

const columnOf: Readonly<Record<string, string>> = {
  time: "completed_at",
  "properties.scores": "scores",
  "properties.primaryId": "primary_id",
  "properties.secondaryId": "secondary_id",
  "properties.quizVersion": "quiz_version",
  "properties.metadata": "metadata",
  "properties.answers": "answers",
};

/** The verdict on an event in the words of the record. */
function said({ index, record }: Prepared, verdict: Verdictlike): ResultVerdict {
  if (verdict.verdict !== "rejected") {
    return { index, session_id: record.session_id, verdict: verdict.verdict === "accepted" ? "accepted" : "duplicate" };
  }
  const field = columnOf[verdict.field ?? ""] ?? verdict.field ?? "";
  const reason = verdict.reason ?? "cannot be read";
  return { index, session_id: record.session_id, verdict: "rejected", field, reason, issues: [{ field, reason }] };
}

function rejected(index: number, value: unknown, issues: readonly RecordIssue[]): ResultVerdict {
  const given = (value as { session_id?: unknown } | null)?.session_id;
  const session_id = typeof given === "string" ? given.slice(0, 64) : null;
  const [first = { field: "", reason: "cannot be read" }] = issues;
  return { index, session_id, verdict: "rejected", ...first, issues };
}

/** What makes a result the same: everything but the time, under a key, because it holds an address. */
function contentOf(tenant: Pick<Tenant, "id">, record: ResultRecord): string {
  const { completed_at: _, tenant_id: __, ...content } = record;
  const text = JSON.stringify(content, (___, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, own]) => own != null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
  return keyedHash("quiz-result", `${tenant.id}/${text}`).toString("hex").slice(0, 32);
}

const firstEventId = (sessionId: string) => uuidOfText(`quiz-result/${sessionId}`);

function uuidOfText(text: string): string {
  const hex = hash("sha256", text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
