import type { CsvColumn } from "@/lib/csv";
import { measure, metricKeys, metrics } from "@/lib/master-sessions/metrics";
import type { Attendee, FigureRow, Group, Panel, SessionItem, Snapshot } from "@/lib/master-sessions/schema";

/**
 * A snapshot as the rows of a table, one figure a row: what CSV writes and what JSON gives for a panel. Panels come in the
 * order of the page. Group rows carry people as numerator and the session's total as denominator.
 */
export function figureRows(snapshot: Snapshot, panel?: Panel): FigureRow[] {
  const wanted =
    panel === undefined ? (Object.keys(rowsOf) as (keyof typeof rowsOf)[]) : [panel as keyof typeof rowsOf];
  return wanted.flatMap((name) =>
    (rowsOf[name]?.(snapshot) ?? []).map((row) => ({
      session_id: snapshot.session.id,
      panel: name,
      numerator: null,
      denominator: null,
      label: null,
      ...row,
    })),
  );
}

type Row = Pick<FigureRow, "key" | "value" | "unit"> & Partial<Pick<FigureRow, "label" | "numerator" | "denominator">>;

const rowsOf: Record<Exclude<Panel, "rows">, (snapshot: Snapshot) => Row[]> = {
  figures: (snapshot) => [
    ...metricKeys.map((key) => {
      const unit = key === "au" ? snapshot.au.unit : metrics[key].unit;
      return { key, unit, ...measure(key, snapshot) };
    }),
    { key: "dominantReaction", value: snapshot.reactions.dominant, unit: "reaction" },
    { key: "peakAt", value: isoOf(snapshot.peak?.at), unit: "instant" },
    { key: "halfTimeAt", value: isoOf(snapshot.halfTime?.at), unit: "instant" },
    { key: "startedAt", value: isoOf(snapshot.session.startedAt), unit: "instant" },
    { key: "endedAt", value: isoOf(snapshot.session.endedAt), unit: "instant" },
  ],
  countries: (snapshot) => ofGroups(snapshot.countries, snapshot.total),
  languages: (snapshot) => ofGroups(snapshot.languages, snapshot.total),
  devices: (snapshot) => ofGroups(snapshot.devices, snapshot.total),
  reactions: (snapshot) => ofGroups(snapshot.reactions.kinds, snapshot.total),
  themes: (snapshot) => [
    ...ofGroups(snapshot.gratitude.themes, snapshot.gratitude.people),
    ...(snapshot.gratitude.mergedThemes
      ? [{ key: "(merged)", value: snapshot.gratitude.mergedThemes, unit: "themes" }]
      : []),
  ],
  curve: (snapshot) => snapshot.curve.map((people, minute) => ({ key: String(minute), value: people, unit: "people" })),
  comparison: ({ comparison }) => [
    { key: "sessions", value: comparison.sessions, unit: "sessions" },
    ...Object.entries(comparison.medians ?? {}).map(([key, value]) => ({ key, value, unit: "median" })),
  ],
};

// Groups of reactions and themes overlap: one person may be in several.
const ofGroups = (groups: readonly (Group & { label?: string })[], of: number): Row[] =>
  groups.map(({ key, label, people }) => ({
    key: key || "(unknown)",
    label: label ?? null,
    value: people,
    unit: "people",
    numerator: people,
    denominator: of,
  }));

const isoOf = (value: Date | null | undefined) => value?.toISOString() ?? null;

export const figureColumns: readonly CsvColumn<FigureRow>[] = (
  ["session_id", "panel", "key", "value", "unit", "numerator", "denominator", "label"] as const
).map((header) => ({ header, value: (row) => row[header] }));

export const sessionItemColumns: readonly CsvColumn<SessionItem>[] = [
  { header: "session_id", value: (row) => row.id },
  { header: "title", value: (row) => row.title },
  { header: "master_id", value: (row) => row.master?.id },
  { header: "master", value: (row) => row.master?.name },
  { header: "language", value: (row) => row.language },
  { header: "version", value: (row) => row.version },
  { header: "status", value: (row) => row.status },
  { header: "shared", value: (row) => row.shared },
  { header: "scheduled_at", value: (row) => row.scheduledAt },
  { header: "started_at", value: (row) => row.startedAt },
  { header: "ended_at", value: (row) => row.endedAt },
  { header: "held_at", value: (row) => row.heldAt },
  { header: "time_of_day", value: (row) => row.timeOfDay },
  { header: "duration_minutes", value: (row) => row.durationMinutes },
  { header: "ready", value: (row) => row.ready },
  { header: "total", value: (row) => row.total },
  { header: "replay_people", value: (row) => row.replayPeople },
  { header: "dominant_reaction", value: (row) => row.dominantReaction },
];

export const attendeeColumns: readonly CsvColumn<Attendee>[] = [
  { header: "person", value: (row) => row.person },
  { header: "country", value: (row) => row.country },
  { header: "language", value: (row) => row.language },
  { header: "device", value: (row) => row.device },
  { header: "counted", value: (row) => row.counted },
  { header: "first_ready_at", value: (row) => row.firstReadyAt },
  { header: "last_left_at", value: (row) => row.lastLeftAt },
  { header: "attended_ms", value: (row) => row.attendedMs },
  { header: "partial", value: (row) => row.partial },
  { header: "dropped", value: (row) => row.dropped },
  { header: "joins", value: (row) => row.joins },
  { header: "devices", value: (row) => row.devices },
  { header: "reactions", value: (row) => row.reactions },
  { header: "au", value: (row) => row.au },
  { header: "replay_seconds", value: (row) => row.replaySeconds },
];
