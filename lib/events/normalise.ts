import "server-only";
import { hash, randomUUID } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import { definitionOf } from "@/lib/events/catalogue/catalogue";
import type { EventDefinition } from "@/lib/events/catalogue/define-event";
import { cleanProperties, type PrivateText } from "@/lib/events/clean-properties";
import { readContext } from "@/lib/events/context";
import { type Envelope, envelopeSchema, issuesOf, type RawEvent } from "@/lib/events/envelope";
import { occurredAt } from "@/lib/events/occurred-at";
import { type PersonTraits, personTraits } from "@/lib/events/person-traits";
import type { EventIssue } from "@/lib/events/verdict";
import { actorOf } from "@/lib/privacy/pseudonym";

/** How a request reached us: whose it is, when it came, and what bounds its times. */
export interface Arrival {
  tenantId: TenantId;
  /** epoch milliseconds */
  receivedAt: number;
  /** epoch milliseconds of the tenant's retention */
  oldestAt: number;
  /** User-Agent of a browser's own request, else null */
  agent: string | null;
  /** pseudonyms already computed for this request */
  actors: Map<string, string>;
}

/** An event that may enter the log, with what leaves it on the way: texts, consent, traits. */
export interface PreparedEvent {
  eventId: string;
  /** the id as the sender gave it, else the event's own */
  givenId: string;
  /** ISO 8601, UTC */
  occurredAt: string;
  receivedAt: string;
  name: string;
  actor: string | null;
  sessionKey: string | null;
  country: string | null;
  language: string | null;
  device: string | null;
  browser: string | null;
  os: string | null;
  path: string | null;
  /** JSON */
  campaign: string | null;
  /** JSON */
  properties: string;
  texts: readonly PrivateText[];
  consent: { textHash: string; level: "anonymised" | "quoted" } | null;
  person: PersonTraits | null;
  ignored: readonly string[];
}

/** An event that may not, and why. */
export interface RefusedEvent {
  givenId: string | null;
  /** empty when the name itself is wrong */
  name: string;
  issues: EventIssue[];
}

export type Examined = { prepared: PreparedEvent } | { refused: RefusedEvent };

const none: readonly never[] = [];

/** Checks one event against envelope, clock and catalogue and brings it into the log's form. Pure but for a random id where none was sent. */
export function normalise(raw: RawEvent, arrival: Arrival): Examined {
  const parsed = envelopeSchema.safeParse(raw.fields);
  if (!parsed.success) return refuse(raw, "", issuesOf(parsed.error, "", raw.sentAs));
  const envelope = parsed.data;
  const definition = definitionOf(envelope.name);
  const when = occurredAt(envelope.time, envelope.sentAt, arrival.receivedAt, arrival.oldestAt);
  if ("reason" in when) return refuse(raw, envelope.name, [{ field: sentName(raw, when.field), reason: when.reason }]);
  const wrongCall = callIssue(raw, envelope, definition);
  if (wrongCall) return refuse(raw, envelope.name, [wrongCall]);

  const content = definition ? readKnown(definition, envelope, raw) : readCustom(envelope);
  if ("issues" in content) return refuse(raw, envelope.name, content.issues);

  const actor = definition?.impersonal ? null : personOf(envelope, arrival);
  const { properties, texts, ignored } = content;
  if (raw.call === "identify" || raw.call === "alias")
    Object.assign(properties, earlierActors(raw.call, envelope, arrival));
  const around = readContext(
    envelope.context ?? null,
    arrival.agent,
    definition?.kind === "page" ? (envelope.properties ?? null) : null,
  );
  const id = envelope.id ?? null;
  const eventId = id === null ? randomUUID() : eventIdOf(id);
  return {
    prepared: {
      eventId,
      givenId: id ?? eventId,
      occurredAt: new Date(when.at).toISOString(),
      receivedAt: new Date(arrival.receivedAt).toISOString(),
      name: envelope.name,
      actor,
      sessionKey: definition?.sessionKey ? (properties[definition.sessionKey] as string) : null,
      country: around.country,
      language: around.language,
      device: around.device,
      browser: around.browser,
      os: around.os,
      path: around.path,
      campaign: around.campaign && JSON.stringify(around.campaign),
      properties: JSON.stringify(properties),
      texts,
      consent: consentOf(definition, properties, texts),
      person: actor && (raw.call === "identify" || raw.call === "group") ? personTraits(raw.call, envelope) : null,
      ignored,
    },
  };
}

const sentName = (raw: RawEvent, field: string) => raw.sentAs[field] ?? field;

function refuse(raw: RawEvent, name: string, issues: EventIssue[]): Examined {
  const { id } = raw.fields;
  const givenId = typeof id === "string" || typeof id === "number" ? String(id).slice(0, 256) : null;
  return { refused: { givenId, name, issues } };
}

