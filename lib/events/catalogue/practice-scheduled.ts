import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField, importField, importTexts, instantField, labelField, languageField, numberField } from "./fields";

export const practiceScheduled = defineEvent({
  name: "practice.scheduled",
  properties: z.object({
    sessionId: idField("the id of the session"),
    masterId: idField("the id of the master"),
    masterName: labelField(120, "the name under which the master is announced"),
    title: labelField(200, "the title of the session"),
    language: languageField().optional(),
    startsAt: instantField(),
    durationMinutes: numberField(1, 1440, "the planned length in minutes"),
    version: labelField(60, "the version of the practice").optional(),
    importId: importField(),
  }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary: "A session was put on the calendar. Send it again with the same sessionId when something changes.",
      properties: {
        sessionId: "Your id of the session. Every other practice event names it.",
        masterId: "Your id of the master who leads it.",
        masterName: "The master's public name.",
        title: "What the session is called.",
        language: "Language in which it is held.",
        startsAt: "Planned start.",
        durationMinutes: "Planned length.",
        version: "Version of the practice, to compare versions later.",
        importId: importTexts.en,
      },
    },
    de: {
      summary: "Eine Sitzung steht im Kalender. Bei Änderungen mit derselben sessionId noch einmal senden.",
      properties: {
        sessionId: "Die eigene Kennung der Sitzung. Alle anderen Praxis-Ereignisse nennen sie.",
        masterId: "Die eigene Kennung der Person, die die Sitzung leitet.",
        masterName: "Ihr öffentlicher Name.",
        title: "Wie die Sitzung heißt.",
        language: "Sprache, in der sie gehalten wird.",
        startsAt: "Geplanter Beginn.",
        durationMinutes: "Geplante Dauer in Minuten.",
        version: "Version der Praxis, um Versionen später zu vergleichen.",
        importId: importTexts.de,
      },
    },
  },
  example: {
    properties: {
      sessionId: "evening-circle-2026-11-20",
      masterId: "master-7",
      masterName: "Amara Lindqvist",
      title: "Evening circle",
      language: "en",
      startsAt: "2026-11-20T18:00:00Z",
      durationMinutes: 45,
      version: "0.3",
    },
  },
});
