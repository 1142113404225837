import { readFileSync } from "node:fs";

/** Figures of the Big Five file, each trait's with how many answered it. */
export interface Big5Figures {
  readonly sessions: number;
  readonly traits: Readonly<Record<string, Tally>>;
  readonly primaries: Readonly<Record<string, number>>;
  readonly secondaries: Readonly<Record<string, number>>;
  /** by the country as the file writes it; "" where it says none */
  readonly countries: Readonly<Record<string, { readonly sessions: number; readonly traits: Record<string, Tally> }>>;
}

export interface Tally {
  sum: number;
  answered: number;
}

// From the codebook's sentences: "I don't talk a lot" is E2, "I am relaxed most of the time" N2, and so on.
const reversed = new Set("E2 E4 E6 E8 E10 N2 N4 A1 A3 A5 A7 C2 C4 C6 C8 O2 O4 O6".split(" "));
const traits = { E: "extraversion", N: "neuroticism", A: "agreeableness", C: "conscientiousness", O: "openness" };

/** Counts the file of openpsychometrics.org by itself: nothing of Attune is imported here, so that the two can disagree. */
export function countBig5ByHand(file: string): Big5Figures {
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const at = Object.fromEntries(head.split("\t").map((name, index) => [name, index]));
  const all: Record<string, Tally> = {};
  const primaries: Record<string, number> = {};
  const secondaries: Record<string, number> = {};
  const countries: Record<string, { sessions: number; traits: Record<string, Tally> }> = {};
  const add = (tallies: Record<string, Tally>, name: string, mean: number) => {
    const tally = tallies[name] ?? { sum: 0, answered: 0 };
    tallies[name] = { sum: tally.sum + mean, answered: tally.answered + 1 };
  };
  for (const line of lines) {
    const cells = line.split("\t");
    const code = cells[at.country ?? -1] ?? "";
    const place = /^[A-Z]{2}$/.test(code) ? code : "";
    const country = countries[place] ?? { sessions: 0, traits: {} };
    country.sessions++;
    countries[place] = country;
    const own: [name: string, mean: number][] = [];
    for (const [letter, name] of Object.entries(traits)) {
      const given: number[] = [];
      for (let item = 1; item <= 10; item++) {
        const value = Number(cells[at[`${letter}${item}`] ?? -1]);
        if (value > 0) given.push(reversed.has(`${letter}${item}`) ? 6 - value : value);
      }
      if (given.length === 0) continue;
      const mean = Number((given.reduce((a, b) => a + b, 0) / given.length).toFixed(2));
      own.push([name, mean]);
      add(all, name, mean);
      add(country.traits, name, mean);
    }
    // Of equal means the one that stands first leads; sorting keeps that order.
    const [first, second] = own.sort(([, a], [, b]) => b - a);
    if (first) primaries[first[0]] = (primaries[first[0]] ?? 0) + 1;
    if (second) secondaries[second[0]] = (secondaries[second[0]] ?? 0) + 1;
  }
  return { sessions: lines.length, traits: all, primaries, secondaries, countries };
}
