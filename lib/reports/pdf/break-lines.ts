/** Width of a piece of text in points. */
export type Measure = (text: string) => number;

const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ideographic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
// Never first on a line, never last on a line (the common part of the Japanese and Chinese rules).
const neverFirst =
  /^[、。，．：；？！」』）］｝〉》】〕’”…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%,.:;?!)\]}»]/u;
const neverLast = /[「『（［｛〈《【〔‘“([{«]$/u;

const words = new Intl.Segmenter("th", { granularity: "word" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The pieces of a paragraph between which a line may end; spaces stay at the end of the piece before them. */
export function breakablePieces(paragraph: string): string[] {
  const pieces: string[] = [];
  for (const word of paragraph.match(/[^ ]+ *| +/g) ?? []) {
    if (spaceless.test(word)) pieces.push(...spacelessPieces(word));
    else pieces.push(...(word.match(/[^-–/]*[-–/]+(?=\p{L})|[^-–/]+[-–/]*|[-–/]+/gu) ?? [word]));
  }
  return withNumbers(pieces);
}

/** A number never stands at the end of a line without the word that it counts. */
function withNumbers(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && /^[\d.,:]+ $/.test(last)) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

/** Chinese and Japanese may break between any two signs but for the punctuation rules, Thai and its kin between words. */
function spacelessPieces(word: string): string[] {
  const units = [...words.segment(word)].flatMap(({ segment }) =>
    ideographic.test(segment) ? [...graphemes.segment(segment)].map((one) => one.segment) : [segment],
  );
  const pieces: string[] = [];
  for (const unit of units) {
    const last = pieces.at(-1);
    const glued =
      last !== undefined &&
      (neverFirst.test(unit) ||
        neverLast.test(last) ||
        unit.startsWith(" ") ||
        (!spaceless.test(unit) && !spaceless.test(last)));
    if (glued) pieces[pieces.length - 1] = last + unit;
    else pieces.push(unit);
  }
  return pieces;
}

/** Lines of at most `width`, filled one after the other; a piece that is too wide alone is cut between letters. */
function fill(pieces: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line) lines.push(line.trimEnd());
    line = piece;
    while (measure(line.trimEnd()) > width) {
      const [head, tail] = cut(line, width, measure);
      if (!tail) break;
      lines.push(head);
      line = tail;
    }
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

function cut(piece: string, width: number, measure: Measure): [head: string, tail: string] {
  let head = "";
  for (const { segment } of graphemes.segment(piece)) {
    if (head && measure(head + segment) > width) break;
    head += segment;
  }
  return [head, piece.slice(head.length)];
}

/**
 * A paragraph as lines. `balanced` makes the lines of a headline about equally long; otherwise only a last line of a
 * single short word is avoided. The number of lines is always the smallest possible.
 */
export function breakLines(paragraph: string, width: number, measure: Measure, balanced = false): string[] {
  const pieces = breakablePieces(paragraph.replace(/\s+/g, (space) => (space.includes("\u00a0") ? space : " ")).trim());
  const lines = fill(pieces, width, measure);
  if (lines.length < 2) return lines;
  const narrowest = balanced ? 0.4 : 0.8;
  let best = lines;
  for (let share = 0.95; share >= narrowest; share -= 0.05) {
    if (!balanced && measure(best.at(-1) ?? "") >= width * 0.25) break;
    const narrower = fill(pieces, width * share, measure);
    if (narrower.length > lines.length) break;
    best = narrower;
  }
  return best;
}
