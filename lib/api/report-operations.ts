import "server-only";
import { type ApiOperation, json, jsonOrCsv, refusals, tenantRefusals } from "@/lib/api/operation";
import { exportFileParams, exportFileQuery } from "@/lib/exports/answer";
import { contentTypes } from "@/lib/exports/format-writer";
import { signatureHeader } from "@/lib/guard/signed-body";
import { emlParams } from "@/lib/reports/mail/schema";
import { openRateQuery } from "@/lib/reports/open-rate-answer";
import { previewParams, previewQuery, sharedPdfParams, sharedPdfQuery } from "@/lib/reports/report-queries";

const pdf = { content: { "application/pdf": "binary" }, headers: ["content-disposition"] } as const;

/** Reports, the mail that carries them, and files of exports. */
export const reportOperations: readonly ApiOperation[] = [
  {
    id: "getOpenRate",
    method: "get",
    path: "/api/reports/open-rate",
    tag: "reports",
    auth: "read",
    query: openRateQuery,
    answers: { 200: jsonOrCsv("OpenRate"), ...tenantRefusals },
  },
  {
    id: "previewReport",
    method: "get",
    path: "/api/reports/{sessionId}/preview",
    tag: "reports",
    auth: "session",
    params: previewParams,
    query: previewQuery,
    answers: { 200: pdf, ...tenantRefusals, ...refusals(409) },
  },
  {
    id: "getSharedReport",
    method: "get",
    path: "/r/{token}/report.pdf",
    tag: "reports",
    auth: "none",
    params: sharedPdfParams,
    query: sharedPdfQuery,
    answers: { 200: pdf, 303: { headers: ["location"] }, ...refusals(400, 404) },
  },
  {
    id: "getMail",
    method: "get",
    path: "/api/mail/messages/{messageId}/eml",
    tag: "reports",
    auth: "session",
    params: emlParams,
    answers: {
      200: { content: { "message/rfc822": "binary" }, headers: ["content-disposition"] },
      ...tenantRefusals,
    },
  },
  {
    id: "takeBounce",
    method: "post",
    path: "/api/mail/bounces",
    tag: "reports",
    auth: "signed",
    headers: [signatureHeader],
    body: { "message/rfc822": "binary" },
    answers: { 200: json("Bounce"), ...refusals(401, 404, 413) },
    limits: ["bounce"],
  },
  {
    id: "listExports",
    method: "get",
    path: "/api/exports",
    tag: "reports",
    auth: "session",
    answers: { 200: json("Exports"), ...tenantRefusals },
    limits: ["exportFile"],
  },
  {
    id: "getExportFile",
    method: "get",
    path: "/api/exports/{exportId}/file",
    tag: "reports",
    auth: "session",
    params: exportFileParams,
    query: exportFileQuery,
    answers: {
      200: {
        content: Object.fromEntries(
          Object.values(contentTypes).map((type) => [type, type === contentTypes.json ? "json" : "binary"] as const),
        ),
        headers: ["content-disposition", "content-length"],
      },
      ...tenantRefusals,
    },
    limits: ["exportFile"],
  },
];
