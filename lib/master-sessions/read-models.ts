import type {
  AttendanceRow,
  BreakdownRow,
  DeviceIntervalsRow,
  GratitudeRow,
  ReplayRow,
  TotalsRow,
} from "@/lib/master-sessions/recap-rows";

/** A table that holds rows of sessions: its name, its columns with their types, and which of them tell a session's rows apart. */
export interface ReadModel<Row> {
  readonly table: string;
  readonly columns: { readonly [Field in keyof Row & string]: readonly [column: string, type: string] };
  readonly key: readonly (keyof Row & string)[];
}

export const attendanceModel: ReadModel<AttendanceRow> = {
  table: "session_attendance",
  key: ["actor"],
  columns: {
    actor: ["actor", "uuid"],
    country: ["country", "text"],
    language: ["language", "text"],
    device: ["device", "text"],
    counted: ["counted", "boolean"],
    firstReadyAt: ["first_ready_at", "timestamptz"],
    lastLeftAt: ["last_left_at", "timestamptz"],
    attendedMs: ["attended_ms", "bigint"],
    partial: ["partial", "boolean"],
    dropped: ["dropped", "boolean"],
    joins: ["joins", "integer"],
    devices: ["devices", "integer"],
    reactions: ["reactions", "integer"],
    au: ["au", "double precision"],
    intervals: ["intervals", "jsonb"],
  },
};

export const deviceIntervalsModel: ReadModel<DeviceIntervalsRow> = {
  table: "session_device_intervals",
  key: ["actor", "deviceId"],
  columns: { actor: ["actor", "uuid"], deviceId: ["device_id", "text"], intervals: ["intervals", "jsonb"] },
};

export const breakdownModel: ReadModel<BreakdownRow> = {
  table: "session_breakdowns",
  key: ["dimension", "value"],
  columns: {
    dimension: ["dimension", "text"],
    value: ["value", "text"],
    people: ["people", "integer"],
    occurrences: ["occurrences", "integer"],
  },
};

export const gratitudeModel: ReadModel<GratitudeRow> = {
  table: "session_gratitude",
  key: ["eventId"],
  columns: {
    eventId: ["event_id", "uuid"],
    actor: ["actor", "uuid"],
    language: ["language", "text"],
    consent: ["consent", "text"],
    consentAt: ["consent_at", "timestamptz"],
    saidAt: ["said_at", "timestamptz"],
    themes: ["themes", "text[]"],
  },
};

export const replayModel: ReadModel<ReplayRow> = {
  table: "session_replays",
  key: ["actor"],
  columns: {
    actor: ["actor", "uuid"],
    secondsPlayed: ["seconds_played", "double precision"],
    completed: ["completed", "boolean"],
    firstAt: ["first_at", "timestamptz"],
    lastAt: ["last_at", "timestamptz"],
  },
};

export const totalsModel: ReadModel<TotalsRow> = {
  table: "session_totals",
  key: [],
  columns: {
    frozenAt: ["frozen_at", "timestamptz"],
    startedAt: ["started_at", "timestamptz"],
    endedAt: ["ended_at", "timestamptz"],
    total: ["total", "integer"],
    readyBeforeStart: ["ready_before_start", "integer"],
    peak: ["peak", "integer"],
    peakAt: ["peak_at", "timestamptz"],
    halfTime: ["half_time", "integer"],
    halfTimeAt: ["half_time_at", "timestamptz"],
    attendedMs: ["attended_ms", "bigint"],
    partialPeople: ["partial_people", "integer"],
    droppedPeople: ["dropped_people", "integer"],
    joins: ["joins", "integer"],
    dedupeAdjustments: ["dedupe_adjustments", "integer"],
    countries: ["countries", "integer"],
    languages: ["languages", "integer"],
    reactingPeople: ["reacting_people", "integer"],
    reactions: ["reactions", "integer"],
    dominantReaction: ["dominant_reaction", "text"],
    gratitudeTexts: ["gratitude_texts", "integer"],
    gratitudePeople: ["gratitude_people", "integer"],
    au: ["au", "double precision"],
    audienceCurve: ["audience_curve", "integer[]"],
  },
};

/** The tables whose rows are replaced session by session. */
export const replacedTables: readonly string[] = [
  attendanceModel,
  deviceIntervalsModel,
  breakdownModel,
  gratitudeModel,
  replayModel,
  totalsModel,
].map((model) => model.table);
