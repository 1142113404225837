import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { invalid, tooLarge, unauthenticated } from "@/lib/errors";
import type { Submission } from "@/lib/events/append";
import { nativeEvent, type RawEvent } from "@/lib/events/envelope";
import { commitTogether } from "@/lib/events/group-commit";
import { intakeLimits } from "@/lib/events/limits";
import type { Room } from "@/lib/events/load-budget";
import { type Arrival, normalise, type PreparedEvent, type RefusedEvent } from "@/lib/events/normalise";
import { oldestKept } from "@/lib/events/occurred-at";
import { assertCount, type Fields, isObject, shapeIssue } from "@/lib/events/parse-events";
import type { Verdict } from "@/lib/events/verdict";
import { log } from "@/lib/log";

export interface Intake {
  tenant: Pick<Tenant, "id" | "retentionMonths">;
  /** SHA-256 of the ingest key, hexadecimal; null for Attune's own processes */
  keyHash: string | null;
  receivedAt: Date;
  /** User-Agent of a browser's own request, else null */
  agent: string | null;
  /** characters of the body; events of a short one need no measuring */
  bodyLength: number;
  /** what the events take up until they are committed */
  room: Room;
  /** brings a message into the form of an event; null when it is none */
  read(message: Fields): RawEvent | null;
}

export interface AppendOptions {
  /** what sends the events (`import`, `seed`), for the log */
  source?: string;
  /** when they count as received; now unless told */
  receivedAt?: Date;
  /** one commit for all of them, and none at all when one is refused: for a file that goes in whole or not */
  whole?: boolean;
}

/**
 * Takes in events of Attune's own processes (imports, seeds) on the same path as HTTP: native form, any number, appended in parts of one
 * request each. Resolves after the last commit with a verdict for each event, `index` counting through all of them.
 */
export async function appendEvents(
  tenant: Intake["tenant"],
  events: readonly unknown[],
  { source = "import", receivedAt, whole = false }: AppendOptions = {},
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const size = whole ? events.length : intakeLimits.requestEvents;
  for (let from = 0; from < events.length; from += size) {
    const part = events.slice(from, from + size);
    const judged = judge(part, {
      tenant,
      keyHash: null,
      receivedAt: receivedAt ?? new Date(),
      agent: null,
      bodyLength: Number.POSITIVE_INFINITY,
      read: (message) => nativeEvent(message),
    });
    if (whole && judged.submission.refused.length > 0) return judged.verdicts;
    const { fresh } = await commitTogether(tenant.id, judged.submission);
    for (const verdict of settle(judged, fresh)) verdicts.push({ ...verdict, index: from + verdict.index });
  }
  log.debug({ source, events: events.length }, "events were appended");
  return verdicts;
}

interface Judgement {
  verdicts: Verdict[];
  submission: Submission;
  /** where each event of the submission stands in the request */
  places: number[];
  /** which limits were broken by events */
  limits: Set<string>;
}

/**
 * Checks the messages of one request, appends what may enter the log, and resolves after the commit with a verdict for each. The request
 * as a whole is refused when it holds too many events, or when a limit leaves nothing of it. Throws `unauthenticated` when the key has
 * been revoked, `unavailable` when the commit cannot be had; nothing half is written in either case.
 */
export async function takeIn(messages: readonly unknown[], intake: Intake): Promise<Verdict[]> {
  assertCount(messages);
  const judged = judge(messages, intake);
  assertSomethingFits(judged);
  const outcome = await commitTogether(intake.tenant.id, judged.submission, intake.room.handOver());
  if (!outcome.authenticated) throw unauthenticated("The API key is missing, unknown or revoked.");
  return settle(judged, outcome.fresh);
}

/** The verdicts after the commit: what the log had already is a duplicate. */
function settle({ verdicts, places }: Judgement, fresh: readonly boolean[]): Verdict[] {
  places.forEach((place, at) => {
    const verdict = verdicts[place];
    if (verdict && !fresh[at]) verdicts[place] = { index: verdict.index, id: verdict.id, verdict: "duplicate" };
  });
  return verdicts;
}

/** A request whose every event breaks a limit is refused as a whole, with the status of that limit: its sender looks at nothing else. */
function assertSomethingFits({ verdicts, submission, limits }: Judgement): void {
  const reason = submission.refused[0]?.issues[0]?.reason;
  if (reason === undefined || submission.refused.length < verdicts.length || limits.size !== 1) return;
  if (limits.has("size")) throw tooLarge(`The event ${reason}.`);
  if (limits.has("depth")) throw invalid({ event: reason });
}

function judge(messages: readonly unknown[], intake: Omit<Intake, "room">): Judgement {
  const receivedAt = intake.receivedAt.getTime();
  const arrival: Arrival = {
    tenantId: intake.tenant.id,
    receivedAt,
    oldestAt: oldestKept(receivedAt, intake.tenant.retentionMonths),
    agent: intake.agent,
    actors: new Map(),
  };
  const verdicts: Verdict[] = [];
  const events: PreparedEvent[] = [];
  const places: number[] = [];
  const refused: RefusedEvent[] = [];
  const ids = new Set<string>();
  const limits = new Set<string>();

  messages.forEach((message, index) => {
    const shape = shapeIssue(message, intake.bodyLength);
    if (shape) limits.add(shape.kind);
    const examined = shape
      ? { refused: { givenId: null, name: "", issues: [{ field: shape.field, reason: shape.reason }] } }
      : examine(message, intake, arrival);
    if ("refused" in examined) {
      refused.push(examined.refused);
      verdicts.push(rejected(index, examined.refused));
      return;
    }
    const { prepared } = examined;
    if (ids.has(prepared.eventId)) {
      verdicts.push({ index, id: prepared.givenId, verdict: "duplicate" });
      return;
    }
    ids.add(prepared.eventId);
    events.push(prepared);
    places.push(index);
    const { ignored } = prepared;
    verdicts.push({
      index,
      id: prepared.givenId,
      verdict: "accepted",
      ...(ignored.length > 0 && { ignored: [...ignored] }),
    });
  });

  return { verdicts, submission: { keyHash: intake.keyHash, events, refused }, places, limits };
}

function examine(message: unknown, intake: Omit<Intake, "room">, arrival: Arrival) {
  const raw = isObject(message) ? intake.read(message) : null;
  if (raw) return normalise(raw, arrival);
  const issue = { field: "type", reason: "must be one of `track`, `identify`, `page`, `screen`, `group`, `alias`" };
  return { refused: { givenId: null, name: "", issues: [issue] } };
}

function rejected(index: number, { givenId, issues }: RefusedEvent): Verdict {
  const { field, reason } = issues[0] ?? { field: "", reason: "cannot be read" };
  return { index, id: givenId, verdict: "rejected", field, reason, ...(issues.length > 1 && { issues }) };
}
