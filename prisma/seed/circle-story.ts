import type { DemoEvent, DemoPerson } from "@/prisma/seed/demo-event";
import { gratitudeTexts } from "@/prisma/seed/gratitude-texts";
import { type Random, randomOf, uuidOf } from "@/prisma/seed/random";

export interface CircleSeries {
  readonly tenant: string;
  readonly masterId: string;
  readonly masterName: string;
  readonly title: string;
  readonly language: string;
  /** ISO weekday, 1 = Monday */
  readonly weekday: number;
  /** UTC hour and minute */
  readonly hour: number;
  readonly minute?: number;
  readonly durationMinutes: number;
  readonly version: string;
  /** what the practice was called before, until so many days before the anchor */
  readonly earlier?: { readonly version: string; readonly untilBack: number };
  /** which of the sessions after the anchor is called off, 1 = the next */
  readonly calledOff?: number;
  /** people of a usual evening */
  readonly size: number;
  /** how much the circle grows over the whole time, 0.3 = by 30 % */
  readonly growth: number;
  /** the reaction that usually leads */
  readonly mood: string;
}

const reactionKinds = ["unity", "peace", "joy", "love", "awe"] as const;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Days before the anchor in which little went well. */
const badWeek = { from: 38, to: 32 };
/** A holiday lull. */
const lull = { from: 66, to: 58 };

/** Every session of a series in the `days` before `anchor`, and the announcements of the two weeks after it. */
export function circleEvents(
  series: CircleSeries,
  people: readonly DemoPerson[],
  anchor: Date,
  days: number,
): DemoEvent[] {
  const events: DemoEvent[] = [];
  let ahead = 0;
  const midnight = Math.floor(anchor.getTime() / dayMs) * dayMs;
  for (let back = days; back >= -14; back--) {
    const day = new Date(midnight - back * dayMs);
    if ((day.getUTCDay() || 7) !== series.weekday) continue;
    const startsAt = new Date(day.getTime() + (series.hour * 60 + (series.minute ?? 0)) * minuteMs);
    const endsAt = startsAt.getTime() + (series.durationMinutes + 5) * minuteMs;
    // A session that would still run at the anchor is left out: nobody would ever end it.
    if (startsAt < anchor && endsAt >= anchor.getTime() - 10 * minuteMs) continue;
    const name = `${series.tenant}/${series.masterId}/${startsAt.toISOString().slice(0, 10)}`;
    const version = series.earlier && back > series.earlier.untilBack ? series.earlier.version : series.version;
    const story = new SessionStory({ ...series, version }, name, startsAt);
    const announcedAt = Math.min(startsAt.getTime() - 9 * dayMs, anchor.getTime() - 60 * minuteMs);
    story.announce(new Date(announcedAt));
    if (startsAt >= anchor && ++ahead === series.calledOff) story.callOff(new Date(anchor.getTime() - 50 * minuteMs));
    if (startsAt < anchor) story.hold(people, crowd(series, back, days, story.random));
    // Replays happen in the days after, but never after the anchor.
    events.push(...story.events.filter((event) => event.at < anchor));
  }
  return events;
}

function crowd(series: CircleSeries, back: number, days: number, random: Random): number {
  const grown = 1 + series.growth * (1 - back / days);
  const season = back <= badWeek.from && back >= badWeek.to ? 0.45 : back <= lull.from && back >= lull.to ? 0.7 : 1;
  return Math.max(4, Math.round(series.size * grown * season * (0.85 + random.next() * 0.3)));
}

class SessionStory {
  readonly events: DemoEvent[] = [];
  readonly random: Random;
  private readonly sessionId: string;
  private readonly said = new Set<string>();
  private count = 0;

  constructor(
    private readonly series: CircleSeries,
    private readonly name: string,
    private readonly startsAt: Date,
  ) {
    this.random = randomOf(name);
    this.sessionId = `${series.masterId}-${startsAt.toISOString().slice(0, 10)}`;
  }

  announce(at: Date): void {
    const { masterId, masterName, title, language, durationMinutes, version } = this.series;
    const startsAt = this.startsAt.toISOString();
    this.add("practice.scheduled", at, null, {
      masterId,
      masterName,
      title,
      language,
      startsAt,
      durationMinutes,
      version,
    });
  }

  callOff(at: Date): void {
    this.add("practice.cancelled", at, null, {});
  }

  hold(people: readonly DemoPerson[], size: number): void {
    const { durationMinutes } = this.series;
    // Evenings begin a little late and end a little late.
    const start = this.startsAt.getTime() + this.random.between(0, 3) * minuteMs + this.random.between(0, 59_000);
    const end = start + durationMinutes * minuteMs + this.random.between(-60_000, 180_000);
    const inBadWeek = size < this.series.size * 0.6;
    this.add("practice.started", new Date(start), null, {});
    for (const person of this.choose(people, size)) this.attend(person, start, end, inBadWeek);
    this.add("practice.ended", new Date(end), null, {});
  }

