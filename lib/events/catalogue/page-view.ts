import { z } from "zod";
import { hostOf } from "@/lib/events/page-address";
import { defineEvent } from "./define-event";
import { labelField } from "./fields";

export const pageView = defineEvent({
  name: "page_view",
  kind: "page",
  properties: z.object({
    name: labelField(200, "the name of the page").nullish(),
    category: labelField(200, "the category of the page").nullish(),
    referrer: z
      .string({ error: "must be an address (a string)" })
      .nullish()
      .transform((address) => (address ? hostOf(address) : null)),
  }),
  // The path and its campaign have columns of their own; titles and queries hold what people searched for and are not kept.
  absorbed: ["path", "url", "search", "title"],
  texts: {
    en: {
      summary: "Somebody saw a page. Its path is kept without the query; utm_ parameters become the campaign.",
      properties: {
        name: "What you call the page.",
        category: "The kind of page.",
        referrer: "Where she came from; only the host is kept.",
      },
    },
    de: {
      summary:
        "Jemand hat eine Seite gesehen. Der Pfad wird ohne Abfrage gespeichert; utm_-Parameter werden zur Kampagne.",
      properties: {
        name: "Wie die Seite heißt.",
        category: "Welche Art von Seite es ist.",
        referrer: "Woher der Besuch kam; nur der Host wird gespeichert.",
      },
    },
  },
  example: {
    anonymousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11",
    context: {
      locale: "en-GB",
      page: { path: "/masters", search: "?utm_source=newsletter&utm_campaign=autumn" },
    },
    properties: { name: "Masters" },
  },
});
