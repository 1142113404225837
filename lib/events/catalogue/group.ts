import { z } from "zod";
import { defineEvent } from "./define-event";
import { idField } from "./fields";

export const group = defineEvent({
  name: "group",
  kind: "group",
  properties: z.object({ groupId: idField("the id of the group") }),
  texts: {
    en: {
      summary:
        "Says to which group (a company, a circle) a person belongs. The group's traits are kept with the person, apart from the log.",
      properties: { groupId: "Your id of the group." },
    },
    de: {
      summary:
        "Sagt, zu welcher Gruppe (Firma, Kreis) jemand gehört. Ihre Merkmale liegen bei der Person, getrennt vom Protokoll.",
      properties: { groupId: "Die eigene Kennung der Gruppe." },
    },
  },
  example: { userId: "participant-41", groupId: "circle-3", traits: { plan: "community" } },
});
