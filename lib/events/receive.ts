import "server-only";
import { invalid } from "@/lib/errors";
import { nativeEvent, type RawEvent } from "@/lib/events/envelope";
import { takeIn } from "@/lib/events/intake";
import { intakeLimits } from "@/lib/events/limits";
import { reserve, spend } from "@/lib/events/load-budget";
import { type Fields, isObject, parseJson, parseLines } from "@/lib/events/parse-events";
import { declaredLength, readBody } from "@/lib/events/read-body";
import { type BatchDefaults, type SegmentCall, segmentEvent } from "@/lib/events/segment";
import type { Verdict } from "@/lib/events/verdict";
import type { IngestContext } from "@/lib/guard/route";

interface Content {
  messages: readonly unknown[];
  read(message: Fields): RawEvent | null;
}

/** A request of `POST /api/ingest`: an object, an array or one object a line. Answers what became of each event. */
export async function receiveNative(ctx: IngestContext) {
  const contentType = ctx.request.headers.get("content-type") ?? "";
  const verdicts = await receive(ctx, (text) => nativeContent(text, contentType));
  const count = (verdict: Verdict["verdict"]) => verdicts.filter((one) => one.verdict === verdict).length;
  return {
    accepted: count("accepted"),
    duplicates: count("duplicate"),
    rejected: count("rejected"),
    verdicts,
  };
}

const success = '{"success":true}';
const successHeaders = { "content-type": "application/json", "cache-control": "private, no-store" };

/** A request of Segment's HTTP API. Like Segment it answers success for what it could read; mistakes stand in the tenant's rejections. */
export async function receiveSegment(ctx: IngestContext, call: SegmentCall): Promise<Response> {
  await receive(ctx, (text) => segmentContent(text, call));
  return new Response(success, { headers: successHeaders });
}

async function receive(ctx: IngestContext, parse: (text: string) => Content): Promise<Verdict[]> {
  const { request, now } = ctx;
  const room = reserve(ctx.sender?.tenant.id ?? "unknown sender", roomFor(request));
  try {
    const text = await readBody(request);
    const sender = ctx.sender ?? (await ctx.senderOf(writeKeyOf(text)));
    const { messages, read } = parse(text);
    spend(sender.hash, messages.length, now.getTime());
    return await takeIn(messages, {
      tenant: sender.tenant,
      keyHash: sender.hash,
      receivedAt: now,
      agent: request.headers.has("origin") ? request.headers.get("user-agent") : null,
      bodyLength: text.length,
      read,
      room,
    });
  } finally {
    room.leave();
  }
}

/** What a request may come to hold: its own length, or as much as any may when that is not known before. */
function roomFor(request: Request): number {
  const declared = declaredLength(request);
  const inflates = request.headers.has("content-encoding");
  return declared === null || inflates ? intakeLimits.requestBytes : Math.max(declared, 1024);
}

/** The key that browsers' SDKs put into the body. Before it is known, nobody is told what else is wrong with the body. */
function writeKeyOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { writeKey?: unknown } | null)?.writeKey;
  } catch {
    return undefined;
  }
}

function nativeContent(text: string, contentType: string): Content {
  const lines = /ndjson|jsonl|json-lines|json-seq/i.test(contentType) || looksLikeLines(text);
  const value = lines ? parseLines(text) : parseJson(text);
  if (Array.isArray(value)) return { messages: value, read: (message) => anyEvent(message, {}) };
  if (!isObject(value)) throw invalid({ body: "must be an event, an array of events, or one event a line" });
  const { batch } = value;
  if (!Array.isArray(batch)) return { messages: [value], read: (message) => anyEvent(message, {}) };
  return { messages: batch, read: (message) => anyEvent(message, value) };
}

/** Two objects on two lines are no JSON, and people forget the content type. */
const looksLikeLines = (text: string) => /^\s*\{[^\n]*\}[ \t\r]*\n\s*\{/.test(text);

/** Native form, unless a message says by its type that it is a call of Segment's API. */
function anyEvent(message: Fields, defaults: BatchDefaults): RawEvent {
  const isCall = message.type !== "track" || message.name === undefined;
  return (isCall ? segmentEvent(message, null, defaults) : null) ?? nativeEvent(message, defaults);
}

function segmentContent(text: string, call: SegmentCall): Content {
  const body = parseJson(text);
  if (!isObject(body)) throw invalid({ body: "must be an object as Segment's HTTP API describes it" });
  const { batch } = body;
  if (call !== "batch") return { messages: [body], read: (message) => segmentEvent(message, call) };
  if (!Array.isArray(batch)) throw invalid({ batch: "must be an array of messages" });
  return { messages: batch, read: (message) => segmentEvent(message, null, body) };
}
