import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField } from "./fields";

export const practiceImportWithdrawn = defineEvent({
  name: "practice.import-withdrawn",
  properties: z.object({
    sessionId: idField("the id of the session"),
    importId: idField("the id of the import"),
  }),
  sessionKey: "sessionId",
  impersonal: true,
  texts: {
    en: {
      summary:
        "Attune itself took an imported attendance file back. What came from that file counts no more, unless the session's report had been shared before.",
      properties: { sessionId: "The session the file was imported into.", importId: "The import that counts no more." },
    },
    de: {
      summary:
        "Attune hat eine importierte Teilnahmedatei zurückgenommen. Was aus ihr stammt, zählt nicht mehr, außer der Bericht der Sitzung war schon geteilt.",
      properties: {
        sessionId: "Die Sitzung, in die importiert wurde.",
        importId: "Der Import, der nicht mehr zählt.",
      },
    },
  },
  example: { properties: { sessionId: "evening-circle-2026-11-20", importId: "zoom-4f1c" } },
});
