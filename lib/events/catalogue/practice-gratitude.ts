import { z } from "zod";
import { defineEvent } from "./define-event";
import { choiceField, freeTextField, idField, languageField } from "./fields";

export const practiceGratitude = defineEvent({
  name: "practice.gratitude",
  properties: z.object({
    sessionId: idField("the id of the session"),
    text: freeTextField(4000, "what was written"),
    language: languageField().optional(),
    consent: choiceField(["none", "anonymised", "quoted"]).default("none"),
  }),
  sessionKey: "sessionId",
  personal: ["text"],
  consent: { to: "text", by: "consent" },
  texts: {
    en: {
      summary: "A participant wrote what she is grateful for. The text is kept apart from the log and can be erased.",
      properties: {
        sessionId: "The session she writes about.",
        text: "What she wrote. It never enters the log.",
        language: "Language of the text.",
        consent:
          "What may be done with her words: none, anonymised (retold without her name) or quoted; none unless said. Themes count single words that several people used.",
      },
    },
    de: {
      summary:
        "Jemand hat geschrieben, wofür er oder sie dankbar ist. Der Text liegt getrennt vom Protokoll und kann gelöscht werden.",
      properties: {
        sessionId: "Die Sitzung, um die es geht.",
        text: "Was geschrieben wurde. Es gelangt nie ins Protokoll.",
        language: "Sprache des Textes.",
        consent:
          "Was mit den Worten geschehen darf: none (nichts), anonymised (ohne Namen wiedergeben) oder quoted (zitieren); ohne Angabe nichts. Themen zählen einzelne Wörter, die mehrere Menschen benutzt haben.",
      },
    },
  },
  example: {
    userId: "participant-41",
    properties: {
      sessionId: "evening-circle-2026-11-20",
      text: "The silence at the end carried me through the week.",
      language: "en",
      consent: "quoted",
    },
  },
});
