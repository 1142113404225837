import { z } from "zod";
import {
  errorSchema,
  eventSchema,
  healthSchema,
  issueSchema,
  segmentAnswerSchema,
  verdictSchema,
  verdictsSchema,
} from "@/lib/api/intake-schemas";
import {
  gratitudeBody,
  liveParams,
  liveQuery,
  liveStateSchema,
  reactBody,
  readyBody,
  recapBody,
} from "@/lib/live/schema";
import { anomalyPageSchema, anomalyQuerySchema, anomalyRowSchema } from "@/lib/master-sessions/anomaly-export";
import { measureSchema, metricsSchema, panelAnswerSchema, snapshotAnswerSchema } from "@/lib/master-sessions/answer";
import {
  attendeeSchema,
  comparisonSchema,
  exportQuerySchema,
  figureRowSchema,
  gatheringSchema,
  gratitudeSchema,
  groupSchema,
  listQuerySchema,
  masterSchema,
  mediansSchema,
  momentSchema,
  reactionsSchema,
  replaysSchema,
  sessionHeadSchema,
  sessionItemSchema,
  sessionPageSchema,
  sessionParams,
  unitsSchema,
} from "@/lib/master-sessions/schema";
import { masterParams, timelineAnswerSchema, timelineQuerySchema } from "@/lib/master-sessions/timeline-schema";

/** Every shape that the description names, under the name that it has there. */
export const components = {
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
  LiveState: liveStateSchema,
  LiveConnection: readyBody,
  LiveReaction: reactBody,
  LiveGratitude: gratitudeBody,
  LiveRecap: recapBody,
  Event: eventSchema,
  Verdicts: verdictsSchema,
  Verdict: verdictSchema,
  Issue: issueSchema,
  SegmentAnswer: segmentAnswerSchema,
  Health: healthSchema,
  Error: errorSchema,
} as const satisfies Record<string, z.ZodType>;

export type ComponentName = keyof typeof components;

export type ApiTag = "masterSessions" | "live" | "intake" | "system";

export interface ApiOperation {
  /** also the key of its texts, `api.operations.<id>` */
  readonly id: string;
  readonly method: "get" | "post";
  readonly path: string;
  readonly tag: ApiTag;
  /** `read`: a signed-in member or a read key · `ingest`: an ingest key · `participant`: a participant's token, or a device · `none`: everybody */
  readonly auth: "read" | "ingest" | "participant" | "none";
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: Readonly<Record<string, ComponentName | "events" | "lines" | "segment">>;
  readonly answers: Readonly<Record<string, Readonly<Record<string, ComponentName | "text">>>>;
}

const json = (name: ComponentName) => ({ "application/json": name });
const refusals = (...statuses: number[]) => Object.fromEntries(statuses.map((status) => [status, json("Error")]));

const tenantQuery = { tenant: z.string().optional() };
const liveDeed = (id: string, deed: string, body: ComponentName): ApiOperation => ({
  id,
  method: "post",
  path: `/api/live/{sessionId}/${deed}`,
  tag: "live",
  auth: "participant",
  params: liveParams,
  query: liveQuery,
  body: json(body),
  answers: { 200: json("LiveState"), ...refusals(400, 401, 403, 404, 409, 413, 422, 429, 503) },
});
const liveLook = { method: "get", tag: "live", auth: "participant", params: liveParams, query: liveQuery } as const;
const calls = ["track", "identify", "page", "screen", "group", "alias", "batch"] as const;

export const operations: readonly ApiOperation[] = [
  {
    id: "listMasterSessions",
    method: "get",
    path: "/api/master-sessions",
    tag: "masterSessions",
    auth: "read",
    query: z.object({ ...tenantQuery, ...listQuerySchema.shape }),
    answers: { 200: { ...json("SessionPage"), "text/csv": "text" }, ...refusals(400, 401, 403, 404) },
  },
  {
    id: "getMasterSession",
    method: "get",
    path: "/api/master-sessions/{sessionId}",
    tag: "masterSessions",
    auth: "read",
    params: sessionParams,
    query: z.object(tenantQuery),
    answers: { 200: json("Snapshot"), ...refusals(401, 403, 404) },
  },
  {
    id: "exportMasterSession",
    method: "get",
    path: "/api/master-sessions/{sessionId}/export",
    tag: "masterSessions",
    auth: "read",
    params: sessionParams,
    query: z.object({ ...tenantQuery, ...exportQuerySchema.shape }),
    answers: { 200: { ...json("PanelExport"), "text/csv": "text" }, ...refusals(400, 401, 403, 404) },
  },
  {
    id: "getMasterTimeline",
    method: "get",
    path: "/api/masters/{masterId}/timeline",
    tag: "masterSessions",
    auth: "read",
    params: masterParams,
    query: z.object({ ...tenantQuery, ...timelineQuerySchema.shape }),
    answers: { 200: { ...json("TimelineExport"), "text/csv": "text" }, ...refusals(400, 401, 403, 404) },
  },
  {
    id: "listAnomalies",
    method: "get",
    path: "/api/anomalies",
    tag: "masterSessions",
    auth: "read",
    query: z.object({ ...tenantQuery, ...anomalyQuerySchema.shape }),
    answers: { 200: { ...json("AnomalyPage"), "text/csv": "text" }, ...refusals(400, 401, 403, 404) },
  },
  {
    id: "getLiveState",
    path: "/api/live/{sessionId}",
    ...liveLook,
    answers: { 200: json("LiveState"), ...refusals(401, 403, 404, 503) },
  },
  {
    id: "streamLiveState",
    path: "/api/live/{sessionId}/stream",
    ...liveLook,
    answers: { 200: { "text/event-stream": "text" }, ...refusals(401, 403, 404, 503) },
  },
  liveDeed("liveReady", "ready", "LiveConnection"),
  liveDeed("liveHeartbeat", "heartbeat", "LiveConnection"),
  liveDeed("liveLeave", "leave", "LiveConnection"),
  liveDeed("liveReact", "react", "LiveReaction"),
  liveDeed("liveGratitude", "gratitude", "LiveGratitude"),
  liveDeed("liveRecap", "recap", "LiveRecap"),
  {
    id: "ingest",
    method: "post",
    path: "/api/ingest",
    tag: "intake",
    auth: "ingest",
    body: { "application/json": "events", "application/x-ndjson": "lines" },
    answers: { 200: json("Verdicts"), ...refusals(400, 401, 403, 413, 429, 503) },
  },
  {
    id: "segment",
    method: "post",
    path: "/v1/{call}",
    tag: "intake",
    auth: "ingest",
    params: z.object({ call: z.enum(calls) }),
    body: { "application/json": "segment" },
    answers: { 200: json("SegmentAnswer"), ...refusals(400, 401, 403, 413, 429, 503) },
  },
  {
    id: "health",
    method: "get",
    path: "/api/health",
    tag: "system",
    auth: "none",
    answers: { 200: json("Health"), 503: json("Health") },
  },
];
