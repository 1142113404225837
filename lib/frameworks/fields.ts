/** The parts of a framework's configuration, in the order in which they are edited. */
export const sections = [
  "voice",
  "scoring",
  "modes",
  "landing",
  "communications",
  "results",
  "providers",
  "personas",
] as const;
export type Section = (typeof sections)[number];

/** What a field holds and within which bounds. */
export type Field =
  | { readonly kind: "text"; readonly max: number; readonly long?: boolean; readonly empty?: boolean }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly whole?: boolean }
  | { readonly kind: "switch" }
  | { readonly kind: "list"; readonly most: number; readonly max: number }
  | { readonly kind: "url" }
  | { readonly kind: "email" };

export type Value = string | number | boolean | readonly string[];

export const quizModes = ["qa", "game", "deal", "realm", "likert"] as const;

const text = (max: number, empty = false): Field => ({ kind: "text", max, empty });
const long = (max: number, empty = false): Field => ({ kind: "text", max, long: true, empty });
const choice = (...options: string[]): Field => ({ kind: "choice", options });
const number = (min: number, max: number, whole = true): Field => ({ kind: "number", min, max, whole });
const onOff: Field = { kind: "switch" };

/** The fields that every framework has; `personas` depends on whom it knows. */
export const commonFields = {
  voice: {
    tone: choice("warm", "plain", "playful", "formal"),
    formality: choice("informal", "formal"),
    greeting: text(200),
    signature: text(120, true),
    wordsToAvoid: { kind: "list", most: 40, max: 60 },
  },
  scoring: {
    method: choice("mean", "sum"),
    scaleMin: number(0, 100, false),
    scaleMax: number(1, 1000, false),
    calibration: number(0.1, 10, false),
    secondaryWithin: number(0, 100, false),
    tieBreak: choice("order", "latest", "none"),
  },
  modes: {
    qa: onOff,
    game: onOff,
    deal: onOff,
    realm: onOff,
    likert: onOff,
    first: choice(...quizModes),
    questions: number(3, 200),
  },
  landing: {
    headline: text(120),
    lead: long(400),
    callToAction: text(40),
    showDuration: onOff,
    askConsent: onOff,
  },
  communications: {
    sendResult: onOff,
    subject: text(120),
    replyTo: { kind: "email" },
    followUpDays: number(0, 60),
    followUpText: long(1000, true),
  },
  results: {
    showSecondary: onOff,
    showScores: onOff,
    allowSharing: onOff,
    bookingUrl: { kind: "url" },
    closing: long(600, true),
  },
  providers: {
    reflection: text(64),
    microInsight: text(64),
    temperature: number(0, 2, false),
    monthlyBudget: number(0, 1_000_000),
    whenUnavailable: choice("template", "skip"),
  },
} as const satisfies Partial<Record<Section, Record<string, Field>>>;

/** The fields of a framework that knows these personas: each has a name and a few sentences. */
export function fieldsOf(personas: readonly string[]): Record<Section, Record<string, Field>> {
  const own: [string, Field][] = personas.flatMap((id) => [
    [`${id}.name`, text(60)],
    [`${id}.summary`, long(400)],
  ]);
  return { ...commonFields, personas: Object.fromEntries(own) };
}
