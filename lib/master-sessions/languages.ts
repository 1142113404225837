/** Languages that can be chosen though no session was held in them yet. */
const usual = ["en", "de", "fr", "es", "ru", "hi", "ar", "ja", "pt", "it", "nl"];

/** What a session can be said to be held in: the languages that the tenant's sessions have, then usual ones. */
export const sessionLanguages = (options: readonly { filter: string; value: string }[]): string[] => [
  ...new Set([...options.flatMap(({ filter, value }) => (filter === "language" ? [value] : [])), ...usual]),
];
