import { z } from "zod";
import { defineEvent } from "./define-event";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

export const quizVisited = defineEvent({
  name: "quiz_visited",
  properties: z.object(quizShape),
  sessionKey: "quizSessionId",
  texts: {
    en: { summary: "Somebody opened the page of a quiz.", properties: quizTexts.en },
    de: { summary: "Jemand hat die Seite eines Quiz geöffnet.", properties: quizTexts.de },
  },
  example: { anonymousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11", properties: quizExample },
});
