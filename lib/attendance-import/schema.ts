import { z } from "zod";
import { isDay } from "@/lib/analytics/day";

/** Where a report comes from, as its content tells. */
export const reportSources = ["zoom", "big-blue-button-csv", "big-blue-button-json"] as const;
export type ReportSource = (typeof reportSources)[number];

/** How times are written in a file. `instant` is ISO 8601 with its zone or a number of milliseconds. */
export const dateFormats = ["instant", "iso", "month-first", "day-first", "dotted", "words"] as const;
export type DateFormat = (typeof dateFormats)[number];

/** What can be wrong with a file or a line of it; the sentences are `attendance-import.issues.<code>`. */
export const issueCodes = [
  "empty",
  "too-large",
  "too-many-rows",
  "encoding",
  "not-a-report",
  "missing-column",
  "unique-users-only",
  "broken-quotes",
  "quote-not-closed",
  "no-name",
  "bad-time",
  "other-format",
  "leave-before-join",
  "same-name",
  "overlap",
  "repeated",
  "waiting-room",
  "still-there",
  "no-rows",
  "invalid-json",
  "too-old",
  "in-future",
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** `error`: the file cannot be imported as it is · `skipped`: this line is left out · `note`: taken in, and worth knowing. */
export type IssueWeight = "error" | "skipped" | "note";

export interface Issue {
  readonly code: IssueCode;
  readonly weight: IssueWeight;
  /** line of the file, from 1; null for the file as a whole */
  readonly line: number | null;
  /** what stood there, or which column */
  readonly what?: string;
}

export const columnNames = ["name", "email", "join", "leave", "duration", "waiting"] as const;
export type ColumnName = (typeof columnNames)[number];

const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, "zone");

const file = z.instanceof(Uint8Array, { message: "required" });

/** A file to look at, with what the reader corrected: in which zone its times are, and which way round its dates. */
export const previewInput = z.object({
  file,
  zone,
  format: z.enum(dateFormats).optional(),
});

const line = (longest: number) =>
  z
    .string("required")
    .trim()
    .min(1, "required")
    .max(longest, "tooLong")
    .regex(/^[^\p{Cc}]*$/u, "oneLine")
    .refine((text) => !/\S+@\S+\.\S/.test(text), "noAddress");

/** The same file with what it is to become. Day and time are in the zone of the file. */
export const importInput = previewInput.extend({
  /** a planned session that the file is of; empty for a session of its own, which then needs a title and a master */
  sessionId: z.string().max(200).default(""),
  masterId: z.string().max(200).default(""),
  masterName: z.string().trim().max(120, "tooLong").default(""),
  title: z.union([z.literal(""), line(200)]).default(""),
  language: z
    .string()
    .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$/, "language")
    .default(""),
  version: z.union([z.literal(""), line(60)]).default(""),
  day: z.string("required").refine(isDay, "required"),
  time: z.string("required").regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "required"),
});

export const takeBackInput = z.object({ importId: z.string().min(1).max(200) });
