import { z } from "zod";
import { defineEvent } from "./define-event";
import { choiceField, labelField } from "./fields";
import { quizExample, quizShape, quizSources, quizTexts, scoresField } from "./quiz-fields";

const plainSentence = {
  error: "must be a number, true or false, or a line of at most 200 characters without an e-mail address",
};

const resultField = () => labelField(64, "the id of the result");

export const quizCompleted = defineEvent({
  name: "quiz_completed",
  properties: z.object({
    ...quizShape,
    scores: scoresField().optional(),
    primaryId: resultField().optional(),
    secondaryId: resultField().optional(),
    answers: z
      .record(
        z.string().min(1).max(100),
        z.union([z.number(), z.boolean()], { error: "must be a number, true or false" }),
      )
      .optional(),
    contactConsent: z.boolean({ error: "must be true or false" }).optional(),
    metadata: z
      .record(
        labelField(100, "the name of an entry"),
        z.union([z.number(), z.boolean(), labelField(200, "a value")], plainSentence),
      )
      .optional(),
    source: choiceField(quizSources).optional(),
    content: labelField(64, "a fingerprint of the result").optional(),
  }),
  sessionKey: "quizSessionId",
  texts: {
    en: {
      summary: "The result was shown. Scores, the leading and the second archetype belong here.",
      properties: {
        ...quizTexts.en,
        scores: "The calibrated scores, by id.",
        primaryId: "The leading archetype or trait.",
        secondaryId: "The second one.",
        answers: "All answers by question, for quizzes that send no question_answered.",
        contactConsent: "Whether the person agreed to be contacted.",
        metadata: "What else belongs to the result: numbers, yes and no, short labels. Nothing that names a person.",
        source: "Where the result comes from; events unless said.",
        content: "A fingerprint by which a repeated result is recognised.",
      },
    },
    de: {
      summary: "Das Ergebnis wurde gezeigt. Hierher gehören Werte, führender und zweiter Archetyp.",
      properties: {
        ...quizTexts.de,
        scores: "Die kalibrierten Werte, nach Kennung.",
        primaryId: "Der führende Archetyp oder das führende Merkmal.",
        secondaryId: "Der oder das zweite.",
        answers: "Alle Antworten nach Frage, für Quizze ohne question_answered.",
        contactConsent: "Ob die Person einverstanden ist, angesprochen zu werden.",
        metadata:
          "Was sonst zum Ergebnis gehört: Zahlen, Ja und Nein, kurze Bezeichnungen. Nichts, was eine Person nennt.",
        source: "Woher das Ergebnis kommt; ohne Angabe aus Ereignissen.",
        content: "Ein Fingerabdruck, an dem ein wiederholtes Ergebnis erkannt wird.",
      },
    },
  },
  example: {
    userId: "prospect-12",
    properties: {
      ...quizExample,
      scores: { hero: 71.5, magician: 64, sage: 38 },
      primaryId: "hero",
      secondaryId: "magician",
      contactConsent: true,
    },
  },
});
