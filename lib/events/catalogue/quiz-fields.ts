import { z } from "zod";
import { choiceField, idField, labelField } from "./fields";

/** The five ways in which a quiz is played. */
export const quizFormats = ["qa", "game", "deal", "realm", "likert"] as const;
export type QuizFormat = (typeof quizFormats)[number];

/** Where a result came from: the quiz's own events, the gateway, a queue, the bridge to the older system, a file. */
export const quizSources = ["events", "gateway", "nats", "bridge", "import"] as const;
export type QuizSource = (typeof quizSources)[number];

const frameworkSentence = {
  error: (issue: { input?: unknown }) =>
    issue.input === undefined
      ? "is missing; send the id of the framework, like `archetypes`"
      : "must be the id of a framework: lower-case letters, digits and hyphens, at most 63, like `archetypes`",
};

export const frameworkField = () => z.string(frameworkSentence).regex(/^[a-z][a-z0-9-]{0,62}$/, frameworkSentence);

/** What every event of a quiz session says. */
export const quizShape = {
  quizSessionId: idField("the id of the quiz session"),
  frameworkId: frameworkField(),
  format: choiceField(quizFormats),
  quizVersion: labelField(64, "the version of the quiz").optional(),
};

/** The same properties, explained. */
export const quizTexts = {
  en: {
    quizSessionId: "The quiz session it belongs to.",
    frameworkId: "The framework that the quiz measures.",
    format: "How the quiz is played.",
    quizVersion: "Version of the quiz.",
  },
  de: {
    quizSessionId: "Die Quizsitzung, zu der es gehört.",
    frameworkId: "Das Modell, das das Quiz misst.",
    format: "Wie das Quiz gespielt wird.",
    quizVersion: "Version des Quiz.",
  },
};

/** A session for the examples. */
export const quizExample = {
  quizSessionId: "quiz-7f3a",
  frameworkId: "archetypes",
  format: "qa",
  quizVersion: "3",
};

const keySentence = { error: "must be the id of a score: letters, digits, `_`, `.` or `-`, at most 64" };
const scoreSentence = { error: "must be a number" };

/** Scores by their ids. */
export const scoresField = () =>
  z
    .record(
      z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, keySentence),
      z.number(scoreSentence).min(-1e9, scoreSentence).max(1e9, scoreSentence),
      { error: 'must be an object of numbers, like `{"hero": 71.5}`' },
    )
    .refine((scores) => Object.keys(scores).length <= 60, { error: "must not hold more than 60 scores" });
