"use server";

import { importInput, previewInput } from "@/lib/attendance-import/schema";
import { importReport, previewReport } from "@/lib/attendance-import/service";
import { action } from "@/lib/guard/action";

/** Reads an attendance file and says what it would become. Nothing is changed and nothing of it is kept. */
export const previewAttendance = action(
  { permission: "sessions:schedule", input: previewInput },
  ({ db, tenant, now }, input) => previewReport(db, tenant, input, now),
  () => null,
);

/** Turns an attendance file into a session. */
export const importAttendance = action(
  { permission: "sessions:schedule", input: importInput, timeoutMs: 60_000 },
  ({ db, tenant, now }, input) => importReport(db, tenant, input, now),
  (_, { sessionId, people, fresh, source }) => ({
    action: "attendance.imported",
    target: { type: "session", id: sessionId },
    detail: { source, people, newEvents: fresh },
  }),
);
