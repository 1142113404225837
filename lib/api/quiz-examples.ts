import "server-only";
import type { ApiExample } from "@/lib/api/examples";
import { sampleRecord } from "@/lib/quiz-sessions/sample-result";

const session = {
  session_id: sampleRecord.session_id,
  begun_at: "2026-11-20T17:52:10.000Z",
  completed_at: "2026-11-20T18:00:00.000Z",
  framework_id: sampleRecord.framework_id,
  format: sampleRecord.format,
  quiz_version: "3",
  user_email: sampleRecord.user_email,
  user_name: sampleRecord.user_name,
  primary_id: sampleRecord.primary_id,
  secondary_id: sampleRecord.secondary_id,
  scores: sampleRecord.scores,
  lead: "warm",
  lead_by_hand: false,
  source: "gateway",
  language: "en",
  country: "DE",
  duration_ms: 470_000,
  cost_minor: 1.2,
  cost_currency: "USD",
  last_step: "complete",
  opened: true,
  booked: false,
  tags: ["call back"],
  conflict_of: null,
  prospect_id: "6f1d0e0a-2c52-5a0b-9d53-0d6c1b2a4e88",
};

const person = { eventId: "2f4d6a10-8c3e-4b7a-9d21-e0f4c6b8a913", person: "b7c1e2d3-4f50-4a7b-8c9d-0e1f2a3b4c5d" };

/** Quizzes, and the webhooks that tell of them. */
export const quizExamples: Readonly<Record<string, ApiExample>> = {
  sendQuizResults: {
    body: sampleRecord,
    answer: {
      accepted: 1,
      duplicates: 0,
      conflicts: 0,
      rejected: 0,
      verdicts: [{ index: 0, session_id: sampleRecord.session_id, verdict: "accepted" }],
    },
  },
  listQuizSessions: {
    query: { from: "2026-11-01", to: "2026-11-20", framework: "archetypes", lead: "warm", limit: 1 },
    answer: { items: [session], nextCursor: null },
  },
  getDropOff: {
    query: { from: "2026-11-01", to: "2026-11-20", columns: "format" },
    answer: {
      columns: "format",
      from: "2026-11-01",
      to: "2026-11-20",
      withoutJourney: 4,
      rows: [
        {
          step: "q:courage",
          column: "qa",
          entries: 120,
          continued: 101,
          dropped: 15,
          in_progress: 4,
          retention: 0.8,
          drop_ratio: 0.125,
          median_ms: 5200,
          p90_ms: 14_000,
        },
      ],
      edges: [{ from: "start", to: "q:courage", sessions: 120 }],
    },
  },
  exportProspect: {
    params: { prospectId: session.prospect_id },
    query: { tenant: "mmc" },
    answer: {
      prospect: {
        email: sampleRecord.user_email,
        name: sampleRecord.user_name,
        sessions: 1,
        completed: 1,
        firstAt: session.begun_at,
        lastAt: session.completed_at,
        lead: 2,
        leadByHand: false,
        consent: true,
        consentAt: session.completed_at,
        costMinor: 1.2,
        overrideReason: null,
      },
      sessions: [],
      notes: [
        {
          sessionId: session.session_id,
          text: "Asked for a call.",
          author: "Mira Sommer",
          createdAt: "2026-11-20T19:00:00.000Z",
        },
      ],
    },
  },
  getFrameworkConfig: {
    params: { frameworkId: "archetypes" },
    query: { version: 4 },
    answer: {
      frameworkId: "archetypes",
      version: 4,
      config: {
        voice: { tone: "warm", greeting: "Welcome" },
        scoring: { method: "mean", scaleMin: 0, scaleMax: 100 },
        modes: { qa: true, game: false, first: "qa" },
        landing: { headline: "Which archetype leads you?" },
        communications: { sendResult: true, followUpDays: 3 },
        results: { showSecondary: true },
        providers: { temperature: 0.7, whenUnavailable: "template" },
        personas: { "hero.name": "Hero" },
      },
      overridden: ["voice.greeting"],
    },
  },
  analytics_webhook: {
    body: {
      type: "quiz_completed",
      timestamp: "2026-11-20T18:00:00.000Z",
      data: {
        ...person,
        session: "c0ffee00-1234-4678-9abc-def012345678",
        framework: "archetypes",
        format: "qa",
        version: "3",
        scores: sampleRecord.scores,
        primary: sampleRecord.primary_id,
        secondary: sampleRecord.secondary_id,
      },
    },
  },
  archetype_scores_webhook: {
    body: {
      type: "quiz_completed",
      timestamp: "2026-11-20T18:00:00.000Z",
      data: {
        session_id: sampleRecord.session_id,
        tenant_id: "mmc",
        framework_id: "archetypes",
        format: "qa",
        quiz_version: "3",
        user_email: sampleRecord.user_email,
        user_name: sampleRecord.user_name,
        user_id: "u1",
        scores: sampleRecord.scores,
        primary_id: sampleRecord.primary_id,
        secondary_id: sampleRecord.secondary_id,
        contact_consent: true,
        language: "en",
        completed_at: "2026-11-20T18:00:00.000Z",
        metadata: sampleRecord.metadata,
      },
    },
  },
};
