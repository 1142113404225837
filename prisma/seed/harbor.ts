import { circleEvents } from "@/prisma/seed/circle-story";
import type { DemoEvent, DemoPerson } from "@/prisma/seed/demo-event";
import { demoPeople } from "@/prisma/seed/demo-people";
import { quizStory } from "@/prisma/seed/quiz-story";
import { randomOf, uuidOf } from "@/prisma/seed/random";

const pages = ["/", "/goals", "/habits", "/plans", "/chat", "/blog/small-steps", "/pricing"] as const;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Harbor helps people with goals and habits on its site, and meets them on Saturday mornings. */
export function harborEvents(anchor: Date, days: number): DemoEvent[] {
  const people = demoPeople("harbor", 260, [
    [["en-GB", "GB"], 5],
    [["en-US", "US"], 3],
    [["de-DE", "DE"], 3],
    [["fr-FR", "FR"], 1],
  ]);
  const circle = circleEvents(
    {
      tenant: "harbor",
      masterId: "tom-okafor",
      masterName: "Tom Okafor",
      title: "Saturday harbour",
      language: "en",
      weekday: 6,
      hour: 9,
      durationMinutes: 30,
      version: "1.0",
      size: 26,
      growth: 0.25,
      mood: "love",
    },
    people.slice(0, 80),
    anchor,
    days,
  );
  return [
    ...circle,
    ...people.flatMap((person, index) => visits(person, index, anchor, days)),
    // Enough results that research across organisations has pairs to show.
    ...people.slice(0, 150).flatMap((person, index) => quizStory(person, index, anchor, days, "harbor")),
  ];
}

function visits(person: DemoPerson, index: number, anchor: Date, days: number): DemoEvent[] {
  const random = randomOf(`harbor/visits/${index}`);
  const events: DemoEvent[] = [];
  const anonymousId = uuidOf("harbor/browser", index);
  const signedUp = random.chance(0.6);
  const habit = random.next() * 0.12;
  for (let back = days; back > 0; back--) {
    const start = anchor.getTime() - back * dayMs + random.between(0, 20 * 60) * minuteMs;
    const weekend = [0, 6].includes(new Date(start).getUTCDay());
    if (start >= anchor.getTime() || !random.chance(weekend ? habit * 0.5 : habit)) continue;
    let at = start;
    for (let n = random.between(1, 4); n > 0; n--) {
      const { userId, locale, country, userAgent } = person;
      const path = random.pick(pages);
      const who = signedUp ? { userId, anonymousId } : { anonymousId };
      const context = { locale, country, userAgent, path };
      if (at < anchor.getTime()) {
        const id = uuidOf("harbor/page", index, back, n);
        events.push({ id, name: "page_view", at: new Date(at), ...who, context, properties: {} });
      }
      at += random.between(8_000, 4 * minuteMs);
    }
  }
  return events;
}