  private choose(people: readonly DemoPerson[], size: number): DemoPerson[] {
    const chosen = new Map<string, DemoPerson>();
    // Regulars stand first in the list and come more often.
    for (let tries = 0; chosen.size < Math.min(size, people.length) && tries < size * 12; tries++) {
      const person = people[Math.floor(this.random.next() ** 1.6 * people.length)];
      if (person) chosen.set(person.userId, person);
    }
    return [...chosen.values()];
  }

  private attend(person: DemoPerson, start: number, end: number, inBadWeek: boolean): void {
    const { random } = this;
    const [deviceId = "device", second] = person.deviceIds;
    const early = random.chance(0.72);
    const ready = early ? start - random.between(20_000, 14 * minuteMs) : start + random.between(5_000, 12 * minuteMs);
    this.add("practice.ready", new Date(ready), person, { deviceId });

    // Some look in and leave before it begins.
    if (early && random.chance(0.04)) {
      this.add("practice.left", new Date(start - random.between(2_000, 15_000)), person, { deviceId });
      return;
    }
    if (second && random.chance(0.35)) {
      this.add("practice.ready", new Date(ready + random.between(30_000, 4 * minuteMs)), person, { deviceId: second });
    }
    if (random.chance(0.06)) {
      const away = Math.max(ready, start) + random.between(2, 10) * minuteMs;
      this.add("practice.left", new Date(away), person, { deviceId });
      this.add("practice.ready", new Date(away + random.between(20_000, 120_000)), person, { deviceId });
    }
    const dropped = random.chance(inBadWeek ? 0.34 : 0.09);
    const left = dropped ? start + (end - start) * (0.25 + random.next() * 0.5) : end + random.between(-40_000, 50_000);
    if (random.chance(0.9)) this.add("practice.left", new Date(Math.max(left, ready + 30_000)), person, { deviceId });

    this.react(person, start, Math.min(left, end), inBadWeek);
    if (!dropped) this.afterglow(person, end);
  }

  private react(person: DemoPerson, start: number, until: number, inBadWeek: boolean): void {
    const { random, series } = this;
    if (until <= start || random.chance(inBadWeek ? 0.75 : 0.38)) return;
    const moods = reactionKinds.map((kind) => [kind, kind === series.mood ? 4 : 1.1] as const);
    for (let n = random.between(1, 2); n > 0; n--) {
      const at = start + (until - start) * (0.3 + random.next() * 0.68);
      this.add("practice.reaction", new Date(at), person, { kind: random.weighted(moods) });
    }
  }

  private afterglow(person: DemoPerson, end: number): void {
    const { random, series } = this;
    if (random.chance(0.55)) {
      this.add("practice.au", new Date(end - random.between(1_000, 20_000)), person, { units: random.between(2, 12) });
    }
    // Drawn from the name and not from the story's chance, so that whatever else happens that evening stays as it was.
    if ((person.userId.length + (person.userId.codePointAt(person.userId.length - 1) ?? 0)) % 5 < 3) {
      this.add("recap.viewed", new Date(end + 15_000), person, { surface: "page" });
    }
    if (random.chance(0.2)) {
      const own = person.locale.slice(0, 2);
      const language = own in gratitudeTexts ? own : series.language;
      const texts = gratitudeTexts[language] ?? [];
      const consent = random.weighted([
        ["none", 6],
        ["anonymised", 2],
        ["quoted", 1],
      ] as const);
      const text = consent === "none" ? random.pick(texts) : this.unsaid(texts);
      const at = new Date(end + random.between(10_000, 9 * minuteMs));
      if (text) this.add("practice.gratitude", at, person, { text, language, consent });
    }
    if (random.chance(0.11)) {
      const durationSeconds = series.durationMinutes * 60;
      const secondsPlayed = random.chance(0.4) ? durationSeconds : random.between(12, durationSeconds);
      const at = new Date(end + random.between(3 * 60, 6 * 24 * 60) * minuteMs);
      this.add("practice.replayed", at, person, { secondsPlayed, durationSeconds });
    }
  }

  // Those who may be quoted never say the same, so that the voices of an evening differ.
  private unsaid(texts: readonly string[]): string | undefined {
    const left = texts.filter((text) => !this.said.has(text));
    const text = left.length > 0 ? this.random.pick(left) : undefined;
    if (text) this.said.add(text);
    return text;
  }

  private add(name: string, at: Date, person: DemoPerson | null, properties: Record<string, unknown>): void {
    this.count += 1;
    this.events.push({
      id: uuidOf(this.name, this.count),
      name,
      at,
      ...(person
        ? {
            userId: person.userId,
            context: { locale: person.locale, country: person.country, userAgent: person.userAgent },
          }
        : { userId: "studio" }),
      properties: { sessionId: this.sessionId, ...properties },
    });
  }
}
