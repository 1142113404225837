import type { CallKind, RawEvent } from "@/lib/events/envelope";

/** Segment's message types. */
const types = ["track", "identify", "page", "screen", "group", "alias"] as const;

type MessageType = (typeof types)[number];

/** A call of the API: a message type, or a list of messages. */
export type SegmentCall = MessageType | "batch";

const nameOfCall: Record<CallKind, string> = {
  identify: "identify",
  alias: "alias",
  group: "group",
  page: "page_view",
  screen: "screen_view",
};

const sentAs = { id: "messageId", name: "event", time: "timestamp" } as const;

type Fields = Readonly<Record<string, unknown>>;

/** What a batch says once for all of its messages. */
export interface BatchDefaults {
  sentAt?: unknown;
  context?: unknown;
}

/** A message of Segment's HTTP API as an event; null when its type is none that the API has. */
export function segmentEvent(
  message: Fields,
  given: MessageType | null,
  defaults: BatchDefaults = {},
): RawEvent | null {
  const type = given ?? (typeof message.type === "string" ? messageType(message.type) : null);
  if (!type) return null;
  const call = type === "track" ? null : type;
  return {
    fields: {
      id: message.messageId,
      // A tracked event cannot pass for a call: who somebody is, is said by identify alone.
      name: call ? nameOfCall[call] : message.event,
      time: message.timestamp ?? message.originalTimestamp ?? undefined,
      sentAt: message.sentAt ?? defaults.sentAt,
      userId: message.userId,
      anonymousId: message.anonymousId,
      previousId: message.previousId,
      groupId: message.groupId,
      context: message.context ?? defaults.context,
      properties: call === "page" || call === "screen" ? named(message) : message.properties,
      traits: message.traits,
    },
    call,
    sentAs,
  };
}

const messageType = (type: string): MessageType | null => types.find((known) => known === type) ?? null;

/** page("Docs", "Home") carries category and name beside the properties. */
function named(message: Fields): unknown {
  const { properties } = message;
  const given = properties !== null && typeof properties === "object" && !Array.isArray(properties) ? properties : {};
  if (properties !== undefined && properties !== null && given !== properties) return properties;
  return { ...given, ...said("name", message.name), ...said("category", message.category) };
}

const said = (field: string, value: unknown) =>
  value === null || value === undefined || value === "" ? {} : { [field]: value };
