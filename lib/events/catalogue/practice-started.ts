import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, importField, importTexts } from "./fields";

export const practiceStarted = defineEvent({
  name: "practice.started",
  properties: z.object({ sessionId: idField("the id of the session"), importId: importField() }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary: "The session began. Whoever is present now or comes later belongs to the total.",
      properties: { sessionId: "The session that began.", importId: importTexts.en },
    },
    de: {
      summary: "Die Sitzung hat begonnen. Wer jetzt da ist oder noch kommt, gehört zur Gesamtzahl.",
      properties: { sessionId: "Die Sitzung, die begonnen hat.", importId: importTexts.de },
    },
  },
  example: { properties: { sessionId: "evening-circle-2026-11-20" } },
});
