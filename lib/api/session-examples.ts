import "server-only";
import type { ApiExample } from "@/lib/api/examples";
import { toAnswer } from "@/lib/master-sessions/answer";
import type { SessionItem, Snapshot } from "@/lib/master-sessions/schema";

const session: SessionItem = {
  id: "evening-1",
  title: "Evening of unity",
  master: { id: "anna", name: "Anna Weiss" },
  language: "en",
  version: "2",
  status: "ended",
  shared: true,
  scheduledAt: new Date("2026-11-20T18:00:00Z"),
  startedAt: new Date("2026-11-20T18:00:04Z"),
  endedAt: new Date("2026-11-20T18:45:10Z"),
  heldAt: new Date("2026-11-20T18:00:04Z"),
  timeOfDay: "evening",
  durationMinutes: 45,
  ready: 0,
  total: 247,
  replayPeople: 31,
  dominantReaction: "peace",
};

const { ready, total, replayPeople, dominantReaction, ...head } = session;

const snapshot: Snapshot = {
  session: head,
  frozenAt: new Date("2026-11-20T18:45:10Z"),
  total,
  gathering: { display: "exact", shown: total },
  ready,
  readyBeforeStart: 210,
  peak: { people: 238, at: new Date("2026-11-20T18:21:00Z") },
  halfTime: { people: 236, at: new Date("2026-11-20T18:22:34Z") },
  attendedMs: 594_000_000,
  partialPeople: 14,
  droppedPeople: 21,
  joins: 262,
  dedupeAdjustments: 15,
  countries: [{ key: "DE", people: 120, occurrences: 120 }],
  languages: [{ key: "en", people: 180, occurrences: 180 }],
  devices: [{ key: "mobile", people: 160, occurrences: 171 }],
  reactions: {
    people: 130,
    occurrences: 402,
    dominant: dominantReaction,
    kinds: [{ key: "peace", people: 96, occurrences: 250 }],
  },
  gratitude: {
    texts: 40,
    people: 38,
    themes: [
      { key: "@silence", people: 17, occurrences: 17, label: "Silence", labels: { en: "Silence", de: "Stille" } },
    ],
    mergedThemes: 3,
  },
  au: { units: 1240, label: "Awakened units", unit: "AU" },
  replays: { people: replayPeople, completed: 12 },
  curve: [210, 224, 231],
  comparison: { sessions: 1, needed: 3, medians: null },
};

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const dataAsOf = new Date("2026-11-20T20:14:01Z");
const month = { range: "custom", from: "2026-11-01", to: "2026-11-20" };

/** What is read of gatherings. */
export const sessionExamples: Readonly<Record<string, ApiExample>> = {
  getOverview: {
    query: { ...month, compare: "previous", format: "json" },
    answer: {
      period: { firstDay: "2026-11-20", lastDay: "2026-11-20", timeZone: "Europe/Berlin" },
      days: [
        {
          day: "2026-11-20",
          against: "2026-11-19",
          inProgress: false,
          attendances: 247,
          previousAttendances: 198,
          sessions: 2,
          reactions: 402,
          previousReactions: 351,
        },
      ],
    },
  },
  listMasterSessions: {
    query: { master: "anna", language: "en", status: "ended", sort: "held", limit: 1 },
    answer: asSent({ items: [session], nextCursor: null, dataAsOf }),
  },
  getMasterSession: { params: { sessionId: session.id }, answer: asSent(toAnswer(snapshot, dataAsOf)) },
  exportMasterSession: {
    params: { sessionId: session.id },
    query: { panel: "countries", format: "json" },
    answer: asSent({
      session_id: session.id,
      panel: "countries",
      dataAsOf,
      rows: [
        {
          session_id: session.id,
          panel: "countries",
          key: "DE",
          label: null,
          value: 120,
          unit: "people",
          numerator: null,
          denominator: null,
        },
      ],
    }),
  },
  getMasterTimeline: {
    params: { masterId: "anna" },
    query: { ...month, panel: "languages" },
    answer: {
      master_id: "anna",
      panel: "languages",
      rows: [{ language: "en", sessions: 8, attendances: 1610, median: 201 }],
    },
  },
  listAnomalies: {
    query: { ...month, state: "unsettled" },
    answer: {
      items: [
        {
          session_id: session.id,
          title: session.title,
          master_id: "anna",
          master: "Anna Weiss",
          held_at: "2026-11-20T18:00:04.000Z",
          kind: "low-attendance",
          severity: "warning",
          state: "open",
          value: 61,
          median: 214,
          spread: 32,
          distance: -4.78,
          baseline_sessions: ["evening-0"],
          follow_ups: 1,
        },
      ],
    },
  },
  getTelemetry: {
    query: { range: "7d", panel: "metrics" },
    answer: {
      period: { firstDay: "2026-11-14", lastDay: "2026-11-20", timeZone: "Europe/Berlin" },
      rows: [
        { metric: "dedupeShare", unit: "ratio", value: 0.06, numerator: 15, denominator: 262, before: 0.04 },
        { metric: "latencyP99", unit: "milliseconds", value: 740, numerator: null, denominator: null, before: 812 },
      ],
    },
  },
};