/** What the calls need beside their properties. */
function callIssue(raw: RawEvent, envelope: Envelope, definition: EventDefinition | undefined): EventIssue | null {
  const call = definition?.kind;
  if (call !== "identify" && call !== "alias" && call !== "group") return null;
  if (raw.call !== call) {
    return {
      field: sentName(raw, "name"),
      reason: `is a call of its own; send it with ${call}(), not as a tracked event`,
    };
  }
  if (call === "alias") {
    if (envelope.previousId === null) return { field: "previousId", reason: "is missing; send the earlier id" };
    if (envelope.userId === null)
      return { field: "userId", reason: "is missing; send the id that is valid from now on" };
  } else if (envelope.userId === null && envelope.anonymousId === null) {
    return { field: "userId", reason: "is missing; send userId, or anonymousId for somebody who has not signed in" };
  }
  return null;
}

type Content =
  | { properties: Record<string, unknown>; texts: readonly PrivateText[]; ignored: readonly string[] }
  | { issues: EventIssue[] };

function readKnown(definition: EventDefinition, envelope: Envelope, raw: RawEvent): Content {
  const isGroup = definition.kind === "group";
  const sent = isGroup ? { groupId: envelope.groupId ?? undefined } : (envelope.properties ?? {});
  const parsed = definition.properties.safeParse(sent);
  if (!parsed.success) return { issues: issuesOf(parsed.error, isGroup ? "" : "properties", raw.sentAs) };
  const properties = parsed.data as Record<string, unknown>;
  for (const key of Object.keys(properties)) if (properties[key] == null) delete properties[key];
  return {
    properties,
    texts: takeTexts(definition, properties),
    ignored: isGroup ? none : unknownFields(definition, sent),
  };
}

/** Moves the personal fields out of the properties. A number says nothing about a person that the log may not hold, so it stays. */
function takeTexts(definition: EventDefinition, properties: Record<string, unknown>): readonly PrivateText[] {
  if (!definition.personal) return none;
  const texts: PrivateText[] = [];
  for (const field of definition.personal) {
    const value = properties[field];
    if (typeof value !== "string") continue;
    delete properties[field];
    texts.push({ field, value });
  }
  return texts;
}

function unknownFields(definition: EventDefinition, sent: Readonly<Record<string, unknown>>): readonly string[] {
  let unknown: string[] | undefined;
  for (const key of Object.keys(sent)) {
    if (Object.hasOwn(definition.properties.shape, key) || definition.absorbed?.includes(key)) continue;
    unknown ??= [];
    if (unknown.length < 20) unknown.push(`properties.${key.slice(0, 100)}`);
  }
  return unknown ?? none;
}

function readCustom(envelope: Envelope): Content {
  if (!envelope.properties) return { properties: {}, texts: none, ignored: none };
  const texts: PrivateText[] = [];
  const properties = cleanProperties(envelope.properties, texts);
  return { properties, texts, ignored: none };
}

function personOf({ userId, anonymousId }: Envelope, arrival: Arrival): string | null {
  if (userId !== null) return actor(arrival, "user", userId);
  return anonymousId === null ? null : actor(arrival, "anonymous", anonymousId);
}

function actor(arrival: Arrival, kind: "user" | "anonymous", id: string): string {
  const key = `${kind}:${id}`;
  let known = arrival.actors.get(key);
  if (!known) {
    known = actorOf(arrival.tenantId, kind, id);
    arrival.actors.set(key, known);
  }
  return known;
}

/**
 * Whom a link event joins to its actor. An alias does not say whether the earlier id was a user's or an anonymous one: `$from` is the
 * anonymous reading, which SDKs mean, and `$fromUser` the other.
 */
function earlierActors(call: "identify" | "alias", envelope: Envelope, arrival: Arrival): Record<string, string> {
  if (call === "alias") {
    const { previousId } = envelope;
    if (previousId === null || previousId === envelope.userId) return {};
    return { $from: actor(arrival, "anonymous", previousId), $fromUser: actor(arrival, "user", previousId) };
  }
  const { userId, anonymousId } = envelope;
  return userId !== null && anonymousId !== null ? { $from: actor(arrival, "anonymous", anonymousId) } : {};
}

function consentOf(
  definition: EventDefinition | undefined,
  properties: Readonly<Record<string, unknown>>,
  texts: readonly PrivateText[],
): PreparedEvent["consent"] {
  if (!definition?.consent) return null;
  const { to, by } = definition.consent;
  const level = properties[by];
  const text = texts.find(({ field }) => field === to);
  if (!text || (level !== "anonymised" && level !== "quoted")) return null;
  return { textHash: hash("sha256", text.value), level };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The log's id of an event: the sender's id when it is a UUID, else the first 128 bits of its SHA-256. */
export function eventIdOf(id: string): string {
  return uuid.test(id) ? id.toLowerCase() : uuidOf(id);
}

/** The first 128 bits of a text's SHA-256, written as a UUID. */
export function uuidOf(text: string): string {
  const hex = hash("sha256", text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
