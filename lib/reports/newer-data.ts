/** What a report rests on, by name; see queries/figures-now.ts. */
export type Figures = Readonly<Record<string, number | string>>;

export interface ChangedFigure {
  readonly key: string;
  /** null where only a digest is kept */
  readonly before: number | null;
  readonly after: number | null;
}

/** The figures that have changed since a report was frozen, the number of people first; empty when it says what would be said now. */
export function changedFigures(then: Figures, now: Figures | null): ChangedFigure[] {
  if (!now) return [];
  const number = (value: number | string | undefined) => (typeof value === "number" ? value : null);
  return Object.keys(then)
    .filter((key) => key in now && then[key] !== now[key])
    .map((key) => ({ key, before: number(then[key]), after: number(now[key]) }))
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

const order = [
  "total",
  "peak",
  "halfTime",
  "reactingPeople",
  "reactions",
  "gratitudePeople",
  "gratitudeTexts",
  "au",
  "replays",
  "groups",
];
