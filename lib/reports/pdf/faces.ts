import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One font file: a subset of a family that covers some ranges of code points. */
export interface Face {
  /** the name under which react-pdf knows it; every file is a family of its own, so that a text falls through them */
  family: string;
  /** file by weight */
  files: Record<number, string>;
  /** by which its letters are enlarged to look as large as Latin ones */
  scale: number;
  covers(codePoint: number): boolean;
}

export type FaceRole = "serif" | "sans";

const fontsFolder = join(process.cwd(), "node_modules", "@fontsource");

function facesOf(
  fontPackage: string,
  prefix: string,
  weights: readonly number[],
  subsets: readonly string[] | null,
  scale = 1,
): Face[] {
  const ranges: Record<string, string> = JSON.parse(
    readFileSync(join(fontsFolder, fontPackage, "unicode.json"), "utf8"),
  );
  return Object.entries(ranges).flatMap(([key, range]) => {
    const subset = key.replace(/^\[(\d+)\]$/, "$1");
    if (subsets ? !subsets.includes(subset) : !/^\d+$/.test(subset)) return [];
    const file = (weight: number) =>
      join(fontsFolder, fontPackage, "files", `${fontPackage}-${subset}-${weight}-normal.woff`);
    const files = Object.fromEntries(weights.map((weight) => [weight, file(weight)]));
    return [{ family: `${prefix} ${subset}`, files, scale, covers: coverage(range) }];
  });
}

/** "U+0-FF,U+131" as a test of code points. */
function coverage(range: string): (codePoint: number) => boolean {
  const spans = range.split(",").map((part) => {
    const [from = "", to = from] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}

const latin = ["latin", "latin-ext", "vietnamese"];

const serif = facesOf("newsreader", "Newsreader", [300, 400], latin);
// Newsreader knows Latin only; Source Serif stands in for it where a serif exists.
const otherSerif = facesOf("source-serif-4", "Source Serif", [400], ["cyrillic", "cyrillic-ext", "greek"]);
const sans = facesOf("noto-sans", "Noto Sans", [400, 500], latin);
const otherSans = facesOf("noto-sans", "Noto Sans", [400], ["cyrillic", "cyrillic-ext", "greek", "greek-ext"]);

const byScript = {
  // Its letters carry their dots. Faces that add the dots as marks cannot be read back from a PDF: ن and ب share a form.
  Arabic: facesOf("amiri", "Amiri", [400], ["arabic"], 1.2),
  Hebrew: facesOf("noto-sans-hebrew", "Noto Hebrew", [400], ["hebrew"]),
  Devanagari: facesOf("noto-sans-devanagari", "Noto Devanagari", [400], ["devanagari"]),
  Thai: facesOf("noto-sans-thai", "Noto Thai", [400], ["thai"]),
  Chinese: facesOf("noto-sans-sc", "Noto SC", [400], null),
  Japanese: facesOf("noto-sans-jp", "Noto JP", [400], null),
  Korean: facesOf("noto-sans-kr", "Noto KR", [400], null),
};

export type Script = keyof typeof byScript | "Latin" | "Cyrillic" | "Greek";

const scriptTests: readonly (readonly [Script, RegExp])[] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Arabic", /\p{Script=Arabic}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Devanagari", /\p{Script=Devanagari}/u],
  ["Thai", /\p{Script=Thai}/u],
  ["Japanese", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Korean", /\p{Script=Hangul}/u],
  ["Chinese", /\p{Script=Han}/u],
];

/**
 * The script that most letters of a text belong to. Han characters are Japanese or Korean when the language or the
 * letters beside them say so, otherwise Chinese: the same code point has other strokes in each.
 */
export function mainScript(text: string, language: string | null): Script {
  const counts = new Map<Script, number>();
  for (const letter of text) {
    const script = scriptTests.find(([, test]) => test.test(letter))?.[0];
    if (script) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  const spoken = language?.toLowerCase().split("-")[0];
  const han = counts.get("Chinese") ?? 0;
  const hanReader =
    counts.has("Japanese") || spoken === "ja" ? "Japanese" : counts.has("Korean") || spoken === "ko" ? "Korean" : null;
  if (han > 0 && hanReader) {
    counts.delete("Chinese");
    counts.set(hanReader, (counts.get(hanReader) ?? 0) + han);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "Latin";
}

const eastAsian: Partial<Record<Script, readonly Face[]>> = {
  Japanese: [...byScript.Japanese, ...byScript.Chinese, ...byScript.Korean],
  Korean: [...byScript.Korean, ...byScript.Chinese, ...byScript.Japanese],
};
const chineseFirst = [...byScript.Chinese, ...byScript.Japanese, ...byScript.Korean];

/**
 * All faces in the order in which a text of this script should ask them. Its own script comes first, so that its signs
 * and joiners are never taken from a Latin face, which would cut a word into pieces that no longer join.
 */
export function facesFor(script: Script, role: FaceRole): readonly Face[] {
  const key = `${script} ${role}`;
  const known = ordered.get(key);
  if (known) return known;
  const western = role === "serif" ? [...serif, ...otherSerif, ...sans, ...otherSans] : [...sans, ...otherSans];
  const own = script in byScript ? byScript[script as keyof typeof byScript] : [];
  // Beside letters without serifs the Latin words and figures have none either.
  const beside = own.length > 0 ? [...sans, ...otherSans] : western;
  const rest = [...byScript.Arabic, ...byScript.Hebrew, ...byScript.Devanagari, ...byScript.Thai];
  const all = [...new Set([...own, ...beside, ...rest, ...(eastAsian[script] ?? chineseFirst)])];
  ordered.set(key, all);
  return all;
}

const ordered = new Map<string, readonly Face[]>();
