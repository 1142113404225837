import { type Field, fieldsOf, type Section, type Value } from "@/lib/frameworks/fields";

export type Config = Readonly<Record<Section, Readonly<Record<string, Value>>>>;

/** A framework as the platform has it: what it measures, and every value that a tenant may set differently. */
export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly fields: Readonly<Record<Section, Readonly<Record<string, Field>>>>;
  readonly defaults: Config;
}

const common = {
  voice: {
    tone: "warm",
    formality: "informal",
    greeting: "Good to have you here.",
    signature: "",
    wordsToAvoid: ["failure", "wrong answer", "test"],
  },
  scoring: { method: "mean", scaleMin: 0, scaleMax: 100, calibration: 1, secondaryWithin: 15, tieBreak: "order" },
  modes: { qa: true, game: true, deal: true, realm: true, likert: true, first: "qa", questions: 12 },
  landing: {
    headline: "What leads you?",
    lead: "A few questions, no right answers, and a result that is yours to keep.",
    callToAction: "Begin",
    showDuration: true,
    askConsent: true,
  },
  communications: { sendResult: true, subject: "Your result", replyTo: "", followUpDays: 7, followUpText: "" },
  results: { showSecondary: true, showScores: true, allowSharing: true, bookingUrl: "", closing: "" },
  providers: {
    reflection: "default",
    microInsight: "default",
    temperature: 0.7,
    monthlyBudget: 50,
    whenUnavailable: "template",
  },
} as const;

type Changes = { [S in keyof typeof common]?: Partial<Record<keyof (typeof common)[S], Value>> };

function framework(
  id: string,
  name: string,
  personas: Readonly<Record<string, readonly [name: string, summary: string]>>,
  own: Changes = {},
): Framework {
  const described = Object.entries(personas).flatMap(([key, [label, summary]]) => [
    [`${key}.name`, label],
    [`${key}.summary`, summary],
  ]);
  const defaults = Object.fromEntries(
    Object.entries(common).map(([section, values]) => [section, { ...values, ...own[section as keyof typeof common] }]),
  );
  return {
    id,
    name,
    fields: fieldsOf(Object.keys(personas)),
    defaults: { ...defaults, personas: Object.fromEntries(described) } as unknown as Config,
  };
}

/** The platform's frameworks. */
export const frameworks: readonly Framework[] = [
  framework("archetypes", "Archetypes", {
    hero: ["Hero", "Meets what is hard head on and grows with it."],
    magician: ["Magician", "Sees what could be and finds the way to turn things."],
    sage: ["Sage", "Wants to understand before acting, and shares what was understood."],
    caregiver: ["Caregiver", "Notices what others need and gives it gladly."],
    explorer: ["Explorer", "Leaves known paths to find out what else there is."],
    creator: ["Creator", "Makes things that were not there before."],
  }),
  framework(
    "money",
    "Money types",
    {
      saver: ["Saver", "Finds peace in what is put aside."],
      spender: ["Spender", "Takes joy in what money can do today."],
      giver: ["Giver", "Likes to see money help others."],
      planner: ["Planner", "Knows where every amount belongs."],
      dreamer: ["Dreamer", "Trusts that there will be enough."],
    },
    {
      scoring: { method: "sum", scaleMax: 15, secondaryWithin: 2 },
      modes: { game: false, deal: false, realm: false, qa: false, first: "likert", questions: 15 },
      landing: { headline: "What is your way with money?" },
    },
  ),
  framework(
    "big5",
    "Big Five",
    {
      extraversion: ["Extraversion", "How much company gives you strength."],
      neuroticism: ["Sensitivity", "How strongly moods and worries reach you."],
      agreeableness: ["Agreeableness", "How easily you go along with others."],
      conscientiousness: ["Conscientiousness", "How much order and planning carry you."],
      openness: ["Openness", "How much the new and the unusual draw you."],
    },
    {
      scoring: { scaleMin: 1, scaleMax: 5, secondaryWithin: 0.5 },
      modes: { game: false, deal: false, realm: false, qa: false, first: "likert", questions: 50 },
      landing: { headline: "Five sides of you", lead: "Fifty short sentences. Say how far each is true of you." },
    },
  ),
  framework(
    "values",
    "Values",
    {
      belonging: ["Belonging", "Wants to be part of something and to let others be part."],
      growth: ["Growth", "Looks for what can still be learned and become."],
      freedom: ["Freedom", "Wants to choose the way and to leave room for other ways."],
      security: ["Security", "Builds on what holds and looks after it."],
      meaning: ["Meaning", "Asks what a thing is good for, beyond itself."],
    },
    {
      modes: { game: false, realm: false, first: "deal" },
      landing: { headline: "What matters to you?", lead: "Lay the cards as they come. There is no wrong order." },
    },
  ),
  framework(
    "enneagram",
    "Enneagram",
    {
      one: ["One", "Sees how things could be right, and works for it."],
      two: ["Two", "Feels what others need and is glad to be needed."],
      three: ["Three", "Sets goals, reaches them, and carries others along."],
      four: ["Four", "Looks for what is true and one’s own, also where it hurts."],
      five: ["Five", "Steps back, observes, and understands."],
      six: ["Six", "Thinks of what could happen and stands by those she trusts."],
      seven: ["Seven", "Sees possibilities everywhere and shares the joy in them."],
      eight: ["Eight", "Is strong, direct, and protects."],
      nine: ["Nine", "Sees every side and keeps the peace."],
    },
    {
      scoring: { scaleMin: 1, scaleMax: 5, secondaryWithin: 0.5 },
      modes: { game: false, deal: false, realm: false, questions: 36 },
      landing: { headline: "Nine ways of seeing" },
    },
  ),
];

/** A framework by its id, or null. */
export const findFramework = (id: string): Framework | null => frameworks.find((one) => one.id === id) ?? null;
