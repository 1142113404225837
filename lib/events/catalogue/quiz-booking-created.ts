import { z } from "zod";
import { defineEvent } from "./define-event";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

export const bookingCreated = defineEvent({
  name: "booking_created",
  properties: z.object(quizShape),
  sessionKey: "quizSessionId",
  texts: {
    en: { summary: "Somebody booked a conversation after the quiz.", properties: quizTexts.en },
    de: { summary: "Jemand hat nach dem Quiz ein Gespräch gebucht.", properties: quizTexts.de },
  },
  example: { userId: "prospect-12", properties: quizExample },
});
