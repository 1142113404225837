import "server-only";
import { z } from "zod";
import { liveOperations } from "@/lib/api/live-operations";
import { type ApiOperation, intakeRefusals, json, refusals, tenantRefusals } from "@/lib/api/operation";
import { quizOperations } from "@/lib/api/quiz-operations";
import { reportOperations } from "@/lib/api/report-operations";
import { sessionOperations } from "@/lib/api/session-operations";
import { auditExportQuery } from "@/lib/audit/answer";
import { logoParams } from "@/lib/brand/schema";
import { inboxQuery } from "@/lib/notifications/answer";
import { copyParams, copyQuery } from "@/lib/privacy/answer";

/** Segment's calls in full, and the letters under which its SDK for browsers sends them. */
export const segmentCalls = [
  ...["track", "identify", "page", "screen", "group", "alias", "batch"],
  ...["t", "i", "p", "s", "g", "a", "b"],
] as const;

const intakeOperations: readonly ApiOperation[] = [
  {
    id: "ingest",
    method: "post",
    path: "/api/ingest",
    tag: "intake",
    auth: "ingest",
    headers: ["content-encoding"],
    body: { "application/json": "events", "application/x-ndjson": "lines" },
    answers: { 200: json("Verdicts"), ...intakeRefusals },
    limits: ["intakeBody", "intakeEvent", "intakeRate"],
  },
  {
    id: "segment",
    method: "post",
    path: "/v1/{call}",
    tag: "intake",
    auth: "ingest",
    params: z.object({ call: z.enum(segmentCalls) }),
    headers: ["content-encoding"],
    body: { "application/json": "segment" },
    answers: { 200: json("SegmentAnswer"), ...intakeRefusals },
    limits: ["intakeBody", "intakeEvent", "intakeRate"],
  },
];

const organisationOperations: readonly ApiOperation[] = [
  {
    id: "exportAudit",
    method: "get",
    path: "/api/audit/export",
    tag: "organisation",
    auth: "session",
    query: auditExportQuery,
    answers: {
      200: {
        content: { "application/json": "AuditEntry[]", "text/csv": "text" },
        headers: ["content-disposition"],
      },
      ...tenantRefusals,
    },
  },
  {
    id: "getPersonCopy",
    method: "get",
    path: "/api/privacy/{requestId}/copy",
    tag: "organisation",
    auth: "session",
    params: copyParams,
    query: copyQuery,
    answers: { 200: { ...json("json"), headers: ["content-disposition"] }, ...tenantRefusals },
  },
  {
    id: "getLogo",
    method: "get",
    path: "/api/logos/{logoId}",
    tag: "organisation",
    auth: "read",
    params: logoParams,
    headers: ["if-none-match"],
    answers: {
      200: { content: { "image/png": "binary" }, headers: ["etag"] },
      304: { headers: ["etag"] },
      ...tenantRefusals,
    },
  },
  {
    id: "listNotices",
    method: "get",
    path: "/api/notifications",
    tag: "organisation",
    auth: "session",
    query: inboxQuery,
    answers: { 200: json("Inbox"), ...tenantRefusals },
    limits: ["page"],
  },
  {
    id: "readNotices",
    method: "post",
    path: "/api/notifications/read",
    tag: "organisation",
    auth: "session",
    headers: ["origin"],
    body: { "application/json": "NoticeIds" },
    answers: { 200: json("NoticesRead"), ...tenantRefusals },
    limits: ["page"],
  },
];

const systemOperations: readonly ApiOperation[] = [
  {
    id: "health",
    method: "get",
    path: "/api/health",
    tag: "system",
    auth: "none",
    answers: { 200: json("Health"), 503: json("Health") },
  },
  {
    id: "getDescription",
    method: "get",
    path: "/api/openapi.json",
    tag: "system",
    auth: "none",
    answers: { 200: json("json") },
  },
];

/** Every address that is there for other programs, with what it takes and what it answers. */
export const operations: readonly ApiOperation[] = [
  ...sessionOperations,
  ...reportOperations,
  ...quizOperations,
  ...liveOperations,
  ...intakeOperations,
  ...organisationOperations,
  ...systemOperations,
].map((operation) => ({ ...operation, answers: { ...refusals(500, 503), ...operation.answers } }));
