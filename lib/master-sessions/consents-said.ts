import "server-only";
import { hash } from "node:crypto";
import type { Moment, PracticeEvent } from "@/lib/master-sessions/practice-event";
import { readText } from "@/lib/master-sessions/practice-event";
import type { ConsentLevel } from "@/lib/master-sessions/recap-rows";

/** What may be done with one text, and since when the participant says so; null = since she wrote it. */
export interface ConsentSaid {
  readonly consent: ConsentLevel;
  readonly consentAt: Date | null;
}

const openness: Record<ConsentLevel, number> = { none: 0, anonymised: 1, quoted: 2 };

/**
 * What may be done with the texts of a session: what was said with the text, or by the latest `practice.consent` of the same person. Whoever
 * wrote without being known cannot be told from others, so nobody changes her consent. Of two statements in one instant the narrower holds.
 */
export function consentsOf(moments: readonly Moment[]): Map<string, ConsentSaid> {
  const authors = new Map<string, string | null>();
  const consents = new Map<string, ConsentSaid>();
  for (const { kind, event, person } of moments) {
    if (kind !== "practice.gratitude") continue;
    authors.set(event.eventId, person);
    consents.set(event.eventId, { consent: levelOf(event), consentAt: null });
  }
  for (const { kind, event, person, at } of moments) {
    const said = kind === "practice.consent" ? readText(event, "gratitudeId") : null;
    const text = said === null ? null : logIdOf(said);
    if (text === null || person === null || authors.get(text) !== person) continue;
    const known = consents.get(text);
    const consent = levelOf(event);
    const knownAt = known?.consentAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    const narrower = known !== undefined && openness[consent] < openness[known.consent];
    if (at > knownAt || (at === knownAt && narrower)) consents.set(text, { consent, consentAt: new Date(at) });
  }
  return consents;
}

/** What is not clearly a consent is none. */
function levelOf(event: PracticeEvent): ConsentLevel {
  const consent = readText(event, "consent");
  return consent === "anonymised" || consent === "quoted" ? consent : "none";
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The log's id of an event that its sender knows under an id of her own, as intake makes it (lib/events/normalise.ts). */
function logIdOf(id: string): string {
  if (uuid.test(id)) return id.toLowerCase();
  const hex = hash("sha256", id);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
