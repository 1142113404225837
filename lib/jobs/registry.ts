import "server-only";
import { eventJobs } from "@/lib/events/jobs";
import { exportJobs } from "@/lib/exports/jobs";
import type { Job } from "@/lib/guard/job";
import { purgeIdentity } from "@/lib/identity/jobs";
import { detectAnomalies } from "@/lib/master-sessions/jobs";
import { rethemeTexts } from "@/lib/master-sessions/themes/jobs";
import { purgeNotifications } from "@/lib/notifications/jobs";
import { platformJobs } from "@/lib/platform/jobs";
import { privacyJobs } from "@/lib/privacy/jobs";
import { projections } from "@/lib/projections";
import { quizJobs } from "@/lib/quiz-sessions/jobs";
import { draftReports } from "@/lib/reports/jobs";
import { mailJobs } from "@/lib/reports/mail/jobs";
import { reconcileFigures } from "@/lib/telemetry/jobs";
import { hostDemo } from "@/prisma/seed/demo-host";

/** Every job there is. Set-up makes a queue for each, and the worker works on all of them. */
export const jobs: readonly Job[] = [
  ...eventJobs(projections),
  purgeIdentity,
  detectAnomalies,
  rethemeTexts,
  purgeNotifications,
  draftReports,
  ...mailJobs,
  ...exportJobs,
  ...privacyJobs,
  ...platformJobs,
  reconcileFigures,
  ...quizJobs,
  hostDemo,
];
