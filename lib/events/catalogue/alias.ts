import { z } from "zod";
import { defineEvent } from "./define-event";

export const alias = defineEvent({
  name: "alias",
  kind: "alias",
  properties: z.object({}),
  texts: {
    en: { summary: "Says that an earlier id (previousId) and a userId are the same person.", properties: {} },
    de: {
      summary: "Sagt, dass eine frühere Kennung (previousId) und eine userId dieselbe Person sind.",
      properties: {},
    },
  },
  example: { userId: "participant-41", previousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11" },
});
