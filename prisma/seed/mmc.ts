import { circleEvents } from "@/prisma/seed/circle-story";
import type { DemoEvent, DemoPerson } from "@/prisma/seed/demo-event";
import { demoPeople } from "@/prisma/seed/demo-people";
import { randomOf, uuidOf } from "@/prisma/seed/random";

const formats = ["qa", "game", "deal", "realm", "likert"] as const;
const archetypes = ["hero", "magician", "sage", "caregiver", "explorer", "creator"] as const;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** MMC coaches with quizzes, and gathers its coaches' clients once a week. */
export function mmcEvents(anchor: Date, days: number): DemoEvent[] {
  const people = demoPeople("mmc", 420, [
    [["en-US", "US"], 6],
    [["en-GB", "GB"], 3],
    [["de-DE", "DE"], 2],
    [["es-ES", "ES"], 1],
  ]);
  const circle = circleEvents(
    {
      tenant: "mmc",
      masterId: "harriet-cole",
      masterName: "Harriet Cole",
      title: "Open coaching circle",
      language: "en",
      weekday: 4,
      hour: 17,
      durationMinutes: 50,
      version: "1.4",
      size: 18,
      growth: 0.4,
      mood: "joy",
    },
    people.slice(0, 60),
    anchor,
    days,
  );
  return [...circle, ...people.flatMap((person, index) => quizEvents(person, index, anchor, days))];
}

function quizEvents(person: DemoPerson, index: number, anchor: Date, days: number): DemoEvent[] {
  const random = randomOf(`mmc/quiz/${index}`);
  const startedAt = anchor.getTime() - random.between(60, days * 24 * 60) * minuteMs;
  const events: DemoEvent[] = [];
  const quizSessionId = uuidOf("mmc/quiz-session", index);
  const format = random.pick(formats);
  const common = { quizSessionId, quizVersion: "3", format, frameworkId: "archetypes" };
  const add = (name: string, at: number, properties: Record<string, unknown> = {}) => {
    if (at >= anchor.getTime()) return;
    const { userId, locale, country, userAgent } = person;
    const context = { locale, country, userAgent, path: "/quiz" };
    const id = uuidOf(quizSessionId, events.length);
    events.push({ id, name, at: new Date(at), userId, context, properties: { ...common, ...properties } });
  };
  add("quiz_visited", startedAt);
  if (random.chance(0.22)) return events;
  let at = startedAt + 20_000;
  add("quiz_started", at);
  for (let step = 1; step <= 8; step++) {
    if (random.chance(0.05)) return events;
    const elapsedMs = random.between(4_000, 40_000);
    at += elapsedMs;
    add("question_answered", at, { step, questionId: `q${step}`, answer: random.between(1, 5), elapsedMs });
  }
  add("quiz_completed", at + 5_000, { primaryId: random.pick(archetypes), secondaryId: random.pick(archetypes) });
  if (random.chance(0.5)) add("result_email_opened", at + random.between(10, 600) * minuteMs);
  if (random.chance(0.12)) add("booking_created", at + random.between(1, 5) * dayMs);
  return events;
}
