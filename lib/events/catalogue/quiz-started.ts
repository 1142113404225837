import { z } from "zod";
import { defineEvent } from "./define-event";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

export const quizStarted = defineEvent({
  name: "quiz_started",
  properties: z.object(quizShape),
  sessionKey: "quizSessionId",
  texts: {
    en: { summary: "Somebody began the quiz; the first question is on the screen.", properties: quizTexts.en },
    de: { summary: "Jemand hat das Quiz begonnen; die erste Frage ist zu sehen.", properties: quizTexts.de },
  },
  example: { anonymousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11", properties: quizExample },
});
