import type { PreparedTexts } from "@/lib/reports/pdf/prepared-texts";
import { fragmentWidth, lineFragments, linesWithin, type SetText, type TypeStyle } from "@/lib/reports/pdf/typesetter";
import type { Words } from "@/lib/reports/prepared-report";
import type { TextDirection } from "@/lib/reports/text-direction";

/** The part of pdfkit that react-pdf hands to a Canvas. */
export interface Painter {
  font(object: object, key: string, size: number): Painter;
  fillColor(color: string): Painter;
  text(text: string, x: number, y: number, options: object): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  fill(color: string): Painter;
}

/** Against the direction of the report: `start` is the left edge of an English one and the right edge of an Arabic one. */
export type Align = "start" | "end" | "center";

/** A text with its lines in a width: it knows its height and can be drawn. */
export interface Block {
  text: SetText;
  lines: readonly string[];
  style: TypeStyle;
  width: number;
  height: number;
  direction: TextDirection;
  align: "left" | "right" | "center";
  color: string;
}

export interface BlockOptions {
  style: TypeStyle;
  width: number;
  color: string;
  balanced?: boolean;
  align?: Align | undefined;
}

/** Breaks a text into lines; a plain string is in the language and the direction of the report. */
export function blockOf(
  texts: PreparedTexts,
  words: Words | string,
  report: { locale: string; direction: TextDirection },
  options: BlockOptions,
): Block {
  const { style, width, color, balanced = false, align } = options;
  const plain = typeof words === "string";
  const text = plain ? texts(words, report.locale, style) : texts(words.text, words.language, style);
  const direction = plain ? report.direction : words.direction;
  const lines = linesWithin(text, style, width, balanced);
  return {
    text,
    lines,
    style,
    width,
    height: lines.length * style.leading,
    direction,
    align: align === "center" ? "center" : edgeOf(align ?? "start", align ? report.direction : direction),
    color,
  };
}

const edgeOf = (align: "start" | "end", direction: TextDirection) =>
  (align === "start") === (direction === "ltr") ? "left" : "right";

/** All scripts stand on the baseline on which capitals of this size look centred in the line. */
const baselineOf = ({ size, leading }: TypeStyle) => (leading + size * 0.66) / 2;

/** Draws a block with its upper left corner at a point. */
export function drawBlock(painter: Painter, block: Block, left = 0, top = 0): void {
  const { text, lines, style, width, direction, align, color } = block;
  painter.fillColor(color);
  for (const [index, line] of lines.entries()) {
    const pieces = lineFragments(text, line, direction).map((piece) => ({ piece, width: fragmentWidth(piece, style) }));
    const free = width - pieces.reduce((sum, one) => sum + one.width, 0);
    let x = left + (align === "left" ? 0 : align === "right" ? free : free / 2);
    const y = top + index * style.leading + baselineOf(style);
    for (const one of pieces) {
      painter
        .font(one.piece.font.object, one.piece.font.key, style.size * one.piece.font.scale)
        .text(one.piece.text, x, y, {
          lineBreak: false,
          baseline: "alphabetic",
          characterSpacing: style.tracking ?? 0,
        });
      x += one.width;
    }
  }
}
