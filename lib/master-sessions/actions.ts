"use server";

import { randomUUID } from "node:crypto";
import { notFound } from "@/lib/errors";
import { action } from "@/lib/guard/action";
import { addNoteInput, anomalyStepInput, deleteNoteInput, editNoteInput } from "@/lib/master-sessions/anomaly-schema";
import { followAnomaly as follow } from "@/lib/master-sessions/follow-up";
import {
  deleteSessionNote,
  insertSessionNote,
  updateSessionNote,
} from "@/lib/master-sessions/queries/write-session-notes";

/** One step with an anomaly: acknowledge it, write down what was done, close it, open it again. */
export const followAnomaly = action(
  { permission: "masterSessions:annotate", input: anomalyStepInput },
  ({ db, user, now }, input) => follow(db, input, user.id, now),
  (input, result) => ({
    action: `anomaly.${input.step}`,
    target: { type: "session", id: input.sessionId },
    detail: { kind: input.kind, severity: result.severity, followUp: result.actionId, noted: input.note !== "" },
  }),
);

export const addNote = action(
  { permission: "masterSessions:annotate", input: addNoteInput },
  async ({ db, user, now }, { sessionId, body }) => {
    const noteId = randomUUID();
    const written = await insertSessionNote.first(db, { id: noteId, sessionId, body, by: user.id, at: now });
    if (!written) throw notFound("session");
    return { noteId };
  },
  (input, { noteId }) => noteChange("session-note.added", noteId, input.sessionId),
);

export const editNote = action(
  { permission: "masterSessions:annotate", input: editNoteInput },
  async ({ db, user, now }, { noteId, body }) => {
    const written = await updateSessionNote.first(db, { id: noteId, body, by: user.id, at: now });
    if (!written) throw notFound("note of yours");
    return written;
  },
  (input, { sessionId }) => noteChange("session-note.edited", input.noteId, sessionId),
);

export const deleteNote = action(
  { permission: "masterSessions:annotate", input: deleteNoteInput },
  async ({ db, user }, { noteId }) => {
    const gone = await deleteSessionNote.first(db, { id: noteId, by: user.id });
    if (!gone) throw notFound("note of yours");
    return gone;
  },
  (input, { sessionId }) => noteChange("session-note.deleted", input.noteId, sessionId),
);

// What a note says stays out of the audit log, which nobody can erase anything from.
function noteChange(name: string, noteId: string, session: string) {
  return { action: name, target: { type: "session-note", id: noteId }, detail: { session } };
}
