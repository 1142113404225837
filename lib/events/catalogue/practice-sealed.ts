import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, instantField } from "./fields";

export const practiceSealed = defineEvent({
  name: "practice.sealed",
  properties: z.object({ sessionId: idField("the id of the session"), endedAt: instantField() }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary:
        "Attune itself fixed the end of a session because its report was shared. Nothing moves that end any more.",
      properties: { sessionId: "The session that was sealed.", endedAt: "The end that holds from now on." },
    },
    de: {
      summary:
        "Attune hat das Ende einer Sitzung festgeschrieben, weil ihr Bericht geteilt wurde. Es ändert sich nicht mehr.",
      properties: { sessionId: "Die festgeschriebene Sitzung.", endedAt: "Das Ende, das von nun an gilt." },
    },
  },
  example: { properties: { sessionId: "evening-circle-2026-11-20", endedAt: "2026-11-20T19:00:00Z" } },
});
