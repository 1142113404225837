import "server-only";
import { measureAttendance } from "@/lib/master-sessions/attendance";
import { type Header, readHeader, readNamings } from "@/lib/master-sessions/header";
import {
  arrange,
  isPracticeEvent,
  type Moment,
  type PracticeEvent,
  readNumber,
  readText,
} from "@/lib/master-sessions/practice-event";
import type { AttendanceRow } from "@/lib/master-sessions/recap-rows";

/** What one person adds to the count. */
interface Standing {
  /** present at the start or after it */
  readonly counted: boolean;
  /** ready, or present, at the last thing known; nobody after the end */
  readonly there: boolean;
  readonly country: string;
}

/** The figures of a session as they stand, by the rules of the recap. */
export interface Standings {
  readonly header: Header;
  readonly masterName: string | null;
  /** people ready now, or present now; 0 after the end */
  readonly presentNow: number;
  /** people present at or after the start */
  readonly total: number;
  readonly countries: readonly string[];
  /** kind → how often, most first */
  readonly reactions: readonly { readonly kind: string; readonly occurrences: number }[];
  readonly au: number;
}

const noFigures = { reactions: new Map<string, number>(), au: new Map<string, number>() };
const ofHeader: ReadonlySet<string> = new Set([
  "practice.scheduled",
  "practice.cancelled",
  "practice.started",
  "practice.ended",
  "practice.closed",
  "practice.sealed",
  "practice.import-withdrawn",
]);
const ends: ReadonlySet<string> = new Set([
  "practice.ended",
  "practice.closed",
  "practice.sealed",
  "practice.import-withdrawn",
]);

/**
 * Counts one session while its events come in. It holds the set of them, and what comes out is a function of that set, by the very functions
 * that the recap is computed with (`lib/master-sessions`): order, repetition and lateness change nothing. While the session goes on, an event
 * costs the folding of its person alone; what changes the header, or who is whom, folds everything anew (docs/decisions/0210).
 */
export class SessionCount {
  readonly #events = new Map<string, PracticeEvent>();
  /** log actor → person; an actor that is not in it is a person */
  readonly #people = new Map<string, string>();
  readonly #ofPerson = new Map<string, PracticeEvent[]>();
  readonly #standings = new Map<string, Standing>();
  readonly #countedIn = new Map<string, number>();
  readonly #thereIn = new Map<string, number>();
  readonly #reactions = new Map<string, number>();
  /** when reactions were given, in the order of arrival; only the latest are looked at */
  readonly #reactedAt: number[] = [];
  readonly #unresolved = new Set<string>();
  #hour: { start: number | null; end: number | null } = { start: null, end: null };
  #header: Header = readHeader([]);
  #masterName: string | null = null;
  #total = 0;
  #there = 0;
  #au = 0;
  /** whether an event names nobody, an end is known or an import was withdrawn: then who is counted depends on more than her own events */
  #entangled = false;

  /** Whether anything of the session is known. */
  get known(): boolean {
    return this.#events.size > 0;
  }

