import { z } from "zod";
import { defineEvent } from "./define-event";
import { labelField } from "./fields";

export const screenView = defineEvent({
  name: "screen_view",
  kind: "screen",
  properties: z.object({
    name: labelField(200, "the name of the screen").nullish(),
    category: labelField(200, "the category of the screen").nullish(),
  }),
  absorbed: ["title"],
  texts: {
    en: {
      summary: "Somebody saw a screen of a mobile app.",
      properties: { name: "What you call the screen.", category: "The kind of screen." },
    },
    de: {
      summary: "Jemand hat einen Bildschirm einer mobilen App gesehen.",
      properties: { name: "Wie der Bildschirm heißt.", category: "Welche Art von Bildschirm es ist." },
    },
  },
  example: {
    userId: "participant-41",
    context: { locale: "fr-FR", device: { type: "ios" } },
    properties: { name: "Lobby" },
  },
});
