import "server-only";
import { type ApiOperation, json, jsonOrCsv, tenantRefusals } from "@/lib/api/operation";
import { anomalyQuerySchema } from "@/lib/master-sessions/anomaly-export";
import { exportQuerySchema, listQuerySchema, sessionParams } from "@/lib/master-sessions/schema";
import { masterParams, timelineQuerySchema } from "@/lib/master-sessions/timeline-schema";
import { overviewQuery } from "@/lib/overview/answer";
import { telemetryQuery } from "@/lib/telemetry/answer";

const about = { method: "get", tag: "masterSessions", auth: "read" } as const;

/** What is read of gatherings: sums, sessions, findings, telemetry. */
export const sessionOperations: readonly ApiOperation[] = [
  {
    ...about,
    id: "getOverview",
    path: "/api/overview",
    query: overviewQuery,
    answers: { 200: jsonOrCsv("Overview"), ...tenantRefusals },
    limits: ["period"],
  },
  {
    ...about,
    id: "listMasterSessions",
    path: "/api/master-sessions",
    query: listQuerySchema,
    answers: { 200: jsonOrCsv("SessionPage"), ...tenantRefusals },
    limits: ["page"],
  },
  {
    ...about,
    id: "getMasterSession",
    path: "/api/master-sessions/{sessionId}",
    params: sessionParams,
    answers: { 200: json("Snapshot"), ...tenantRefusals },
  },
  {
    ...about,
    id: "exportMasterSession",
    path: "/api/master-sessions/{sessionId}/export",
    params: sessionParams,
    query: exportQuerySchema,
    answers: { 200: jsonOrCsv(["Snapshot", "PanelExport"]), ...tenantRefusals },
  },
  {
    ...about,
    id: "getMasterTimeline",
    path: "/api/masters/{masterId}/timeline",
    params: masterParams,
    query: timelineQuerySchema,
    answers: { 200: jsonOrCsv("TimelineExport"), ...tenantRefusals },
    limits: ["period"],
  },
  {
    ...about,
    id: "listAnomalies",
    path: "/api/anomalies",
    query: anomalyQuerySchema,
    answers: { 200: jsonOrCsv("AnomalyPage"), ...tenantRefusals },
    limits: ["period"],
  },
  {
    ...about,
    id: "getTelemetry",
    path: "/api/telemetry",
    query: telemetryQuery,
    answers: { 200: jsonOrCsv("Telemetry"), ...tenantRefusals },
    limits: ["period"],
  },
];
