import { Canvas, View } from "@react-pdf/renderer";
import { type Align, type Block, blockOf, drawBlock, type Painter } from "@/lib/reports/pdf/draw-text";
import { ink } from "@/lib/reports/pdf/palette";
import type { PreparedTexts } from "@/lib/reports/pdf/prepared-texts";
import type { DocumentType, Sheet } from "@/lib/reports/pdf/sheet";
import type { TypeStyle } from "@/lib/reports/pdf/typesetter";
import type { PreparedReport, Words } from "@/lib/reports/prepared-report";

/** What every part of the document draws with. */
export interface Setting {
  report: PreparedReport;
  sheet: Sheet;
  type: DocumentType;
  accent: string;
  texts: PreparedTexts;
}

export interface ParagraphProps {
  setting: Setting;
  words: Words | string;
  style: TypeStyle;
  width: number;
  color?: string;
  balanced?: boolean;
  align?: Align;
}

/** The lines of a paragraph, for who must know its height before drawing it. */
export function paragraphBlock({ setting, words, color = ink.black, ...options }: ParagraphProps): Block {
  return blockOf(setting.texts, words, setting.report, { ...options, color });
}

/**
 * A paragraph, drawn line by line and piece by piece. react-pdf's own text cannot be used for what people write: it
 * breaks lines at spaces only, moves Arabic and Hebrew marks off their letters, sets lines of mixed fonts at uneven
 * distances and embeds a font anew for each of its pieces (docs/decisions/0131).
 */
export function Paragraph(props: ParagraphProps) {
  const block = paragraphBlock(props);
  return <Drawing width={block.width} height={block.height} draw={(painter) => drawBlock(painter, block)} />;
}

/** A box of known size that is drawn by hand; nothing when it has no height. */
export function Drawing({ width, height, draw }: { width: number; height: number; draw: (painter: Painter) => void }) {
  if (height <= 0) return null;
  const paint = (painter: Painter) => {
    draw(painter);
    return null;
  };
  return <Canvas style={{ width, height }} paint={paint} />;
}

/** Boxes side by side, the first of them where the report begins to be read. */
export const rowOf = ({ report }: Setting) => (report.direction === "rtl" ? "row-reverse" : "row") as "row";

/** A margin or padding on the side where lines begin. */
export const startSide = ({ report }: Setting) => (report.direction === "rtl" ? "Right" : "Left");

export function Hairline({ color = ink.hairline, thickness = 0.6 }: { color?: string; thickness?: number }) {
  return <View style={{ height: thickness, backgroundColor: color }} />;
}
