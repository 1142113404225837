import { z } from "zod";
import { defineEvent } from "./define-event";
import { labelField } from "./fields";
import { quizExample, quizShape, quizTexts } from "./quiz-fields";

export const variantExposure = defineEvent({
  name: "variant_exposure",
  properties: z.object({
    ...quizShape,
    experiment: labelField(64, "the name of the experiment"),
    variant: labelField(64, "the name of the variant"),
  }),
  sessionKey: "quizSessionId",
  texts: {
    en: {
      summary: "Somebody saw a variant of an experiment. The first one of each experiment counts.",
      properties: { ...quizTexts.en, experiment: "The experiment.", variant: "The variant that was shown." },
    },
    de: {
      summary: "Jemand hat eine Variante eines Experiments gesehen. Je Experiment zählt die erste.",
      properties: { ...quizTexts.de, experiment: "Das Experiment.", variant: "Die gezeigte Variante." },
    },
  },
  example: {
    anonymousId: "0b9e6a52-3d0c-4f0e-9a55-0c6f5f1c2d11",
    properties: { ...quizExample, experiment: "opening", variant: "story" },
  },
});
