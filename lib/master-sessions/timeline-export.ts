import type { CsvColumn, CsvValue } from "@/lib/csv";
import type { Timeline } from "@/lib/master-sessions/timeline";
import { type TimelinePanel, timelineMetrics } from "@/lib/master-sessions/timeline-schema";

type ExportRow = Readonly<Record<string, CsvValue>>;

const rowsOf: Record<TimelinePanel, (timeline: Timeline) => ExportRow[]> = {
  sessions: ({ sessions }) =>
    sessions.map((one) => ({
      session_id: one.id,
      title: one.title,
      held_at: one.heldAt,
      status: one.status,
      language: one.language,
      version: one.version,
      time_of_day: one.timeOfDay,
      people: one.people,
      reacting_people: one.reactingPeople,
      reacting_ratio: one.reactingRatio,
      muted_ratio: one.reactingRatio === null ? null : 1 - one.reactingRatio,
      gratitude_texts: one.gratitude,
      au: one.au,
      replay_people: one.replays,
    })),
  modes: ({ modes }) => [
    { mode: "live", attendances: modes.live },
    { mode: "replay", attendances: modes.replay },
  ],
  languages: ({ languages }) => languages.map(({ key, ...row }) => ({ language: key || "(unknown)", ...row })),
  timesOfDay: ({ timesOfDay }) => timesOfDay.map(({ key, ...row }) => ({ time_of_day: key || "(unknown)", ...row })),
  medians: ({ medians: { here, own, tenant } }) => [
    { metric: "sessions", period: here.sessions, own_year: own.sessions, tenant_year: tenant.sessions },
    ...timelineMetrics.map((metric) => ({
      metric,
      period: here[metric],
      own_year: own[metric],
      tenant_year: tenant[metric],
    })),
  ],
};

const headers: Record<TimelinePanel, readonly string[]> = {
  sessions: [
    "session_id",
    "title",
    "held_at",
    "status",
    "language",
    "version",
    "time_of_day",
    "people",
    "reacting_people",
    "reacting_ratio",
    "muted_ratio",
    "gratitude_texts",
    "au",
    "replay_people",
  ],
  modes: ["mode", "attendances"],
  languages: ["language", "sessions", "attendances", "median"],
  timesOfDay: ["time_of_day", "sessions", "attendances", "median"],
  medians: ["metric", "period", "own_year", "tenant_year"],
};

/** A panel of a timeline as rows, the same for CSV and JSON. */
export const timelineRows = (timeline: Timeline, panel: TimelinePanel): ExportRow[] => rowsOf[panel](timeline);

export const timelineColumns = (panel: TimelinePanel): CsvColumn<ExportRow>[] =>
  headers[panel].map((header) => ({ header, value: (row) => row[header] }));
