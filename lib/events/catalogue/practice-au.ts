import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, numberField } from "./fields";

export const practiceAu = defineEvent({
  name: "practice.au",
  properties: z.object({
    sessionId: idField("the id of the session"),
    units: numberField(0, 1_000_000, "how many units"),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary: "A participant's client reports the units that she gathered since its last report. They are summed.",
      properties: { sessionId: "The session in which they were gathered.", units: "Units since the last report." },
    },
    de: {
      summary:
        "Die App einer teilnehmenden Person meldet die seit der letzten Meldung gesammelten Einheiten. Sie werden addiert.",
      properties: {
        sessionId: "Die Sitzung, in der sie gesammelt wurden.",
        units: "Einheiten seit der letzten Meldung.",
      },
    },
  },
  example: { userId: "participant-41", properties: { sessionId: "evening-circle-2026-11-20", units: 12.5 } },
});
