import type { DemoEvent, DemoPerson } from "@/prisma/seed/demo-event";
import { quizName } from "@/prisma/seed/quiz-names";
import { type Random, randomOf, uuidOf } from "@/prisma/seed/random";

const minuteMs = 60_000;
const dayMs = 86_400_000;

const archetypes = ["hero", "magician", "sage", "caregiver", "explorer", "creator"] as const;
/** What most come out as, so that some pairs are common and others rare. */
const leaning: Partial<Record<(typeof archetypes)[number], number>> = { hero: 26, magician: 20, sage: 8 };
const moneyTypes = ["saver", "spender", "giver", "planner", "dreamer"] as const;

/** A quiz as the demo plays it: its ways, how likely somebody stops at a step, and what a result costs. */
interface Quiz {
  readonly format: "qa" | "game" | "deal" | "realm" | "likert";
  readonly versions: readonly string[];
  readonly weight: number;
  /** the way through it, which may branch */
  readonly way: (random: Random, version: string) => readonly string[];
  readonly stops: number;
  readonly purposes: readonly string[];
}

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `q${from + at}`);

const quizzes: readonly Quiz[] = [
  {
    format: "qa",
    versions: ["3", "4"],
    weight: 5,
    // Version 4 asks those who say they lead other questions than those who do not.
    way: (random, version) =>
      version === "4"
        ? [...numbered(1, 3), ...(random.chance(0.45) ? ["lead1", "lead2", "lead3"] : ["own1", "own2"]), "q7", "wish"]
        : [...numbered(1, 8), "wish"],
    stops: 0.045,
    purposes: ["reflection", "micro_insight"],
  },
  {
    format: "game",
    versions: ["2"],
    weight: 3,
    way: (random) => [
      "gate",
      random.chance(0.5) ? "forest" : "river",
      "bridge",
      "tower",
      random.chance(0.3) ? "dragon" : "garden",
    ],
    stops: 0.03,
    purposes: ["scene", "reflection"],
  },
  { format: "deal", versions: ["1"], weight: 2, way: () => numbered(1, 5), stops: 0.08, purposes: ["micro_insight"] },
  {
    format: "realm",
    versions: ["1"],
    weight: 1.5,
    way: () => numbered(1, 12),
    stops: 0.05,
    purposes: ["scene", "reflection"],
  },
  {
    format: "likert",
    versions: ["2"],
    weight: 1.5,
    way: () => numbered(1, 20),
    stops: 0.02,
    purposes: ["micro_insight"],
  },
];

const wishes = [
  "I would like to stop saying yes to everything.",
  "More courage for the conversation with my sister.",
  "A calmer start into the day 🌱",
  "Weniger planen, mehr anfangen.",
  "Quiero volver a pintar.",
];

const campaigns = ["newsletter", "instagram", "podcast", ""] as const;

/** What one prospect of MMC did: one quiz or several, some of them long ago in the older system. */
export function quizStory(person: DemoPerson, index: number, anchor: Date, days: number, tenant = "mmc"): DemoEvent[] {
  const random = randomOf(`${tenant}/quiz/${index}`);
  const rounds = random.chance(0.15) ? 2 : 1;
  const events: DemoEvent[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = anchor.getTime() - Math.floor(random.next() ** 1.3 * days * 24 * 60) * minuteMs - 2 * minuteMs;
    events.push(...playQuiz(person, index, round, startedAt, random, anchor, tenant));
  }
  if (tenant === "mmc" && random.chance(0.14)) events.push(...legacyQuiz(person, index, random, anchor));
  return events;
}

