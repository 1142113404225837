import { z } from "zod";
import { approvedTextSchema } from "@/lib/reports/approved-quote";

/**
 * What a report says, frozen when it is made: the HTML page, the PDF and the preview draw this and nothing else.
 * It holds no identifier of a person, a session or a tenant, and whoever fills it has already applied METRICS.md
 * "Privacy in anything that leaves" (groups under k merged into the row whose key is null).
 */
export const reportLimits = {
  /** longer quotes are shortened by the person who approves them */
  quoteLength: 600,
  quotes: 5,
  noteLength: 1200,
  themes: 12,
  upcoming: 6,
  title: 300,
} as const;

/**
 * The parts that can be chosen, in the order in which they are printed unless a person orders them; the headline (title, date, number
 * of people, one sentence) is always there and always first.
 */
export const reportSections = [
  "curve",
  "reactions",
  "languages",
  "countries",
  "themes",
  "quotes",
  "au",
  "replays",
  "comparison",
  "upcoming",
  "note",
] as const;

export const reportSectionSchema = z.enum(reportSections);
export type ReportSection = z.infer<typeof reportSectionSchema>;

const count = z.int().min(0);
const instant = z.iso.datetime();
const text = (max: number) => z.string().trim().min(1).max(max);
/** BCP 47, as the client sent it */
const languageTag = z.string().min(2).max(35);

/**
 * How many people, and how that may be said. A small circle has no number at all, so that none can leak;
 * "at-least" is printed rounded down with a plus ("200+"), "exact" as it is.
 */
export const headcountSchema = z.discriminatedUnion("display", [
  z.strictObject({ display: z.literal("exact"), total: count }),
  z.strictObject({ display: z.literal("at-least"), total: count.min(100) }),
  z.strictObject({ display: z.literal("small-circle"), total: z.null() }),
]);
export type Headcount = z.infer<typeof headcountSchema>;

/** People of a group. Null exactly when the session was a small circle: then the row is only a name. */
const groupCount = count.nullable();

const moment = z.strictObject({
  /** full minutes after the start */
  minute: count,
  people: count,
});

const fields = z.strictObject({
  version: z.literal(2),
  /** which freezing of this session it is: 1, 2, 3 … */
  reportVersion: z.int().min(1),
  generatedAt: instant,
  /** the parts that this payload holds, in the order in which they are printed; see chooseSections */
  sections: z.array(reportSectionSchema).refine((parts) => new Set(parts).size === parts.length, "a part stands twice"),
  tenant: z.strictObject({
    name: text(120),
    locale: z.string().min(2).max(35),
    /** IANA zone; every instant is printed in it */
    timeZone: z.string().min(1).max(64),
    brandColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
    auLabel: text(60),
    auUnit: text(30),
    /** drawn instead of the tenant's name at the head; frozen like everything else */
    logo: z
      .strictObject({ png: z.base64().max(400_000), width: z.int().min(1).max(1024), height: z.int().min(1).max(1024) })
      .nullable(),
  }),
  session: z.strictObject({
    title: text(reportLimits.title),
    masterName: text(200),
    language: languageTag.nullable(),
    startedAt: instant,
    endedAt: instant,
    durationMinutes: count,
  }),
  people: headcountSchema,
  /** how many countries took part, null when not said */
  countryCount: z.int().min(1).nullable(),
  countries: z.array(z.strictObject({ code: z.string().min(2).max(3).nullable(), people: groupCount })).max(260),
  languages: z.array(z.strictObject({ code: languageTag.nullable(), people: groupCount })).max(200),
  /** the reaction that led, null when none led ("mixed") or nobody reacted (then `reactions` is empty) */
  dominantReaction: z.strictObject({ kind: text(60), people: groupCount }).nullable(),
  reactions: z.array(z.strictObject({ kind: text(60).nullable(), people: groupCount })).max(60),
  /** people present at each full minute from the start; index 0 is the start */
  curve: z
    .strictObject({
      people: z.array(count).min(2).max(1440),
      peak: moment.nullable(),
      halfTime: moment.nullable(),
    })
    .nullable(),
  au: z.strictObject({ units: z.number().min(0) }).nullable(),
  replays: headcountSchema.nullable(),
  /** `language` is that of the label; a null label is the rest under k */
  themes: z
    .array(z.strictObject({ label: text(80).nullable(), language: languageTag.nullable(), people: groupCount }))
    .max(reportLimits.themes),
  quotes: z
    .array(z.strictObject({ text: approvedTextSchema.max(reportLimits.quoteLength), language: languageTag.nullable() }))
    .max(reportLimits.quotes),
  /** the median of this master's earlier sessions and how many they were, and the one right before; null where it may not be said */
  comparison: z
    .strictObject({
      median: z.strictObject({ total: z.number().min(0), sessions: z.int().min(1) }).nullable(),
      previous: z.strictObject({ people: headcountSchema, heldAt: instant }).nullable(),
    })
    .refine(({ median, previous }) => median !== null || previous !== null, "a comparison compares with something")
    .refine(({ previous }) => previous?.people.display !== "small-circle", "a small circle is compared with nothing")
    .nullable(),
  upcoming: z
    .array(
      z.strictObject({
        title: text(reportLimits.title),
        startsAt: instant,
        durationMinutes: count.nullable(),
        language: languageTag.nullable(),
      }),
    )
    .max(reportLimits.upcoming),
  note: z.strictObject({ text: text(reportLimits.noteLength), signedBy: text(120).nullable() }).nullable(),
});

