import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { themeLabel, themeValue } from "@/lib/master-sessions/themes/label";
import { attuneLexicon } from "@/lib/master-sessions/themes/lexicon";

const usual = "/work/shared/data/happy-moments.txt";

/**
 * `npm run bench -- themes [path] [seed]`: reads one text a line with Attune's lexicon and prints which share has a theme, the themes by count,
 * 30 random texts with what was found in them, and how many texts a second it takes.
 */
export async function benchThemes(args: readonly string[]): Promise<void> {
  const path = args.find((arg) => !/^(?:\d+|--.*)$/.test(arg)) ?? usual;
  const seed = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1);
  if (!existsSync(path)) {
    console.log(`Skipped: there is no file ${path}. Give the path of a file with one text a line.`);
    return;
  }
  const texts = readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  for (const text of texts.slice(0, 50)) attuneLexicon.themesOf(text, "en");
  const began = performance.now();
  const found = texts.map((text) => attuneLexicon.themesOf(text, null));
  const seconds = (performance.now() - began) / 1000;

  const counts = new Map<string, number>();
  for (const key of found.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const covered = found.filter((keys) => keys.length > 0).length;
  const label = (key: string) => themeLabel(themeValue(key), "en", attuneLexicon);
  console.log(`${texts.length} texts of ${path}`);
  console.log(`coverage: ${covered} with a theme or more, ${((100 * covered) / texts.length).toFixed(1)} %`);
  console.log(`themes per text: ${(found.flat().length / Math.max(1, texts.length)).toFixed(2)}`);
  console.log(`speed: ${Math.round(texts.length / seconds)} texts/s on one core`);
  console.log("\nThemes by texts:");
  for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`  ${String(count).padStart(4)}  ${label(key)}`);
  console.log(`\n30 random texts (seed ${seed}):`);
  for (const at of sample(texts.length, 30, seed)) {
    console.log(`  ${(found[at] ?? []).map(label).join(" · ") || "–"}\n      ${texts[at]}`);
  }
  if (args.includes("--missed")) {
    console.log("\nWithout a theme:");
    for (const [at, text] of texts.entries()) if (found[at]?.length === 0) console.log(`  ${text}`);
  }
}

/** Different numbers below `below`, the same for the same seed. */
function sample(below: number, count: number, seed: number): number[] {
  const drawn = new Set<number>();
  let state = seed >>> 0;
  while (drawn.size < Math.min(count, below)) {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    drawn.add(((mixed ^ (mixed >>> 14)) >>> 0) % below);
  }
  return [...drawn];
}
