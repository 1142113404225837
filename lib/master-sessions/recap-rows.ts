import type { Header } from "@/lib/master-sessions/header";
import type { Interval } from "@/lib/master-sessions/intervals";

/** Everything the read models hold about one session; fields are the columns of the table named beside each type. */
export interface Recap {
  readonly session: SessionRow;
  readonly namings: readonly NamingRow[];
  readonly attendance: readonly AttendanceRow[];
  readonly deviceIntervals: readonly DeviceIntervalsRow[];
  readonly breakdowns: readonly BreakdownRow[];
  readonly gratitude: readonly GratitudeRow[];
  readonly replays: readonly ReplayRow[];
  /** null until the session has ended */
  readonly totals: TotalsRow | null;
}

/** master_sessions; the database adds the day and the time of day in the tenant's zone. */
export interface SessionRow extends Header {
  /** start, else scheduled start, else first event */
  readonly heldAt: Date;
  /** people ready now (before the start) or present now (until the end); 0 after the end */
  readonly readyCount: number;
  /** people present at or after the start, so far */
  readonly total: number;
  readonly replayPeople: number;
  readonly reactions: number;
  readonly gratitudeTexts: number;
  readonly au: number;
  readonly lastEventAt: Date;
}

/** masters; the latest naming of all sessions wins. */
export interface NamingRow {
  readonly masterId: string;
  readonly name: string;
  readonly namedAt: Date;
}

/** session_attendance: everybody who was ever ready, up to the end. */
export interface AttendanceRow {
  readonly actor: string;
  readonly country: string | null;
  readonly language: string | null;
  readonly device: string | null;
  readonly counted: boolean;
  readonly firstReadyAt: Date;
  /** null = stayed to the end, or is there still */
  readonly lastLeftAt: Date | null;
  readonly attendedMs: number;
  readonly partial: boolean;
  readonly dropped: boolean;
  readonly joins: number;
  readonly devices: number;
  readonly reactions: number;
  readonly au: number;
  readonly intervals: readonly Interval[];
}

/** session_device_intervals */
export interface DeviceIntervalsRow {
  readonly actor: string;
  readonly deviceId: string;
  readonly intervals: readonly Interval[];
}

export type Dimension = "country" | "language" | "device" | "reaction" | "theme";

/** session_breakdowns; value "" = unknown. Occurrences are joins, reactions or texts. */
export interface BreakdownRow {
  readonly dimension: Dimension;
  readonly value: string;
  readonly people: number;
  readonly occurrences: number;
}

export type ConsentLevel = "none" | "anonymised" | "quoted";

/** session_gratitude */
export interface GratitudeRow {
  readonly eventId: string;
  readonly actor: string | null;
  /** what the text is written in; else what was declared */
  readonly language: string | null;
  readonly consent: ConsentLevel;
  /** when the participant last said so by an event of its own; null = with the text */
  readonly consentAt: Date | null;
  readonly saidAt: Date;
  /** `@key` of the lexicon, or words that several people used */
  readonly themes: readonly string[];
}

/** session_replays: people who played at least 30 s. */
export interface ReplayRow {
  readonly actor: string;
  readonly secondsPlayed: number;
  readonly completed: boolean;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** session_totals */
export interface TotalsRow {
  readonly frozenAt: Date;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly total: number;
  readonly readyBeforeStart: number;
  readonly peak: number;
  readonly peakAt: Date | null;
  readonly halfTime: number;
  readonly halfTimeAt: Date;
  readonly attendedMs: number;
  readonly partialPeople: number;
  readonly droppedPeople: number;
  readonly joins: number;
  readonly dedupeAdjustments: number;
  readonly countries: number;
  readonly languages: number;
  readonly reactingPeople: number;
  readonly reactions: number;
  readonly dominantReaction: string | null;
  readonly gratitudeTexts: number;
  readonly gratitudePeople: number;
  readonly au: number;
  readonly audienceCurve: readonly number[];
}
