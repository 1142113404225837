import { z } from "zod";
import { defineEvent } from "./define-event";
import { labelField, numberField } from "./fields";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

const tokensField = (what: string) => numberField(0, 100_000_000, what).int({ error: "must be a whole number" });
const currencySentence = { error: "must be a currency of three capital letters, like `EUR`" };

export const aiUsage = defineEvent({
  name: "ai.usage",
  properties: z.object({
    quizSessionId: quizShape.quizSessionId.optional(),
    frameworkId: quizShape.frameworkId.optional(),
    format: quizShape.format.optional(),
    quizVersion: quizShape.quizVersion,
    purpose: labelField(64, "what the model was asked for"),
    model: labelField(100, "the name of the model"),
    inputTokens: tokensField("the tokens that were sent"),
    outputTokens: tokensField("the tokens that came back"),
    costMinor: numberField(0, 1_000_000_000, "the cost in minor units of the currency"),
    currency: z.string(currencySentence).regex(/^[A-Z]{3}$/, currencySentence),
  }),
  sessionKey: "quizSessionId",
  impersonal: true,
  texts: {
    en: {
      summary: "A language model was used. Without a quiz session the cost counts for the tenant as a whole.",
      properties: {
        ...quizTexts.en,
        purpose: "What for: reflection, micro_insight …",
        model: "The model that answered.",
        inputTokens: "Tokens sent.",
        outputTokens: "Tokens received.",
        costMinor: "Cost in minor units (cents); fractions are allowed.",
        currency: "Currency of the cost.",
      },
    },
    de: {
      summary: "Ein Sprachmodell wurde benutzt. Ohne Quizsitzung zählen die Kosten für den Mandanten insgesamt.",
      properties: {
        ...quizTexts.de,
        purpose: "Wofür: reflection, micro_insight …",
        model: "Das Modell, das geantwortet hat.",
        inputTokens: "Gesendete Tokens.",
        outputTokens: "Empfangene Tokens.",
        costMinor: "Kosten in kleinster Einheit (Cent); Bruchteile sind erlaubt.",
        currency: "Währung der Kosten.",
      },
    },
  },
  example: {
    properties: {
      ...quizExample,
      purpose: "reflection",
      model: "small-1",
      inputTokens: 820,
      outputTokens: 210,
      costMinor: 0.34,
      currency: "USD",
    },
  },
});
