import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, numberField } from "./fields";

const week = 7 * 24 * 3600;

export const practiceReplayed = defineEvent({
  name: "practice.replayed",
  properties: z.object({
    sessionId: idField("the id of the session"),
    secondsPlayed: numberField(0, week, "how many seconds were played"),
    durationSeconds: numberField(1, week, "how many seconds the recording has"),
  }),
  sessionKey: "sessionId",
  texts: {
    en: {
      summary: "Somebody played the recording. From 30 seconds she counts as a replay, from 95% as a complete one.",
      properties: {
        sessionId: "The session whose recording it is.",
        secondsPlayed: "How many different seconds were played so far.",
        durationSeconds: "Length of the recording.",
      },
    },
    de: {
      summary:
        "Jemand hat die Aufzeichnung abgespielt. Ab 30 Sekunden zählt das als Wiedergabe, ab 95 % als vollständige.",
      properties: {
        sessionId: "Die Sitzung, deren Aufzeichnung es ist.",
        secondsPlayed: "Wie viele verschiedene Sekunden bisher abgespielt wurden.",
        durationSeconds: "Länge der Aufzeichnung.",
      },
    },
  },
  example: {
    userId: "participant-41",
    properties: { sessionId: "evening-circle-2026-11-20", secondsPlayed: 1310, durationSeconds: 2700 },
  },
});
