import { circleEvents } from "@/prisma/seed/circle-story";
import type { DemoEvent } from "@/prisma/seed/demo-event";
import { demoPeople } from "@/prisma/seed/demo-people";
import { quizStory } from "@/prisma/seed/quiz-story";

/** MMC coaches with quizzes, and gathers its coaches' clients once a week. */
export function mmcEvents(anchor: Date, days: number): DemoEvent[] {
  const people = demoPeople("mmc", 520, [
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
  return [...circle, ...people.flatMap((person, index) => quizStory(person, index, anchor, days))];
}
