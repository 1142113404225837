import bidiFactory from "bidi-js";
import type { TextDirection } from "@/lib/reports/text-direction";

/** A piece of a line in one font, to be drawn from left to right after the one before it. */
export interface Fragment<FontKey> {
  text: string;
  font: FontKey;
}

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const joinsLeftward = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A line in the order in which it is seen, by the Unicode bidirectional algorithm (rules L2 and L4). Pieces that run from
 * the right are single words, last one first; the shaping engine turns the letters of each, so only what has no letters
 * to tell it ("(12%)", ".») is turned here.
 */
export function visualFragments<FontKey>(
  line: string,
  direction: TextDirection,
  fontOf: (sign: string) => FontKey,
): Fragment<FontKey>[] {
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const runs: { text: string; font: FontKey; level: number }[] = [];
  let offset = 0;
  for (const sign of line) {
    const level = levels[offset] ?? 0;
    const printed = level % 2 === 1 ? (bidi.getMirroredCharacter(sign) ?? sign) : sign;
    offset += sign.length;
    const font = fontOf(printed);
    const last = runs.at(-1);
    if (last && last.level === level && last.font === font) last.text += printed;
    else runs.push({ text: printed, font, level });
  }
  return inVisualOrder(runs).flatMap(({ text, font, level }) =>
    level % 2 === 0 ? [{ text, font }] : leftward(text).map((word) => ({ text: word, font })),
  );
}

/** Rule L2: from the highest level down to the lowest odd one, every stretch at that level or above is reversed. */
function inVisualOrder<Run extends { level: number }>(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < ordered.length; start++) {
      if ((ordered[start]?.level ?? 0) < level) continue;
      let end = start;
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end++;
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  }
  return ordered;
}

function leftward(text: string): string[] {
  const words = (text.match(/[^ ]+ *| +/g) ?? []).reverse();
  return words.map((word) =>
    joinsLeftward.test(word)
      ? word
      : [...graphemes.segment(word)]
          .map(({ segment }) => segment)
          .reverse()
          .join(""),
  );
}
