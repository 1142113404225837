import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, importField, importTexts } from "./fields";

export const practiceReady = defineEvent({
  name: "practice.ready",
  properties: z.object({
    sessionId: idField("the id of the session"),
    deviceId: idField("an id of the participant's device"),
    connectionId: idField("an id of the tab or connection").optional(),
    importId: importField(),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary: "A participant confirmed “I'm ready”, or came back. She counts once, on however many devices.",
      properties: {
        sessionId: "The session she joins.",
        deviceId: "Your id of her device; the same one for every tab of it.",
        connectionId: "Your id of the tab or connection. With it, a repeated event changes nothing.",
        importId: importTexts.en,
      },
    },
    de: {
      summary:
        "Jemand hat „Ich bin bereit“ bestätigt oder ist zurück. Gezählt wird einmal, auf wie vielen Geräten auch immer.",
      properties: {
        sessionId: "Die Sitzung, zu der die Person kommt.",
        deviceId: "Die eigene Kennung des Geräts, dieselbe für alle seine Tabs.",
        connectionId: "Die eigene Kennung des Tabs oder der Verbindung. Mit ihr ändert eine Wiederholung nichts.",
        importId: importTexts.de,
      },
    },
  },
  example: {
    userId: "participant-41",
    context: { locale: "de-DE", country: "DE", device: "mobile" },
    properties: { sessionId: "evening-circle-2026-11-20", deviceId: "device-9c1", connectionId: "tab-1" },
  },
});
