import { z } from "zod";
import { defineEvent } from "./define-event";
import { choiceField, idField } from "./fields";

export const practiceClosed = defineEvent({
  name: "practice.closed",
  properties: z.object({ sessionId: idField("the id of the session"), reason: choiceField(["overdue"]) }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary:
        "Attune itself ended a session that nobody had ended, at its planned end. A practice.ended that arrives later still counts instead, until the report is shared.",
      properties: { sessionId: "The session that was closed.", reason: "Why: its time was long over." },
    },
    de: {
      summary:
        "Attune hat eine Sitzung, die niemand beendet hatte, zu ihrem geplanten Ende geschlossen. Ein späteres practice.ended gilt stattdessen, solange kein Bericht geteilt ist.",
      properties: { sessionId: "Die geschlossene Sitzung.", reason: "Warum: Ihre Zeit war längst um." },
    },
  },
  example: { properties: { sessionId: "evening-circle-2026-11-20", reason: "overdue" } },
});
