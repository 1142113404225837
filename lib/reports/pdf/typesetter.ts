import { readFile } from "node:fs/promises";
import { Font } from "@react-pdf/renderer";
import { breakLines } from "@/lib/reports/pdf/break-lines";
import { type Face, type FaceRole, facesFor, mainScript } from "@/lib/reports/pdf/faces";
import { type Fragment, visualFragments } from "@/lib/reports/pdf/fragments";
import { unpackWoff } from "@/lib/reports/pdf/unpack-woff";
import type { TextDirection } from "@/lib/reports/text-direction";

/** How a piece of text is set. Sizes and leading in points. */
export interface TypeStyle {
  role: FaceRole;
  weight: number;
  size: number;
  leading: number;
  /** points between letters */
  tracking?: number;
}

/** What is used of a font object of fontkit, which react-pdf opens and draws with. */
interface FontObject {
  unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string): { advanceWidth: number };
}

export interface LoadedFont {
  /** names it within a document, so that it is embedded once */
  key: string;
  object: FontObject;
  covers(codePoint: number): boolean;
  /** advance of words in units of the em, remembered: the same words come back in every report */
  advances: Map<string, number>;
  /** by which its letters are enlarged to look as large as the Latin beside them */
  scale: number;
}

/** A text whose fonts are loaded. */
export interface SetText {
  /** without the signs that no font has */
  text: string;
  /** in the order in which they are asked for a sign */
  fonts: LoadedFont[];
  /** whether a letter had no font and became "…" */
  lostLetters: boolean;
}

const fonts = new Map<string, Promise<LoadedFont>>();

/** Opens a face once per thread. */
function load(face: Face, weight: number): Promise<LoadedFont> {
  const available = face.files[weight] === undefined ? 400 : weight;
  const key = `${face.family} ${available}`;
  const known = fonts.get(key);
  if (known) return known;
  const opening = (async () => {
    const unpacked = unpackWoff(await readFile(face.files[available] ?? ""));
    Font.register({ family: key, src: `data:font/sfnt;base64,${unpacked.toString("base64")}` });
    await Font.load({ fontFamily: key });
    const { data } = Font.getFont({ fontFamily: key }) as unknown as { data: FontObject };
    return { key, object: data, covers: face.covers, advances: new Map(), scale: face.scale };
  })();
  fonts.set(key, opening);
  return opening;
}

const isLetter = (sign: string) => /[\p{L}\p{N}\p{M}]/u.test(sign);

/**
 * Loads exactly the faces that a text needs. A letter that no face has becomes "…", any other sign without a face is left
 * out: what is printed never shows a box.
 */
export async function setText(
  text: string,
  language: string | null,
  { role, weight }: Pick<TypeStyle, "role" | "weight">,
): Promise<SetText> {
  const faces = facesFor(mainScript(text, language), role);
  const answers = await answersFor(`${text}…`, faces, weight);
  const used = new Set<Face>();
  let printed = "";
  let lostLetters = false;
  const print = (sign: string) => {
    const face = answers.get(sign);
    if (!face) return false;
    used.add(face);
    printed += sign;
    return true;
  };
  for (const sign of text) {
    if (print(sign) || !isLetter(sign)) continue;
    lostLetters = true;
    if (!printed.endsWith("…")) print("…");
  }
  const opened = faces.filter((face) => used.has(face)).map((face) => load(face, weight));
  return { text: printed.replace(/ {2,}/g, " ").trim(), fonts: await Promise.all(opened), lostLetters };
}

const answered = new WeakMap<readonly Face[], Map<number, Map<string, Face | null>>>();

/** Which face has which sign; asked once per thread, because the same letters come back in every report. */
async function answersFor(text: string, faces: readonly Face[], weight: number): Promise<Map<string, Face | null>> {
  const byWeight = answered.get(faces) ?? new Map<number, Map<string, Face | null>>();
  answered.set(faces, byWeight);
  const answers = byWeight.get(weight) ?? new Map<string, Face | null>();
  byWeight.set(weight, answers);
  for (const sign of text) if (!answers.has(sign)) answers.set(sign, await faceOf(sign, faces, weight));
  return answers;
}

async function faceOf(sign: string, faces: readonly Face[], weight: number): Promise<Face | null> {
  const codePoint = sign.codePointAt(0) ?? 0;
  for (const face of faces) {
    if (face.covers(codePoint) && (await load(face, weight)).object.hasGlyphForCodePoint(codePoint)) return face;
  }
  return null;
}

/** The font that has a sign; a sign that none has was taken out before. */
function fontOf(text: SetText, sign: string): LoadedFont {
  const codePoint = sign.codePointAt(0) ?? 0;
  const font =
    text.fonts.find(({ covers, object }) => covers(codePoint) && object.hasGlyphForCodePoint(codePoint)) ??
    text.fonts[0];
  if (!font) throw new Error("A text without a font was to be set.");
  return font;
}

const manyWords = 20_000;

function advance(font: LoadedFont, word: string): number {
  const known = font.advances.get(word);
  if (known !== undefined) return known;
  const measured = font.object.layout(word).advanceWidth / font.object.unitsPerEm;
  if (font.advances.size >= manyWords) font.advances.clear();
  font.advances.set(word, measured);
  return measured;
}

/** Width of a piece in points; word by word, as it will be drawn. */
export function fragmentWidth({ text, font }: Fragment<LoadedFont>, style: TypeStyle): number {
  const ems = (text.match(/[^ ]* ?/g) ?? []).reduce((sum, word) => sum + (word ? advance(font, word) : 0), 0);
  return ems * style.size * font.scale + (style.tracking ?? 0) * [...text].length;
}

/** The pieces of one line from left to right. */
export function lineFragments(text: SetText, line: string, direction: TextDirection): Fragment<LoadedFont>[] {
  return visualFragments(line, direction, (sign) => fontOf(text, sign));
}

/** Width of a line in points. */
export function lineWidth(text: SetText, line: string, style: TypeStyle): number {
  let width = 0;
  let run = "";
  let font: LoadedFont | null = null;
  for (const sign of line) {
    const next = fontOf(text, sign);
    if (font && next !== font) {
      width += fragmentWidth({ text: run, font }, style);
      run = "";
    }
    font = next;
    run += sign;
  }
  return font ? width + fragmentWidth({ text: run, font }, style) : width;
}

/** The lines of a text in a width, remembered by word within one call. */
export function linesWithin(text: SetText, style: TypeStyle, width: number, balanced = false): string[] {
  if (text.fonts.length === 0) return [];
  const widths = new Map<string, number>();
  const word = (part: string) => {
    const known = widths.get(part) ?? lineWidth(text, part, style);
    widths.set(part, known);
    return known;
  };
  return breakLines(
    text.text,
    width,
    (line) => (line.match(/[^ ]+ *| +/g) ?? []).reduce((sum, part) => sum + word(part), 0),
    balanced,
  );
}
