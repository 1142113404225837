import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

/** Whether poppler's tools are here; tests that read PDFs with them are skipped otherwise (apt-get install poppler-utils). */
export const hasPoppler = (() => {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

function poppler(tool: string, pdf: Buffer, options: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "attune-pdf-"));
  try {
    const file = join(folder, "report.pdf");
    writeFileSync(file, pdf);
    return execFileSync(tool, [...options, file, ...(tool === "pdftotext" ? ["-"] : [])], { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text as a reader would copy it, without the marks that poppler adds around text from the right. */
export const textOf = (pdf: Buffer) => poppler("pdftotext", pdf, []).replace(/[\u202a-\u202e\u200e\u200f]/g, "");

/**
 * Where the left edges of some words of one line are, in points from the left of its page; null for a word that the line
 * of the first does not hold. Boxes hold letters as they are seen, so a word from the right is looked for backwards.
 */
export function leftsOf(pdf: Buffer, words: readonly string[]): (number | null)[] {
  const marks = /[\u202a-\u202e\u200e\u200f]/g;
  const boxes = [
    ...poppler("pdftotext", pdf, ["-bbox"]).matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g),
  ].map(([, left, top, text = ""]) => ({ left: Number(left), top: Number(top), text: text.replace(marks, "") }));
  const all = (word: string) => boxes.filter(({ text }) => text === word || text === [...word].reverse().join(""));
  const line = all(words[0] ?? "")[0]?.top ?? Number.NaN;
  return words.map((word) => all(word).find(({ top }) => Math.abs(top - line) < 12)?.left ?? null);
}

/**
 * The pages as images: how much of each is ink (0–1), and how near to an edge the ink comes, in points. What runs out of a page, or
 * a page without anything, shows here and nowhere in the text.
 */
export function inkOf(pdf: Buffer): { share: number; nearestEdge: number }[] {
  const dotsPerInch = 36;
  const folder = mkdtempSync(join(tmpdir(), "attune-pdf-"));
  try {
    writeFileSync(join(folder, "report.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", String(dotsPerInch), "-gray", join(folder, "report.pdf"), join(folder, "page")]);
    return readdirSync(folder)
      .filter((name) => name.endsWith(".pgm"))
      .sort()
      .map((name) => inkOfImage(readFileSync(join(folder, name)), 72 / dotsPerInch));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inkOfImage(image: Buffer, pointsPerPixel: number) {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString("latin1"));
  if (!head) throw new Error("This is not a grey image.");
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = image.subarray(head[0].length);
  let dark = 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] ?? 255) > 200) continue;
      dark += 1;
      nearest = Math.min(nearest, x, y, width - 1 - x, height - 1 - y);
    }
  }
  return { share: dark / (width * height), nearestEdge: nearest * pointsPerPixel };
}

/** Title, Author, Pages … as poppler names them. */
export function infoOf(pdf: Buffer): Record<string, string> {
  const lines = poppler("pdfinfo", pdf, ["-isodates"]).split("\n");
  return Object.fromEntries(
    lines.map((line) => /^(.*?):\s+(.*)$/.exec(line)).flatMap((found) => (found ? [found.slice(1)] : [])),
  );
}

/** Postscript names of the fonts, and whether each is embedded, cut to what is used and can be read back. */
export function fontsOf(pdf: Buffer): { name: string; complete: boolean }[] {
  return poppler("pdffonts", pdf, [])
    .split("\n")
    .slice(2)
    .filter(Boolean)
    .map((line) => ({
      name: (line.split(/\s+/)[0] ?? "").replace(/^[A-Z]+\+/, ""),
      complete: /yes yes yes/.test(line),
    }));
}

/** All streams of the file, unpacked, as one text of bytes; with what stands between them. */
export function bytesOf(pdf: Buffer): string {
  const raw = pdf.toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, body = ""]) => {
    try {
      return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
    } catch {
      return body;
    }
  });
  return [raw, ...streams].join("\n");
}

/** The numbers of the glyphs that are drawn, within their fonts; 0 is the box that stands for a missing one. */
export function glyphsOf(pdf: Buffer): number[] {
  return [...bytesOf(pdf).matchAll(/\[((?:<[0-9a-f]+> -?[\d.]+ ?)+)\] TJ/g)].flatMap(([, segments = ""]) =>
    [...segments.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = ""]) =>
      (hex.match(/.{4}/g) ?? []).map((glyph) => Number.parseInt(glyph, 16)),
    ),
  );
}
