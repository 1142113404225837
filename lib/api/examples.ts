import "server-only";
import { quizExamples } from "@/lib/api/quiz-examples";
import { sessionExamples } from "@/lib/api/session-examples";
import { testEventType } from "@/lib/webhooks/schema";

/** A request and its answer as they may look; a test reads each with the schema that it is an example of. */
export interface ApiExample {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly answer?: unknown;
}

const live = {
  params: { sessionId: "evening-1" },
  query: { tenant: "lumen" },
  answer: {
    sessionId: "evening-1",
    revision: 412,
    phase: "live",
    title: "Evening of unity",
    masterName: "Anna Weiss",
    language: "en",
    startsAt: "2026-11-20T18:00:00.000Z",
    startedAt: "2026-11-20T18:00:04.000Z",
    endedAt: null,
    durationMinutes: 45,
    gathering: { display: "exact", shown: 247 },
    countries: ["AT", "DE", "FR"],
    reactions: [{ kind: "peace", occurrences: 188 }],
    recentReactions: 12,
    au: null,
    serverTime: "2026-11-20T18:12:30.000Z",
  },
} as const satisfies ApiExample;
const tab = { deviceId: "phone-1", connectionId: "tab-1" };

const liveExamples: Readonly<Record<string, ApiExample>> = {
  getLiveState: live,
  streamLiveState: { params: live.params, query: live.query },
  liveReady: { ...live, body: { ...tab, country: "DE", language: "de" } },
  liveHeartbeat: { ...live, body: tab },
  liveLeave: { ...live, body: tab },
  liveReact: { ...live, body: { kind: "peace" } },
  liveGratitude: { ...live, body: { text: "Thank you for the silence.", language: "en", consent: "anonymised" } },
  liveRecap: { ...live, body: { surface: "page" } },
};

const reportExamples: Readonly<Record<string, ApiExample>> = {
  getOpenRate: {
    query: { format: "json" },
    answer: {
      timeZone: "Europe/Berlin",
      recipients: 8,
      opened: 6,
      rate: 0.75,
      months: [{ month: "2026-11", recipients: 8, opened: 6, rate: 0.75, inProgress: true }],
      masters: [
        {
          masterId: "anna",
          masterName: "Anna Weiss",
          recipients: 8,
          opened: 6,
          rate: 0.75,
          medianSeconds: 94,
          lastOpenedAt: "2026-11-20T20:14:00.000Z",
        },
      ],
    },
  },
  previewReport: { params: { sessionId: "evening-1" }, query: { version: 2, size: "A4" } },
  getSharedReport: { params: { token: "q3pXf8…" }, query: { size: "LETTER" } },
  getMail: { params: { messageId: "7d0c1a52-6a0e-4d3b-9d58-2b6c5f0e9a11" } },
  takeBounce: { answer: { understood: true, noted: true } },
  listExports: {
    answer: {
      exports: [
        {
          id: "0b6f2c1e-8f4d-4a57-9a3e-6c9c1f2d7b10",
          content: "sessions",
          format: "csv",
          query: { from: "2026-11-01", to: "2026-11-20", filters: {} },
          state: "done",
          rowsDone: 42,
          rowsTotal: 42,
          bytes: 9214,
          failure: null,
          createdAt: "2026-11-20T09:00:00.000Z",
          finishedAt: "2026-11-20T09:00:02.000Z",
          expiresAt: "2026-12-04T09:00:02.000Z",
          downloads: 1,
        },
      ],
    },
  },
  getExportFile: {
    params: { exportId: "0b6f2c1e-8f4d-4a57-9a3e-6c9c1f2d7b10" },
    query: { tenant: "lumen", expires: "1795338302000", signature: "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg" },
  },
};

const intakeExamples: Readonly<Record<string, ApiExample>> = {
  ingest: {
    body: [{ id: "7f3a", name: "practice.ended", userId: "u1", properties: { sessionId: "evening-1" } }],
    answer: {
      accepted: 1,
      duplicates: 0,
      rejected: 0,
      verdicts: [{ index: 0, id: "7f3a", verdict: "accepted" }],
    },
  },
  segment: {
    params: { call: "track" },
    body: { userId: "u1", event: "practice.ready", properties: { sessionId: "evening-1", deviceId: "phone" } },
    answer: { success: true },
  },
};

const otherExamples: Readonly<Record<string, ApiExample>> = {
  exportAudit: {
    query: { tenant: "lumen", action: "report.shared", from: "2026-11-01", format: "json" },
    answer: [
      {
        seq: 118,
        at: "2026-11-20T20:02:11.000Z",
        actorKind: "user",
        actorId: "3f1c9b52-97f5-4c0e-8a21-5b7d3e2f6a90",
        actorLabel: "Mira Sommer",
        action: "report.shared",
        targetType: "session",
        targetId: "evening-1",
        detail: { version: 2 },
        hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      },
    ],
  },
  getPersonCopy: {
    params: { requestId: "1c9e4f7a-5b2d-4e8c-9a6f-0d3b7c5e2f14" },
    query: { tenant: "lumen", expires: "1795338302000", signature: "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg" },
  },
  getLogo: { params: { logoId: "5c0f3d6b-2f1a-4b7e-9d0c-8a6e4f2b1c77" } },
  listNotices: {
    query: { tenant: "lumen", limit: 30 },
    answer: {
      unread: 1,
      items: [
        {
          id: "d2b7f0c4-1a3e-4c5d-8b6f-7e9a0c1d2e3f",
          kind: "report-opened",
          href: "/masters/sessions/evening-1/report",
          params: { title: "Evening of unity", link: "Anna" },
          createdAt: "2026-11-20T20:14:00.000Z",
          read: false,
        },
      ],
    },
  },
  readNotices: {
    query: { tenant: "lumen" },
    body: { ids: ["d2b7f0c4-1a3e-4c5d-8b6f-7e9a0c1d2e3f"] },
    answer: { read: 1 },
  },
  health: {
    answer: { status: "ok", database: "ok", worker: "ok", lastProjectedAt: "2026-11-20T20:14:01.000Z" },
  },
  [testEventType]: {
    body: {
      type: testEventType,
      timestamp: "2026-11-20T18:00:00.000Z",
      data: { id: "9b2c6f6e-9b0e-4a54-8b5a-0c6f2f7e1d33", kind: "analytics_webhook" },
    },
  },
};

/** An example for each operation and each webhook, by its id. */
export const examples: Readonly<Record<string, ApiExample | undefined>> = {
  ...sessionExamples,
  ...reportExamples,
  ...quizExamples,
  ...liveExamples,
  ...intakeExamples,
  ...otherExamples,
};
