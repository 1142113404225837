import { createHash } from "node:crypto";
import { type LoggedEvent, logged } from "@/lib/testing/event-log";

/** A UUID that follows from a name: the same person, event or actor in every run. */
export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Who, on what: the parts of an event's envelope that a story cares about. */
export interface Who {
  /** null = no person is named */
  person?: string | null;
  device?: string;
  connection?: string;
  country?: string;
  language?: string;
  kind?: string;
  text?: string;
  units?: number;
  consent?: string;
  played?: number;
  length?: number;
}

/**
 * A session told in events: `story.ready(-5, { person: "ana" })` is Ana being ready five minutes before the hour. Ids follow from what
 * happened, so the same story gives the same events. Texts are kept apart, as the log keeps them.
 */
export class PracticeStory {
  readonly events: LoggedEvent[] = [];
  /** event id → what was written */
  readonly texts = new Map<string, string>();

  constructor(
    readonly sessionId: string,
    /** minute 0 */
    readonly hour: Date,
    /** tells one telling from another, so that a story can be continued with new event ids */
    readonly telling = "",
  ) {}

  /** The instant of a minute of the story. */
  at(minute: number): Date {
    return new Date(this.hour.getTime() + minute * 60_000);
  }

  person(name: string): string {
    return uuidOf(`person ${name}`);
  }

  scheduled(
    minute: number,
    given: Partial<Record<"masterId" | "masterName" | "title" | "language" | "startsAt" | "version", string>> & {
      durationMinutes?: number;
    } = {},
  ): this {
    return this.#add(
      "practice.scheduled",
      minute,
      {},
      {
        masterId: "master-1",
        masterName: "Amara Lindqvist",
        title: "Evening circle",
        language: "en",
        version: "0.3",
        startsAt: this.hour.toISOString(),
        durationMinutes: 60,
        ...given,
      },
    );
  }

  started = (minute = 0) => this.#add("practice.started", minute, {}, {});
  ended = (minute: number) => this.#add("practice.ended", minute, {}, {});
  ready = (minute: number, who: Who) => this.#add("practice.ready", minute, who, this.#place(who));
  left = (minute: number, who: Who) => this.#add("practice.left", minute, who, this.#place(who));
  reacted = (minute: number, who: Who) => this.#add("practice.reaction", minute, who, { kind: who.kind });
  gave = (minute: number, who: Who) => this.#add("practice.au", minute, who, { units: who.units });
  replayed = (minute: number, who: Who) =>
    this.#add("practice.replayed", minute, who, { secondsPlayed: who.played, durationSeconds: who.length ?? 3600 });

  wrote(minute: number, who: Who): this {
    this.#add("practice.gratitude", minute, who, { consent: who.consent ?? "none", language: who.language });
    this.texts.set(this.events.at(-1)!.eventId, who.text ?? "");
    return this;
  }

  /** "This anonymous person is that one", as `identify` says it. */
  identified(minute: number, from: string, to: string): this {
    const said = {
      name: "identify",
      occurredAt: this.at(minute),
      actor: this.person(to),
      properties: { $from: this.person(from) },
    };
    this.events.push(logged({ ...said, eventId: uuidOf(`${this.telling}${this.sessionId} ${JSON.stringify(said)}`) }));
    return this;
  }

  #place = (who: Who) => ({
    deviceId: who.device ?? `device of ${who.person}`,
    ...(who.connection === undefined ? {} : { connectionId: who.connection }),
  });

  #add(name: string, minute: number, who: Who, properties: Record<string, unknown>): this {
    const count = this.events.length;
    this.events.push(
      logged({
        eventId: uuidOf(`${this.telling}${this.sessionId} ${count} ${name}`),
        name,
        occurredAt: this.at(minute),
        actor: who.person ? this.person(who.person) : null,
        sessionKey: this.sessionId,
        country: who.country ?? null,
        language: who.language ?? null,
        device: who.person ? "mobile" : null,
        properties: JSON.parse(JSON.stringify({ sessionId: this.sessionId, ...properties })),
      }),
    );
    return this;
  }
}
