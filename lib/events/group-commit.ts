import "server-only";
import { isDatabaseAway } from "@/lib/db/away";
import type { TenantId } from "@/lib/db/tenant";
import { unavailable } from "@/lib/errors";
import { append, type Outcome, type Submission } from "@/lib/events/append";
import { reasonOf } from "@/lib/events/error-reason";
import { ensureEventDays, forgetEventDays } from "@/lib/events/event-days";
import { intakeLimits } from "@/lib/events/limits";
import { log } from "@/lib/log";

interface Waiting {
  submission: Submission;
  /** epoch milliseconds after which the sender is told to come back */
  answerBy: number;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
  onSettled?(): void;
}

/** The submissions of one tenant. While a flush is under way, what comes meanwhile goes into the next one together. */
interface Line {
  tenant: TenantId;
  waiting: Waiting[];
  /** events in `waiting` */
  events: number;
  /** whether it stands in `ready` */
  queued: boolean;
  flushing: number;
}

interface Lines {
  byTenant: Map<TenantId, Line>;
  ready: Line[];
  flushing: number;
  /** every submission whose outcome is not known yet, oldest first */
  open: Set<Waiting>;
  watching: boolean;
}

// Next may load this module more than once in a process; two lines of one tenant would only wait for each other in the database.
const held = globalThis as { attuneIntakeLines?: Lines };
held.attuneIntakeLines ??= { byTenant: new Map(), ready: [], flushing: 0, open: new Set(), watching: false };
const lines: Lines = held.attuneIntakeLines;

/**
 * Appends a submission together with whatever else of its tenant waits at that moment, and resolves after the commit. An idle tenant's
 * submission goes out at once. Throws `unavailable` when the database cannot be reached or the commit takes too long; then the outcome may
 * be unknown, and sending the same ids again is safe.
 * @param onSettled called once when nothing of the submission is held any more, also after it was given up on
 */
export function commitTogether(tenant: TenantId, submission: Submission, onSettled?: () => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let line = lines.byTenant.get(tenant);
    if (!line) {
      line = { tenant, waiting: [], events: 0, queued: false, flushing: 0 };
      lines.byTenant.set(tenant, line);
    }
    const waiting = { submission, answerBy: Date.now() + intakeLimits.answerMs, resolve, reject, onSettled };
    line.waiting.push(waiting);
    line.events += submission.events.length;
    lines.open.add(waiting);
    if (!lines.watching) watch();
    queue(line);
    runReady();
  });
}

/** One timer for all, because one for each would cost more than the rest of this file. */
function watch(): void {
  lines.watching = lines.open.size > 0;
  if (!lines.watching) return;
  setTimeout(
    () => {
      const now = Date.now();
      for (const { answerBy, reject } of lines.open) {
        if (answerBy > now) break;
        reject(unavailable(5, "The commit takes too long. Send the same events again, with the same ids."));
      }
      watch();
    },
    Math.min(1000, intakeLimits.answerMs),
  ).unref();
}

function settle(waiting: Waiting, outcome: Outcome | undefined, error?: unknown): void {
  lines.open.delete(waiting);
  if (outcome) waiting.resolve(outcome);
  else waiting.reject(translate(error));
  waiting.onSettled?.();
}

/** How many flushes of one tenant may be under way: while one commits, the database can already take in the ids of the next. */
const flushesOfTenant = 2;

/** Puts a line up for its next flush: when none is under way, or when waiting longer could not make the next one any larger. */
function queue(line: Line): void {
  if (line.queued || line.waiting.length === 0) return;
  const full = line.events >= intakeLimits.flushEvents || line.waiting.length >= intakeLimits.flushEvents;
  if (line.flushing > 0 && !(full && line.flushing < flushesOfTenant)) return;
  line.queued = true;
  lines.ready.push(line);
}

function runReady(): void {
  while (lines.flushing < intakeLimits.flushes) {
    const next = lines.ready.shift();
    if (!next) return;
    next.queued = false;
    void run(next);
  }
}

async function run(line: Line): Promise<void> {
  const batch = takeBatch(line);
  line.flushing++;
  lines.flushing++;
  queue(line);
  try {
    const outcomes = await flush(
      line.tenant,
      batch.map(({ submission }) => submission),
    );
    for (const [at, waiting] of batch.entries()) settle(waiting, outcomes[at]);
  } catch (error) {
    if (isRefusal(error) && batch.length > 1) await runApart(line.tenant, batch);
    else for (const waiting of batch) settle(waiting, undefined, error);
  }
  line.flushing--;
  lines.flushing--;
  if (line.waiting.length === 0 && line.flushing === 0) lines.byTenant.delete(line.tenant);
  else queue(line);
  runReady();
}

/**
 * The next submissions that fit into one flush. A submission with an id that is already in the batch waits for the next one: which of the
 * two is the duplicate depends on whether the first one's key is alive, and only the database knows.
 */
function takeBatch(line: Line): Waiting[] {
  const batch: Waiting[] = [];
  const ids = new Set<string>();
  let at = 0;
  for (; at < line.waiting.length; at++) {
    const next = line.waiting[at];
    if (!next) break;
    const { events } = next.submission;
    if (batch.length > 0 && ids.size + events.length > intakeLimits.flushEvents) break;
    if (events.some(({ eventId }) => ids.has(eventId))) break;
    for (const { eventId } of events) ids.add(eventId);
    line.events -= events.length;
    batch.push(next);
    if (batch.length >= intakeLimits.flushEvents) {
      at++;
      break;
    }
  }
  line.waiting = line.waiting.slice(at);
  return batch;
}

const attempts = 3;

async function flush(tenant: TenantId, submissions: readonly Submission[]): Promise<Outcome[]> {
  const days = new Set(submissions.flatMap(({ events }) => events.map(({ occurredAt }) => occurredAt.slice(0, 10))));
  for (let attempt = 1; ; attempt++) {
    try {
      await ensureEventDays(tenant, days);
      return await append(tenant, submissions);
    } catch (error) {
      const code = codeOf(error);
      if (attempt >= attempts) throw error;
      // 23514: no partition for a row; retention has dropped one that was known. 40001, 40P01: another transaction was in the way.
      if (code === "23514") forgetEventDays(days);
      else if (code !== "40001" && code !== "40P01") throw error;
    }
  }
}

/** One submission that the database refuses must not take the others with it. */
async function runApart(tenant: TenantId, batch: readonly Waiting[]): Promise<void> {
  for (const waiting of batch) {
    await flush(tenant, [waiting.submission]).then(
      ([outcome]) => settle(waiting, outcome),
      (error: unknown) => settle(waiting, undefined, error),
    );
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code ?? "");

/** 22: data the server cannot keep, 23: a broken constraint, 54: a limit of the server. */
const isRefusal = (error: unknown) => /^(?:22|23|54)...$/.test(codeOf(error));

function translate(error: unknown): unknown {
  if (isDatabaseAway(error))
    return unavailable(5, "The database cannot be reached. Send the same events again, with the same ids.");
  // The error of the driver can quote the event.
  const reason = reasonOf(error);
  log.error(reason, "an append failed");
  return new Error(`The append failed (${reason.reason}).`);
}
