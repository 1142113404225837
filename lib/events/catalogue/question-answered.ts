import { z } from "zod";
import { defineEvent } from "./define-event";
import { freeTextField, idField, numberField } from "./fields";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

const answerSentence = { error: "must be a number, true or false, or words of 1 to 4000 characters" };

export const questionAnswered = defineEvent({
  name: "question_answered",
  properties: z.object({
    ...quizShape,
    step: numberField(1, 1000, "the number of the step").int({ error: "must be a whole number" }),
    questionId: idField("the id of the question").max(100, { error: "must be a string of 1 to 100 characters" }),
    answer: z.union([z.number(), z.boolean(), freeTextField(4000, "what was answered")], answerSentence).optional(),
    elapsedMs: numberField(0, 86_400_000, "the milliseconds that the question took").optional(),
  }),
  sessionKey: "quizSessionId",
  personal: ["answer"],
  texts: {
    en: {
      summary:
        "Somebody answered a question of the quiz. Answers in words are kept apart from the log and can be erased.",
      properties: {
        ...quizTexts.en,
        step: "Number of the step, from 1.",
        questionId: "The question. Branching quizzes tell their steps apart by it.",
        answer: "A number, true or false, or words. Words never enter the log.",
        elapsedMs: "How long the question was on the screen, in milliseconds.",
      },
    },
    de: {
      summary:
        "Jemand hat eine Frage des Quiz beantwortet. Antworten in Worten liegen getrennt vom Protokoll und können gelöscht werden.",
      properties: {
        ...quizTexts.de,
        step: "Nummer des Schritts, ab 1.",
        questionId: "Die Frage. An ihr unterscheiden verzweigte Quizze ihre Schritte.",
        answer: "Eine Zahl, true oder false, oder Worte. Worte gelangen nie ins Protokoll.",
        elapsedMs: "Wie lange die Frage zu sehen war, in Millisekunden.",
      },
    },
  },
  example: {
    anonymousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11",
    properties: { ...quizExample, step: 1, questionId: "q1", answer: 4, elapsedMs: 8200 },
  },
});
