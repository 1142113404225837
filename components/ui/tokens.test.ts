import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { accentFor, contrast, grounds } from "@/components/shell/brand-accent";

type ThemeName = "light" | "dark";

/** The palette as the stylesheet has it: name → light and dark. */
const tokens = new Map(
  [
    ...readFileSync("app/globals.css", "utf8").matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g),
  ].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]),
);

const colour = (name: string, theme: ThemeName) => {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no --${name}`);
  return token[theme];
};

const everyGround = ["paper", "raised", "sunk"];
const texts: Array<[text: string, grounds: string[]]> = [
  ["ink", [...everyGround, "good-wash", "warn-wash", "bad-wash", "accent-wash"]],
  ["ink-soft", [...everyGround, "good-wash", "warn-wash", "bad-wash", "accent-wash"]],
  ["ink-quiet", everyGround],
  ["accent", [...everyGround, "accent-wash"]],
  ["good", [...everyGround, "good-wash"]],
  ["warn", [...everyGround, "warn-wash"]],
  ["bad", [...everyGround, "bad-wash"]],
  ["on-accent", ["accent"]],
  ["on-bad", ["bad"]],
  // Toasts and tooltips turn paper and ink round.
  ["paper", ["ink"]],
];

/** What is not text but must be seen: edges of controls, lines and areas of charts (WCAG 1.4.11). */
const marks = ["edge", "cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-6", "cat-rest"];

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  it.each(texts.flatMap(([text, on]) => on.map((ground) => [text, ground] as const)))(
    "%s on %s is readable (AA)",
    (text, ground) => {
      expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(marks.flatMap((mark) => ["paper", "raised"].map((ground) => [mark, ground] as const)))(
    "%s is visible on %s",
    (mark, ground) => {
      expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
    },
  );

  it("keeps the grounds that brand colours are corrected against", () => {
    expect({
      paper: colour("paper", theme),
      sunk: colour("sunk", theme),
      raised: colour("raised", theme),
    }).toEqual(grounds[theme]);
  });

  it("has the default brand corrected like any other", () => {
    expect({
      accent: colour("accent", theme),
      onAccent: colour("on-accent", theme),
      wash: colour("accent-wash", theme),
    }).toEqual(accentFor("#2f5d50", theme));
  });

  it("has six categories that stay apart with every kind of colour vision", () => {
    const categories = marks.filter((mark) => /^cat-\d$/.test(mark)).map((mark) => colour(mark, theme));
    for (const [kind, matrix] of Object.entries(visions)) {
      for (const [i, a] of categories.entries()) {
        for (const b of categories.slice(i + 1)) {
          expect(difference(seen(a, matrix), seen(b, matrix)), `${a} and ${b} with ${kind}`).toBeGreaterThan(0.1);
        }
      }
    }
  });
});

type Matrix = readonly (readonly number[])[];

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const visions: Record<string, Matrix> = {
  "full vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(hex: string, matrix: Matrix): number[] {
  const linear = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, index) => sum + factor * linear[index]!, 0),
      ),
    ),
  );
}

/** Distance in OKLab, where about 0.02 is the least that an eye notices. */
function difference(a: number[], b: number[]): number {
  const lab = ([r, g, bl]: number[]) => {
    const l = Math.cbrt(0.4122214708 * r! + 0.5363325363 * g! + 0.0514459929 * bl!);
    const m = Math.cbrt(0.2119034982 * r! + 0.6806995451 * g! + 0.1073969566 * bl!);
    const s = Math.cbrt(0.0883024619 * r! + 0.2817188376 * g! + 0.6299787005 * bl!);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [x, y] = [lab(a), lab(b)];
  return Math.hypot(...x.map((part, index) => part - y[index]!));
}
