import "server-only";
import type { z } from "zod";
import { periodAnswerSchema } from "@/lib/analytics/period-answer";
import {
  errorSchema,
  eventSchema,
  healthSchema,
  issueSchema,
  segmentAnswerSchema,
  verdictSchema,
  verdictsSchema,
} from "@/lib/api/intake-schemas";
import { auditEntrySchema } from "@/lib/audit/answer";
import { exportSchema, exportsAnswerSchema } from "@/lib/exports/answer";
import { frameworkConfigSchema } from "@/lib/frameworks/answer";
import { connectionBody, gratitudeBody, liveStateSchema, reactBody, readyBody, recapBody } from "@/lib/live/schema";
import { bounceAnswerSchema } from "@/lib/mail/bounce-answer";
import { anomalyPageSchema, anomalyRowSchema } from "@/lib/master-sessions/anomaly-export";
import { measureSchema, metricsSchema, panelAnswerSchema, snapshotAnswerSchema } from "@/lib/master-sessions/answer";
import {
  attendeeSchema,
  comparisonSchema,
  figureRowSchema,
  gatheringSchema,
  gratitudeSchema,
  groupSchema,
  masterSchema,
  mediansSchema,
  momentSchema,
  reactionsSchema,
  replaysSchema,
  sessionHeadSchema,
  sessionItemSchema,
  sessionPageSchema,
  themeSchema,
  unitsSchema,
} from "@/lib/master-sessions/schema";
import { timelineAnswerSchema } from "@/lib/master-sessions/timeline-schema";
import { inboxSchema, noticeSchema, noticesReadSchema } from "@/lib/notifications/answer";
import { readInput } from "@/lib/notifications/inbox";
import { overviewAnswerSchema, overviewDaySchema } from "@/lib/overview/answer";
import {
  dropOffAnswerSchema,
  dropOffRowSchema,
  prospectAnswerSchema,
  prospectSessionSchema,
  quizSessionPageSchema,
  quizSessionSchema,
  resultVerdictSchema,
  resultVerdictsSchema,
  stepEdgeSchema,
} from "@/lib/quiz-sessions/answer";
import { resultRecordSchema } from "@/lib/quiz-sessions/result-record";
import { openRateAnswerSchema, openRateMasterSchema, openRateMonthSchema } from "@/lib/reports/open-rate-answer";
import { differenceSchema, telemetryAnswerSchema, telemetryMetricSchema, unitPairSchema } from "@/lib/telemetry/answer";
import { analyticsPayloadSchema, crmPayloadSchema, testPayloadSchema } from "@/lib/webhooks/payload-schema";

/** Every shape that an answer or a webhook has, under the name that it has in the description. */
export const answerComponents = {
  Overview: overviewAnswerSchema,
  OverviewDay: overviewDaySchema,
  Period: periodAnswerSchema,
  SessionPage: sessionPageSchema,
  Session: sessionItemSchema,
  SessionHead: sessionHeadSchema,
  Master: masterSchema,
  Snapshot: snapshotAnswerSchema,
  Gathering: gatheringSchema,
  Moment: momentSchema,
  Group: groupSchema,
  Reactions: reactionsSchema,
  Gratitude: gratitudeSchema,
  Theme: themeSchema,
  Units: unitsSchema,
  Replays: replaysSchema,
  Comparison: comparisonSchema,
  Medians: mediansSchema,
  Metrics: metricsSchema,
  Measure: measureSchema,
  PanelExport: panelAnswerSchema,
  Figure: figureRowSchema,
  Attendee: attendeeSchema,
  AnomalyPage: anomalyPageSchema,
  Anomaly: anomalyRowSchema,
  TimelineExport: timelineAnswerSchema,
  Telemetry: telemetryAnswerSchema,
  TelemetryMetric: telemetryMetricSchema,
  UnitPair: unitPairSchema,
  Difference: differenceSchema,
  OpenRate: openRateAnswerSchema,
  OpenRateMonth: openRateMonthSchema,
  OpenRateMaster: openRateMasterSchema,
  Exports: exportsAnswerSchema,
  Export: exportSchema,
  QuizSessionPage: quizSessionPageSchema,
  QuizSession: quizSessionSchema,
  DropOff: dropOffAnswerSchema,
  DropOffCell: dropOffRowSchema,
  StepEdge: stepEdgeSchema,
  QuizVerdicts: resultVerdictsSchema,
  QuizVerdict: resultVerdictSchema,
  Prospect: prospectAnswerSchema,
  ProspectSession: prospectSessionSchema,
  FrameworkConfig: frameworkConfigSchema,
  AuditEntry: auditEntrySchema,
  Inbox: inboxSchema,
  Notice: noticeSchema,
  NoticesRead: noticesReadSchema,
  Bounce: bounceAnswerSchema,
  LiveState: liveStateSchema,
  Verdicts: verdictsSchema,
  Verdict: verdictSchema,
  Issue: issueSchema,
  SegmentAnswer: segmentAnswerSchema,
  Health: healthSchema,
  Error: errorSchema,
  AnalyticsWebhook: analyticsPayloadSchema,
  ArchetypeScoresWebhook: crmPayloadSchema,
  TestWebhook: testPayloadSchema,
} as const satisfies Record<string, z.ZodType>;

/** Every shape that a request's body has: there, what has a usual value may be left out. */
export const bodyComponents = {
  LiveConnection: readyBody,
  LiveLeave: connectionBody,
  LiveReaction: reactBody,
  LiveGratitude: gratitudeBody,
  LiveRecap: recapBody,
  Event: eventSchema,
  QuizResult: resultRecordSchema,
  NoticeIds: readInput,
} as const satisfies Record<string, z.ZodType>;

export type ComponentName = keyof typeof answerComponents | keyof typeof bodyComponents;
