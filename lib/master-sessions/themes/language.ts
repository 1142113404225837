/** What is known about the words of one language. */
export interface Language {
  readonly code: string;
  /** algorithm of snowball-stemmers; null when there is none */
  readonly stemmer: string | null;
  /** fewest letters of a word that can carry a meaning by itself */
  readonly shortest: number;
  /** names are capitalised, and few other words are */
  readonly capitalsMarkNames: boolean;
  /** so is every noun */
  readonly capitalsMarkNouns: boolean;
}

const capitalised = (code: string, stemmer: string | null): Language => ({
  code,
  stemmer,
  shortest: 3,
  capitalsMarkNames: true,
  capitalsMarkNouns: false,
});
const caseless = (code: string, stemmer: string | null, shortest: number): Language => ({
  ...capitalised(code, stemmer),
  shortest,
  capitalsMarkNames: false,
});

const languages: readonly Language[] = [
  capitalised("en", "english"),
  { ...capitalised("de", "german"), capitalsMarkNames: false, capitalsMarkNouns: true },
  capitalised("fr", "french"),
  capitalised("es", "spanish"),
  capitalised("it", "italian"),
  capitalised("pt", "portuguese"),
  capitalised("nl", "dutch"),
  capitalised("sv", "swedish"),
  capitalised("da", "danish"),
  capitalised("no", "norwegian"),
  capitalised("fi", "finnish"),
  capitalised("pl", null),
  capitalised("tr", "turkish"),
  capitalised("ru", "russian"),
  capitalised("uk", null),
  caseless("ar", "arabic", 3),
  caseless("hi", null, 2),
  caseless("ja", null, 1),
  caseless("zh", null, 2),
];

const byCode = new Map(languages.map((language) => [language.code, language]));
/** Whatever no other entry fits: words are compared as they stand. */
export const unknownLanguage = capitalised("und", null);

/** What is known of a language by its two-letter code. */
export const languageByCode = (code: string): Language | undefined => byCode.get(code);