/** Nothing in a small circle's report may carry a figure from which its number of people could be read. */
export const reportPayloadSchema = fields.superRefine((payload, context) => {
  const small = payload.people.display === "small-circle";
  const judge = (people: number | null, ...path: (string | number)[]) => {
    if (small && people !== null) context.addIssue({ code: "custom", path, message: "a small circle shows no figure" });
    if (!small && people === null) context.addIssue({ code: "custom", path, message: "a figure is missing" });
  };
  for (const group of ["countries", "languages", "reactions", "themes"] as const) {
    for (const [index, { people }] of payload[group].entries()) judge(people, group, index, "people");
  }
  if (payload.dominantReaction) judge(payload.dominantReaction.people, "dominantReaction", "people");
  if (!small) return;
  for (const key of ["curve", "comparison", "countryCount", "au"] as const) {
    if (payload[key] !== null) {
      context.addIssue({ code: "custom", path: [key], message: "a small circle shows no figure" });
    }
  }
});

export type ReportPayload = z.infer<typeof reportPayloadSchema>;

/**
 * A stored payload as it is drawn today. Reports are immutable, so what was frozen in an earlier form stays in it and is read into the
 * present one here, and only here. Throws ZodError for what never was a report.
 */
export function readPayload(stored: unknown): ReportPayload {
  const { version } = z.looseObject({ version: z.int() }).parse(stored);
  return reportPayloadSchema.parse(version === 1 ? fromFirstForm(stored) : stored);
}

/** The first form had one order for all, no logo, and a comparison with the median only. */
function fromFirstForm(stored: unknown): unknown {
  const first = z
    .looseObject({
      sections: z.array(reportSectionSchema),
      tenant: z.looseObject({}),
      comparison: z.strictObject({ medianTotal: z.number(), sessions: z.int() }).nullable(),
    })
    .parse(stored);
  return {
    ...first,
    version: 2,
    sections: reportSections.filter((section) => first.sections.includes(section)),
    tenant: { ...first.tenant, logo: null },
    comparison: first.comparison && {
      median: { total: first.comparison.medianTotal, sessions: first.comparison.sessions },
      previous: null,
    },
  };
}

/**
 * The payload with only the chosen parts: what is not chosen is taken out, not hidden, so that it cannot be found in
 * the bytes. Parts that the payload never had stay away.
 */
export function chooseSections(payload: ReportPayload, chosen: readonly ReportSection[]): ReportPayload {
  const sections = payload.sections.filter((section) => chosen.includes(section));
  const has = (section: ReportSection) => sections.includes(section);
  return {
    ...payload,
    sections,
    dominantReaction: has("reactions") ? payload.dominantReaction : null,
    reactions: has("reactions") ? payload.reactions : [],
    curve: has("curve") ? payload.curve : null,
    languages: has("languages") ? payload.languages : [],
    countryCount: has("countries") ? payload.countryCount : null,
    countries: has("countries") ? payload.countries : [],
    themes: has("themes") ? payload.themes : [],
    quotes: has("quotes") ? payload.quotes : [],
    au: has("au") ? payload.au : null,
    replays: has("replays") ? payload.replays : null,
    comparison: has("comparison") ? payload.comparison : null,
    upcoming: has("upcoming") ? payload.upcoming : [],
    note: has("note") ? payload.note : null,
  };
}