  /** Adds what is new among the events. Returns whether anything was. */
  add(events: Iterable<PracticeEvent>): boolean {
    const fresh: PracticeEvent[] = [];
    let whole = false;
    for (const event of events) {
      if (!isPracticeEvent(event) || this.#events.has(event.eventId)) continue;
      this.#events.set(event.eventId, event);
      fresh.push(event);
      if (event.actor !== null && !this.#people.has(event.actor)) this.#unresolved.add(event.actor);
      if (event.actor === null && !ofHeader.has(event.name)) this.#entangled = true;
      if (ends.has(event.name)) this.#entangled = true;
      if (ofHeader.has(event.name)) whole = true;
      if (event.name === "practice.reaction") this.#noteReaction(event);
    }
    if (fresh.length === 0) return false;
    if (whole || this.#entangled) this.#foldAll();
    else this.#foldSome(fresh);
    return true;
  }

  /** Actors of whom it was not yet asked which person they are. */
  get unresolved(): ReadonlySet<string> {
    return this.#unresolved;
  }

  /** Every actor, and every person that one of them is. */
  concerns(ids: Iterable<string>): boolean {
    const persons = new Set(this.#people.values());
    for (const id of ids) if (this.#people.has(id) || this.#unresolved.has(id) || persons.has(id)) return true;
    return false;
  }

  actors(): string[] {
    return [...this.#people.keys(), ...this.#unresolved];
  }

  /** Takes in who is whom. Returns whether anybody turned out to be another person than before. */
  learn(people: ReadonlyMap<string, string>): boolean {
    let moved = false;
    for (const [actor, person] of people) {
      if ((this.#people.get(actor) ?? actor) !== person) moved = true;
      this.#people.set(actor, person);
      this.#unresolved.delete(actor);
    }
    if (moved) this.#foldAll();
    return moved;
  }

  standings(): Standings {
    const from = this.#hour.start === null ? this.#thereIn : this.#countedIn;
    return {
      header: this.#header,
      masterName: this.#masterName,
      presentNow: this.#there,
      total: this.#total,
      countries: [...from.keys()].filter(Boolean).sort(),
      reactions: [...this.#reactions]
        .map(([kind, occurrences]) => ({ kind, occurrences }))
        .sort((a, b) => b.occurrences - a.occurrences || (a.kind < b.kind ? -1 : 1)),
      au: this.#au,
    };
  }

  /** Reactions given at or after an instant. */
  reactedSince(at: number): number {
    let recent = 0;
    for (const reactedAt of this.#reactedAt) if (reactedAt >= at) recent++;
    return recent;
  }

  #noteReaction(event: PracticeEvent): void {
    this.#reactedAt.push(event.occurredAt.getTime());
    // What is counted of it is at most the last seconds; a crowd gives a few thousand in that time.
    if (this.#reactedAt.length > 20_000) this.#reactedAt.splice(0, 10_000);
  }

  #foldSome(events: readonly PracticeEvent[]): void {
    const touched = new Set<string>();
    for (const event of events) {
      if (event.name === "practice.reaction") this.#countReaction(event);
      if (event.actor === null) continue;
      const person = this.#people.get(event.actor) ?? event.actor;
      const own = this.#ofPerson.get(person);
      if (own) own.push(event);
      else this.#ofPerson.set(person, [event]);
      touched.add(person);
    }
    for (const person of touched) {
      const moments = arrange(this.#ofPerson.get(person) ?? [], this.#people);
      this.#place(person, measureAttendance(moments, this.#hour, noFigures).rows[0]);
    }
  }

  #foldAll(): void {
    for (const map of [this.#ofPerson, this.#standings, this.#countedIn, this.#thereIn, this.#reactions]) map.clear();
    this.#total = 0;
    this.#there = 0;
    const moments = arrange([...this.#events.values()], this.#people);
    this.#header = readHeader(moments);
    this.#masterName = masterNameOf(moments, this.#header);
    const end = this.#header.endedAt?.getTime() ?? null;
    this.#hour = { start: this.#header.startedAt?.getTime() ?? null, end };
    const untilEnd = end === null ? moments : moments.filter((moment) => moment.at <= end);
    for (const { event, person, kind } of untilEnd) {
      if (kind === "practice.reaction") this.#countReaction(event);
      if (person === null) continue;
      const own = this.#ofPerson.get(person);
      if (own) own.push(event);
      else this.#ofPerson.set(person, [event]);
    }
    for (const row of measureAttendance(untilEnd, this.#hour, noFigures).rows) this.#place(row.actor, row);
    this.#au = 0;
    for (const { kind, event } of moments) {
      if (kind === "practice.au") this.#au += Math.max(0, readNumber(event, "units") ?? 0);
    }
  }

  #countReaction(event: PracticeEvent): void {
    const kind = readText(event, "kind");
    if (kind !== null) this.#reactions.set(kind, (this.#reactions.get(kind) ?? 0) + 1);
  }

  /** Puts a person's standing in the place of the one before. */
  #place(person: string, row: AttendanceRow | undefined): void {
    const before = this.#standings.get(person);
    if (before) this.#add(before, -1);
    if (!row) {
      this.#standings.delete(person);
      return;
    }
    const standing: Standing = {
      counted: row.counted,
      there: this.#hour.end === null && row.intervals.at(-1)?.[1] === null,
      country: row.country ?? "",
    };
    this.#standings.set(person, standing);
    this.#add(standing, 1);
  }

  #add({ counted, there, country }: Standing, by: 1 | -1): void {
    if (counted) {
      this.#total += by;
      addTo(this.#countedIn, country, by);
    }
    if (there) {
      this.#there += by;
      addTo(this.#thereIn, country, by);
    }
  }
}

function addTo(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

/** The name that the session's own schedule gave its master last. */
function masterNameOf(moments: readonly Moment[], { masterId }: Header): string | null {
  const own = readNamings(moments).filter((naming) => naming.masterId === masterId);
  return own.sort((a, b) => b.namedAt.getTime() - a.namedAt.getTime())[0]?.name ?? null;
}
