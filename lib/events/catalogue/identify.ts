import { z } from "zod";
import { defineEvent } from "./define-event";

export const identify = defineEvent({
  name: "identify",
  kind: "identify",
  properties: z.object({}),
  texts: {
    en: {
      summary:
        "Says who somebody is. With userId and anonymousId together, what she did before counts as hers. Traits are kept apart from the log.",
      properties: {},
    },
    de: {
      summary:
        "Sagt, wer jemand ist. Mit userId und anonymousId zusammen zählt auch, was vorher geschah. Merkmale liegen getrennt vom Protokoll.",
      properties: {},
    },
  },
  example: {
    userId: "participant-41",
    anonymousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11",
    traits: { name: "Noor Haddad", email: "noor@example.org", plan: "circle" },
  },
});
