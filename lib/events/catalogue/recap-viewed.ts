import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, labelField } from "./fields";

export const recapViewed = defineEvent({
  name: "recap.viewed",
  properties: z.object({
    sessionId: idField("the id of the session"),
    surface: labelField(40, "where it was seen").optional(),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary: "A participant saw the closing recap of a session.",
      properties: { sessionId: "The session of the recap.", surface: "Where: page, embed, app." },
    },
    de: {
      summary: "Jemand hat den Rückblick am Ende einer Sitzung gesehen.",
      properties: { sessionId: "Die Sitzung des Rückblicks.", surface: "Wo: page, embed, app." },
    },
  },
  example: { userId: "participant-41", properties: { sessionId: "evening-circle-2026-11-20", surface: "page" } },
});
