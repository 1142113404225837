import { z } from "zod";
import { gatheringSchema } from "@/lib/master-sessions/schema";

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();

export const livePhases = ["scheduled", "live", "ended", "cancelled"] as const;
export type LivePhase = (typeof livePhases)[number];

/**
 * What participants see of a session: every frame of the stream, every answer of the poll and of a participant's own requests. It carries
 * no exact number where the tenant does not show one, and of countries only which they are.
 */
export const liveStateSchema = z.strictObject({
  sessionId: z.string(),
  /** grows with every change; a state with a smaller one is older */
  revision: count,
  phase: z.enum(livePhases),
  title: z.string(),
  masterName: z.string().nullable(),
  language: z.string().nullable(),
  startsAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationMinutes: count.nullable(),
  /** before the start: people who are ready; from the start on: people who were there, which never shrinks */
  gathering: gatheringSchema,
  /** ISO 3166 codes, in alphabetical order */
  countries: z.array(z.string()),
  reactions: z.array(z.strictObject({ kind: z.string(), occurrences: count })),
  /** reactions of the last ten seconds */
  recentReactions: count,
  /** the units together; only after the end, and not of a small circle */
  au: z.strictObject({ units: z.number().nonnegative(), label: z.string(), unit: z.string() }).nullable(),
  serverTime: instant,
});
export type LiveState = z.output<typeof liveStateSchema>;

/** The parts of an address: the session as its tenant named it. */
export const liveParams = z.object({ sessionId: z.string().trim().min(1).max(200) });

/** `tenant`: its slug, for a session id that two tenants use; `token`: for clients that cannot send a header (EventSource). */
export const liveQuery = z.object({ tenant: z.string().max(40).optional(), token: z.string().max(4096).optional() });

const line = (longest: number, what: string) =>
  z
    .string({ error: `must be ${what}, a string of 1 to ${longest} characters` })
    .trim()
    .min(1, { error: `must be ${what}, a string of 1 to ${longest} characters` })
    .max(longest, { error: `must be ${what}, a string of 1 to ${longest} characters` });

/** Which of a person's tabs on which of her devices. Without a token the device is the cookie's, whatever is sent. */
export const connectionBody = z.object({
  deviceId: line(100, "an id of the device").optional(),
  connectionId: line(100, "an id of the tab").optional(),
});

const circumstances = {
  /** where no token says it: ISO 3166 code, BCP 47 tag */
  country: z.string().max(60).optional(),
  language: z.string().max(35).optional(),
};

export const readyBody = connectionBody.extend(circumstances);
export const leaveBody = connectionBody;
export const heartbeatBody = connectionBody.extend(circumstances);
export const reactBody = z.object({ kind: line(40, "the kind of reaction"), ...circumstances });

export const recapBody = z.object({ surface: line(40, "where it is seen").optional() });

export const longestGratitude = 4000;
const gratitudeSentence = `must be what was written, 1 to ${longestGratitude.toLocaleString("en")} characters`;

export const gratitudeBody = z.object({
  text: z
    .string({ error: gratitudeSentence })
    .trim()
    .min(1, { error: gratitudeSentence })
    .max(longestGratitude, { error: gratitudeSentence }),
  language: z.string().max(35).optional(),
  consent: z.enum(["none", "anonymised", "quoted"], { error: "must be none, anonymised or quoted" }).default("none"),
});