function playQuiz(
  person: DemoPerson,
  index: number,
  round: number,
  startedAt: number,
  random: Random,
  anchor: Date,
  tenant: string,
): DemoEvent[] {
  const events: DemoEvent[] = [];
  const quiz = random.weighted(quizzes.map((one) => [one, one.weight] as const));
  const version = random.pick(quiz.versions);
  const quizSessionId = uuidOf(`${tenant}/quiz-session`, index, round);
  const anonymousId = uuidOf(`${tenant}/quiz-browser`, index, round);
  const language = person.locale.slice(0, 2);
  const { name: fullName, email } = quizName(language, index);
  const campaign = random.pick(campaigns);
  const { locale, country, userAgent, userId } = person;
  const context = { locale, country, userAgent, path: "/quiz", ...(campaign && { campaign: { source: campaign } }) };
  const common = { quizSessionId, quizVersion: version, format: quiz.format, frameworkId: "archetypes" };
  let known = false;
  const add = (
    name: string,
    at: number,
    properties: Record<string, unknown> = {},
    traits?: Record<string, unknown>,
  ) => {
    if (at >= anchor.getTime()) return;
    const id = uuidOf(quizSessionId, events.length);
    const who = known ? { userId } : { anonymousId };
    const both = name === "identify" ? { userId, anonymousId, traits } : who;
    events.push({
      id,
      name,
      at: new Date(at),
      ...both,
      context,
      properties: name === "identify" ? {} : { ...common, ...properties },
    });
  };
  add("quiz_visited", startedAt);
  add("variant_exposure", startedAt + 300, { experiment: "opening", variant: random.chance(0.5) ? "story" : "plain" });
  if (random.chance(0.24)) return events;
  let at = startedAt + random.between(6_000, 40_000);
  add("quiz_started", at);
  const way = quiz.way(random, version);
  for (const [step, questionId] of way.entries()) {
    // The third question of the older version is the one that people leave at.
    if (random.chance(version === "3" && step === 2 ? 0.16 : quiz.stops)) return events;
    const elapsedMs = random.chance(0.04) ? random.between(200_000, 900_000) : random.between(3_500, 30_000);
    at += elapsedMs;
    const answer = questionId === "wish" ? random.pick(wishes) : random.between(1, 5);
    add("question_answered", at, { step: step + 1, questionId, answer, elapsedMs });
  }
  at += random.between(2_000, 9_000);
  const left = random.chance(0.86);
  if (left) {
    add("identify", at, {}, { name: fullName, email });
    known = true;
  }
  const scores = Object.fromEntries(archetypes.map((id) => [id, random.between(12, 70) + (leaning[id] ?? 0)]));
  const [primaryId, secondaryId] = [...archetypes].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  add("quiz_completed", at + 400, {
    scores,
    primaryId,
    secondaryId,
    ...(left && { contactConsent: random.chance(0.7) }),
  });
  for (const purpose of quiz.purposes) {
    const [inputTokens, outputTokens] = [random.between(400, 2_400), random.between(90, 600)];
    const costMinor = Math.round((inputTokens * 0.00008 + outputTokens * 0.0004) * 10_000) / 10_000;
    add("ai.usage", at + 600, { purpose, model: "attentive-2", inputTokens, outputTokens, costMinor, currency: "USD" });
  }
  if (left && random.chance(0.52)) {
    add("result_email_opened", at + random.between(10, 900) * minuteMs);
    if (random.chance(0.22)) add("booking_created", at + random.between(1, 6) * dayMs);
  }
  return events;
}

/** The money quiz of the older system: a result with its answers, and nothing of the way to it. */
function legacyQuiz(person: DemoPerson, index: number, random: Random, anchor: Date): DemoEvent[] {
  const at = new Date(anchor.getTime() - random.between(30, 400) * dayMs);
  const quizSessionId = `mq-${1000 + index}`;
  const { name, email } = quizName(person.locale.slice(0, 2), index);
  const answers = Object.fromEntries(numbered(1, 15).map((id) => [id, random.between(1, 5)]));
  const scores = Object.fromEntries(moneyTypes.map((id) => [id, random.between(3, 15)]));
  const [primaryId, secondaryId] = [...moneyTypes].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const who = { userId: `email:${email}`, at, context: { locale: person.locale, country: person.country } };
  return [
    { id: uuidOf(quizSessionId, "person"), name: "identify", ...who, traits: { name, email }, properties: {} },
    {
      id: uuidOf(quizSessionId, "result"),
      name: "quiz_completed",
      ...who,
      properties: {
        quizSessionId,
        frameworkId: "money",
        format: "likert",
        quizVersion: "legacy",
        scores,
        primaryId,
        secondaryId,
        answers,
        source: "bridge",
      },
    },
  ];
}
