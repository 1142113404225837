import "server-only";
import { type ApiOperation, intakeRefusals, json, jsonOrCsv, tenantRefusals } from "@/lib/api/operation";
import { configParams, configQuery } from "@/lib/frameworks/answer";
import { dropOffQuery } from "@/lib/quiz-sessions/drop-off-search";
import { sessionsQuery } from "@/lib/quiz-sessions/export";
import { prospectParams } from "@/lib/quiz-sessions/prospect-page";

/** Quizzes: results come in; sessions, drop-off and configurations are read. */
export const quizOperations: readonly ApiOperation[] = [
  {
    id: "sendQuizResults",
    method: "post",
    path: "/api/quiz/results",
    tag: "quizzes",
    auth: "ingest",
    body: { "application/json": "results" },
    answers: {
      200: json("QuizVerdicts"),
      ...intakeRefusals,
      409: json("QuizVerdicts"),
      422: json("QuizVerdicts"),
    },
    limits: ["results", "intakeBody"],
  },
  {
    id: "listQuizSessions",
    method: "get",
    path: "/api/quiz/sessions",
    tag: "quizzes",
    auth: "read",
    query: sessionsQuery,
    answers: { 200: jsonOrCsv(["QuizSessionPage", "QuizSession[]"]), ...tenantRefusals },
    limits: ["page"],
  },
  {
    id: "getDropOff",
    method: "get",
    path: "/api/quiz/drop-off",
    tag: "quizzes",
    auth: "read",
    query: dropOffQuery,
    answers: { 200: jsonOrCsv("DropOff"), ...tenantRefusals },
  },
  {
    id: "exportProspect",
    method: "get",
    path: "/api/quiz/prospects/{prospectId}/export",
    tag: "quizzes",
    auth: "session",
    params: prospectParams,
    answers: { 200: { ...json("Prospect"), headers: ["content-disposition"] }, ...tenantRefusals },
  },
  {
    id: "getFrameworkConfig",
    method: "get",
    path: "/api/frameworks/{frameworkId}/config",
    tag: "quizzes",
    auth: "read",
    params: configParams,
    query: configQuery,
    headers: ["if-none-match"],
    answers: {
      200: { ...json("FrameworkConfig"), headers: ["etag"] },
      304: { headers: ["etag"] },
      ...tenantRefusals,
    },
  },
];
