"use server";

import { action } from "@/lib/guard/action";
import { cancelInput, holdInput, rescheduleInput, scheduleInput } from "@/lib/master-sessions/calendar-schema";
import {
  beginSession as begin,
  cancelSession as cancel,
  endSession as end,
  rescheduleSession as reschedule,
  scheduleSession as schedule,
} from "@/lib/master-sessions/schedule";

/** Puts a session on the calendar. */
export const scheduleSession = action(
  { permission: "sessions:schedule", input: scheduleInput },
  ({ db, tenant, now }, input) => schedule(db, tenant, input, now),
  (input, { sessionId, startsAt }) => ({
    action: "session.scheduled",
    target: { type: "session", id: sessionId },
    detail: { title: input.title, startsAt: startsAt.toISOString(), durationMinutes: input.durationMinutes },
  }),
);

/** Changes a session that has not begun, or puts a cancelled one back. */
export const rescheduleSession = action(
  { permission: "sessions:schedule", input: rescheduleInput },
  ({ db, tenant, now }, { sessionId, ...planned }) => reschedule(db, tenant, sessionId, planned, now),
  (input, { sessionId, startsAt }) => ({
    action: "session.rescheduled",
    target: { type: "session", id: sessionId },
    detail: { title: input.title, startsAt: startsAt.toISOString(), durationMinutes: input.durationMinutes },
  }),
);

/** Calls a session off. */
export const cancelSession = action(
  { permission: "sessions:schedule", input: cancelInput },
  ({ db, tenant }, { sessionId }) => cancel(db, tenant, sessionId),
  (input, { title }) => ({
    action: "session.cancelled",
    target: { type: "session", id: input.sessionId },
    detail: { title },
  }),
);

/** Begins a session now, for everybody who waits in its lobby. */
export const beginSession = action(
  { permission: "sessions:schedule", input: holdInput },
  ({ db, tenant, now }, { sessionId }) => begin(db, tenant, sessionId, now),
  (input, { title }) => ({
    action: "session.begun",
    target: { type: "session", id: input.sessionId },
    detail: { title },
  }),
);

/** Ends a session now. */
export const endSession = action(
  { permission: "sessions:schedule", input: holdInput },
  ({ db, tenant }, { sessionId }) => end(db, tenant, sessionId),
  (input, { title }) => ({
    action: "session.ended",
    target: { type: "session", id: input.sessionId },
    detail: { title },
  }),
);
