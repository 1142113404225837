"use server";

import { importInput, previewInput, takeBackInput } from "@/lib/attendance-import/schema";
import { importReport, previewReport } from "@/lib/attendance-import/service";
import { takeImportBack } from "@/lib/attendance-import/take-back";
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
  ({ db, tenant, user, now }, input) => importReport(db, tenant, input, user.id, now),
  (_, { sessionId, people, fresh, source }) => ({
    action: "attendance.imported",
    target: { type: "session", id: sessionId },
    detail: { source, people, newEvents: fresh },
  }),
);

/** Takes an imported file back, with all that came from it. */
export const takeBackAttendance = action(
  { permission: "sessions:schedule", input: takeBackInput },
  ({ db, tenant, user, now }, { importId }) => takeImportBack(db, tenant, importId, user.id, now),
  (_, { importId, sessionId, people }) => ({
    action: "attendance.taken-back",
    target: { type: "session", id: sessionId },
    detail: { importId, people },
  }),
);
