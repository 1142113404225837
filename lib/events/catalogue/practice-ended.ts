import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, importField, importTexts } from "./fields";

export const practiceEnded = defineEvent({
  name: "practice.ended",
  properties: z.object({ sessionId: idField("the id of the session"), importId: importField() }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary: "The session ended. Its figures are frozen with this event.",
      properties: { sessionId: "The session that ended.", importId: importTexts.en },
    },
    de: {
      summary: "Die Sitzung ist zu Ende. Mit diesem Ereignis werden ihre Zahlen festgehalten.",
      properties: { sessionId: "Die Sitzung, die zu Ende ist.", importId: importTexts.de },
    },
  },
  example: { properties: { sessionId: "evening-circle-2026-11-20" } },
});
