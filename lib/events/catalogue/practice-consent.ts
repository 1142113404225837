import { z } from "zod";
import { defineEvent } from "./define-event";
import { choiceField, idField } from "./fields";

export const practiceConsent = defineEvent({
  name: "practice.consent",
  properties: z.object({
    sessionId: idField("the id of the session"),
    gratitudeId: idField("the id of the practice.gratitude event"),
    consent: choiceField(["none", "anonymised", "quoted"]),
    deviceId: idField("an id of the participant's device").optional(),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary:
        "A participant says anew what may be done with her words. Only whoever wrote them can; with `none`, a quote leaves every report at once.",
      properties: {
        sessionId: "The session she wrote about.",
        gratitudeId: "The id (messageId) of the practice.gratitude event that brought the words.",
        consent: "What may be done with them from now on: none, anonymised or quoted.",
        deviceId: "The device, for participants without an account, as in practice.ready.",
      },
    },
    de: {
      summary:
        "Jemand sagt neu, was mit den eigenen Worten geschehen darf. Das kann nur, wer sie geschrieben hat; bei `none` verschwindet ein Zitat sofort aus allen Berichten.",
      properties: {
        sessionId: "Die Sitzung, zu der die Worte gehören.",
        gratitudeId: "Die Kennung (messageId) des Ereignisses practice.gratitude, mit dem die Worte kamen.",
        consent: "Was von nun an damit geschehen darf: none, anonymised oder quoted.",
        deviceId: "Das Gerät, für Teilnehmende ohne Konto, wie in practice.ready.",
      },
    },
  },
  example: {
    userId: "participant-41",
    properties: {
      sessionId: "evening-circle-2026-11-20",
      gratitudeId: "gratitude-41-1",
      consent: "none",
    },
  },
});
