import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, importField, importTexts, labelField } from "./fields";

export const practiceReaction = defineEvent({
  name: "practice.reaction",
  properties: z.object({
    sessionId: idField("the id of the session"),
    kind: labelField(40, "the kind of reaction"),
    importId: importField(),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary: "A participant showed a feeling. The dominant reaction is the one with most people, not most taps.",
      properties: {
        sessionId: "The session she is in.",
        kind: "Which feeling, as one word of yours.",
        importId: importTexts.en,
      },
    },
    de: {
      summary:
        "Jemand hat ein Gefühl gezeigt. Vorherrschend ist die Reaktion der meisten Menschen, nicht der meisten Berührungen.",
      properties: {
        sessionId: "Die Sitzung, in der sie gezeigt wurde.",
        kind: "Welches Gefühl, als eigenes Wort.",
        importId: importTexts.de,
      },
    },
  },
  example: { userId: "participant-41", properties: { sessionId: "evening-circle-2026-11-20", kind: "unity" } },
});
