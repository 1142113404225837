import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField } from "./fields";

export const practiceCancelled = defineEvent({
  name: "practice.cancelled",
  properties: z.object({ sessionId: idField("the id of the session") }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary:
        "A scheduled session was called off. Scheduling it again brings it back; one that begins all the same was held.",
      properties: { sessionId: "The session that will not take place." },
    },
    de: {
      summary:
        "Eine geplante Sitzung wurde abgesagt. Ein neuer Termin holt sie zurück; beginnt sie trotzdem, hat sie stattgefunden.",
      properties: { sessionId: "Die Sitzung, die ausfällt." },
    },
  },
  example: { properties: { sessionId: "evening-circle-2026-11-20" } },
});
