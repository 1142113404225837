import { z } from "zod";
import { defineEvent } from "./define-event";
import { choiceField, idField, importField, importTexts } from "./fields";

export const practiceLeft = defineEvent({
  name: "practice.left",
  properties: z.object({
    sessionId: idField("the id of the session"),
    deviceId: idField("an id of the participant's device"),
    connectionId: idField("an id of the tab or connection").optional(),
    reason: choiceField(["silent"]).optional(),
    importId: importField(),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary:
        "A participant left, or one of her tabs was closed. Before the start she is no longer counted; after it she stays counted.",
      properties: {
        sessionId: "The session she leaves.",
        deviceId: "The device, as in practice.ready.",
        connectionId: "The tab or connection that ended, as in practice.ready.",
        reason: "Set by Attune alone: silent, when a connection's heartbeats stopped.",
        importId: importTexts.en,
      },
    },
    de: {
      summary:
        "Jemand ist gegangen, oder ein Tab wurde geschlossen. Vor dem Beginn zählt die Person dann nicht mehr, danach bleibt sie gezählt.",
      properties: {
        sessionId: "Die Sitzung, die verlassen wird.",
        deviceId: "Das Gerät, wie in practice.ready.",
        connectionId: "Der Tab oder die Verbindung, die endet, wie in practice.ready.",
        reason: "Setzt nur Attune: silent, wenn die Lebenszeichen einer Verbindung ausgeblieben sind.",
        importId: importTexts.de,
      },
    },
  },
  example: {
    userId: "participant-41",
    properties: { sessionId: "evening-circle-2026-11-20", deviceId: "device-9c1", connectionId: "tab-1" },
  },
});
