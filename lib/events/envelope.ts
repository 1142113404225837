import { z } from "zod";
import { holdsEmail, isLine, isStorable } from "@/lib/events/plain-text";
import type { EventIssue } from "@/lib/events/verdict";

const says = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? `is missing; send ${what}` : `must be ${what}`,
});

const nameSentence = says("the name of the event (a string of 1 to 200 characters)");
const idSentence = says("a string of 1 to 256 characters (or a number)");

// Numbers are common as user ids; they are the same person as their digits.
const personId = z
  .union([z.string(idSentence).max(256, idSentence), z.number().transform(String)], idSentence)
  .refine((id) => isStorable(id), { error: "must be well-formed Unicode without NUL" })
  .nullish()
  .transform((id) => (id === "" || id === undefined ? null : id));

type Fields = Readonly<Record<string, unknown>>;

// Not z.record, which would copy every property of every event to check nothing about it.
const fields = z
  .custom<Fields>((value) => value !== null && typeof value === "object" && !Array.isArray(value), "must be an object")
  .nullish();

/**
 * An event as it arrives, before its name is looked up. Times are read by `occurredAt`. Whatever else an SDK sends (integrations, channel,
 * library, IP) is left behind here.
 */
export const envelopeSchema = z.object({
  id: z
    .union([z.string(idSentence).min(1, idSentence).max(256, idSentence), z.number().transform(String)], idSentence)
    .nullish(),
  name: z
    .string(nameSentence)
    .trim()
    .min(1, nameSentence)
    .max(200, nameSentence)
    .refine(isLine, { error: "must be one line without control characters" })
    .refine((name) => !holdsEmail(name), {
      error: "must not hold an e-mail address; an event's name is the same for everybody",
    }),
  time: z.unknown(),
  sentAt: z.unknown(),
  userId: personId,
  anonymousId: personId,
  previousId: personId,
  groupId: personId,
  context: fields,
  properties: fields,
  traits: fields,
});

export type Envelope = z.output<typeof envelopeSchema>;

/** A call of Segment's API that is more than a named event. */
export type CallKind = "identify" | "alias" | "group" | "page" | "screen";

/** An event between parsing and checking: the envelope's fields as they came, under one set of names. */
export interface RawEvent {
  fields: { readonly [field in keyof Envelope]: unknown };
  /** the call when it is not a plain named event */
  call: CallKind | null;
  /** what the sender calls a field, where it differs from the envelope */
  sentAs: Readonly<Record<string, string>>;
}

const nativeAliases = { id: "messageId", name: "event", time: "timestamp" } as const;

/** An event as `POST /api/ingest` takes it. Segment's names of the same fields are understood too. */
export function nativeEvent(event: Fields, defaults: { sentAt?: unknown; context?: unknown } = {}): RawEvent {
  const sentAs: Record<string, string> = {};
  const pick = (field: keyof typeof nativeAliases) => {
    if (event[field] !== undefined) return event[field];
    const other = event[nativeAliases[field]];
    if (other !== undefined) sentAs[field] = nativeAliases[field];
    return other;
  };
  const name = pick("name");
  return {
    fields: {
      id: pick("id"),
      name,
      time: pick("time") ?? undefined,
      sentAt: event.sentAt ?? defaults.sentAt,
      userId: event.userId,
      anonymousId: event.anonymousId,
      previousId: event.previousId,
      groupId: event.groupId,
      context: event.context ?? defaults.context,
      properties: event.properties,
      traits: event.traits,
    },
    call: name === "identify" || name === "alias" || name === "group" ? name : null,
    sentAs,
  };
}

/** Every mistake of a parse, under the sender's names, at most five. */
export function issuesOf(error: z.ZodError, prefix: string, sentAs: Readonly<Record<string, string>>): EventIssue[] {
  return error.issues.slice(0, 5).map((issue) => {
    const [first = "", ...rest] = issue.path.map(String);
    return {
      field: [...(prefix ? [prefix, first] : [sentAs[first] ?? first]), ...rest].join("."),
      reason: issue.message,
    };
  });
}
