import { z } from "zod";
import { defineEvent } from "./define-event";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

export const resultEmailOpened = defineEvent({
  name: "result_email_opened",
  properties: z.object(quizShape),
  sessionKey: "quizSessionId",
  texts: {
    en: { summary: "Somebody opened the e-mail with the result.", properties: quizTexts.en },
    de: { summary: "Jemand hat die E-Mail mit dem Ergebnis geöffnet.", properties: quizTexts.de },
  },
  example: { userId: "prospect-12", properties: quizExample },
});
