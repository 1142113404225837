/** What is counted of a person before somebody decides. */
export const heldKinds = [
  "traits",
  "events",
  "masterSessions",
  "quizSessions",
  "words",
  "quotes",
  "leads",
  "notes",
  "messages",
] as const;
export type HeldKind = (typeof heldKinds)[number];
export type Held = Readonly<Record<HeldKind, number>>;
