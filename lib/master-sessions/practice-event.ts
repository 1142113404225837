import "server-only";
import { createHash } from "node:crypto";
import type { LogEvent } from "@/lib/events/log-event";

/** What the recap reads of an event of the log. */
export type PracticeEvent = Pick<
  LogEvent,
  "eventId" | "name" | "occurredAt" | "actor" | "country" | "language" | "device" | "properties"
>;

/**
 * The kinds of events a session is made of. Their order here decides between events of one instant: who arrives and leaves
 * in the same millisecond was there and has gone, and an end in the millisecond of the start ends it.
 */
export const practiceKinds = [
  "practice.scheduled",
  "practice.cancelled",
  "practice.started",
  "practice.ready",
  "practice.reaction",
  "practice.au",
  "practice.gratitude",
  "practice.consent",
  "practice.left",
  "practice.ended",
  "practice.closed",
  "practice.sealed",
  "practice.replayed",
  "practice.import-withdrawn",
] as const;
export type PracticeKind = (typeof practiceKinds)[number];

const rankOf: ReadonlyMap<string, number> = new Map(practiceKinds.map((kind, rank) => [kind, rank]));

export const isPracticeEvent = (event: { readonly name: string }) => rankOf.has(event.name);

/** An event in its place: when, who, on what. */
export interface Moment {
  readonly event: PracticeEvent;
  readonly kind: PracticeKind;
  /** epoch milliseconds */
  readonly at: number;
  /** who it was; null when the event names neither a person nor a device */
  readonly person: string | null;
  /** of the connection that was opened or closed; "" for other kinds */
  readonly deviceId: string;
}

/**
 * The set of a session's events as one sequence: repeated ids once, other kinds and what came from a withdrawn import left out, by time, kind and id, so that any
 * order of arrival gives the same sequence. `people` leads from the log's actors to persons; who is not in it is a person.
 */
export function arrange(events: readonly PracticeEvent[], people: ReadonlyMap<string, string>): Moment[] {
  const unique = new Map<string, Draft>();
  const withdrawn = withdrawnImports(events);
  for (const event of events) {
    if (!isPracticeEvent(event) || withdrawn?.(event)) continue;
    const kind = event.name as PracticeKind;
    unique.set(event.eventId, {
      event,
      kind,
      at: event.occurredAt.getTime(),
      person: event.actor === null ? null : (people.get(event.actor) ?? event.actor),
      deviceId: kind === "practice.ready" || kind === "practice.left" ? (readText(event, "deviceId") ?? "") : "",
    });
  }
  const moments = [...unique.values()].sort(
    (a, b) =>
      a.at - b.at ||
      (rankOf.get(a.kind) as number) - (rankOf.get(b.kind) as number) ||
      compareText(a.event.eventId, b.event.eventId),
  );
  nameTheNameless(moments);
  return moments;
}

/**
 * What no longer counts because the file it came from was taken back: its events, and the taking back itself. A file that made a session of
 * its own has the session's id, so all of that session goes. Once a report is shared, its seal stands before every later withdrawal.
 */
function withdrawnImports(events: readonly PracticeEvent[]): ((event: PracticeEvent) => boolean) | null {
  const said = events.filter(({ name }) => name === withdrawal);
  if (said.length === 0) return null;
  const sealedAt = Math.min(
    ...events.filter(({ name }) => name === "practice.sealed").map(({ occurredAt }) => occurredAt.getTime()),
  );
  const heard = said.filter(({ occurredAt }) => occurredAt.getTime() < sealedAt);
  const imports = new Set(heard.map((event) => readText(event, "importId")));
  const whole = heard.some((event) => readText(event, "importId") === readText(event, "sessionId"));
  return (event) => event.name === withdrawal || whole || imports.has(readText(event, "importId") ?? "");
}

const withdrawal = "practice.import-withdrawn" satisfies PracticeKind;

type Draft = { -readonly [Field in keyof Moment]: Moment[Field] };

/** An event without a person is one of whoever alone used its device in this session, so that she is not counted twice; else the device is a person. */
function nameTheNameless(moments: readonly Draft[]): void {
  const nameless = moments.filter((moment) => moment.person === null);
  if (nameless.length === 0) return;
  const owners = ownersOfDevices(moments);
  for (const moment of nameless) {
    const deviceId = moment.deviceId || readText(moment.event, "deviceId");
    if (deviceId) moment.person = owners.get(deviceId) ?? personOfDevice(deviceId);
  }
}

/** Devices that one person alone came with. */
function ownersOfDevices(moments: readonly Moment[]): Map<string, string> {
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const { deviceId, person } of moments) {
    if (!deviceId || person === null || shared.has(deviceId)) continue;
    const owner = owners.get(deviceId);
    if (owner === undefined) owners.set(deviceId, person);
    else if (owner !== person) {
      owners.delete(deviceId);
      shared.add(deviceId);
    }
  }
  return owners;
}

/** The person that a device stands for when nothing else is known: the first 128 bits of a hash, written as a UUID. */
export function personOfDevice(deviceId: string): string {
  const hex = createHash("sha256").update(`attune/device/${deviceId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** A property that is a text with something in it, trimmed; null for everything else. */
export function readText(event: PracticeEvent, field: string): string | null {
  const value = event.properties[field];
  return typeof value === "string" ? value.trim() || null : null;
}

/** Beyond what anything here counts; without a bound, a sum of numbers that intake let in could overflow. */
const largestNumber = 1e12;

/** A property that is a finite number, at most 10¹²; null for everything else. */
export function readNumber(event: PracticeEvent, field: string): number | null {
  const value = event.properties[field];
  return typeof value === "number" && Number.isFinite(value) ? Math.min(value, largestNumber) : null;
}

/** Orders by code unit, the same on every machine and in every locale. */
export const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
