import type { TypeStyle } from "@/lib/reports/pdf/typesetter";

export type PageSize = "A4" | "LETTER";

/** A page in points: what it measures, and how tightly it is set (1 is the designed setting). */
export interface Sheet {
  size: PageSize;
  width: number;
  height: number;
  margin: { top: number; side: number; bottom: number };
  /** width between the margins */
  measure: number;
  gutter: number;
  column: number;
  /** factor for white space and for running text */
  density: number;
}

const sizes: Record<PageSize, readonly [width: number, height: number]> = { A4: [595.28, 841.89], LETTER: [612, 792] };

export function sheetOf(size: PageSize, density: number): Sheet {
  const [width, height] = sizes[size];
  const side = 62;
  const gutter = 34;
  const measure = width - 2 * side;
  return {
    size,
    width,
    height,
    margin: { top: 50, side, bottom: 66 },
    measure,
    gutter,
    column: (measure - gutter) / 2,
    density,
  };
}

const serif = (size: number, leading: number, weight = 400): TypeStyle => ({ role: "serif", weight, size, leading });
const sans = (size: number, leading: number): TypeStyle => ({ role: "sans", weight: 400, size, leading });

/** The type of the document. What may run long follows the density, the names of things do not. */
export const typeOf = ({ density }: Sheet) => ({
  titles: [serif(31, 35), serif(25, 29), serif(20, 24), serif(16, 20)],
  smallestTitle: serif(13, 17),
  master: serif(15, 20),
  figure: serif(118 * density ** 2, 100 * density ** 2, 300),
  gathered: serif(19, 24),
  circle: serif(42, 47, 300),
  sentence: serif(14.5 * density, 21.5 * density),
  heading: serif(12.5, 16),
  feeling: serif(25, 30, 300),
  fact: serif(19, 24, 300),
  theme: serif(15 * density, 23 * density),
  quote: serif(13 * density, 19 * density),
  note: serif(11.5 * density, 17 * density),
  row: sans(8.4, 12),
  small: sans(7.6, 11),
  brand: { ...sans(8.4, 12), tracking: 0.35 },
});

export type DocumentType = ReturnType<typeof typeOf>;
