/** Three numbers: sRGB from 0 to 255, or OKLCH as lightness 0–1, chroma and hue in radians. */
type Triple = readonly [number, number, number];

export interface Accent {
  /** readable as text and visible as a line on every ground of the theme */
  accent: string;
  /** readable as text on the accent */
  onAccent: string;
  /** a tint of the paper for what is selected; the accent is readable on it too */
  wash: string;
}

/** The grounds of globals.css that text in the accent may stand on; brand-accent.test.ts holds them equal. */
export const grounds = {
  light: { paper: "#fbfaf7", sunk: "#f4f1ea", raised: "#ffffff" },
  dark: { paper: "#161513", sunk: "#23211d", raised: "#1f1d1a" },
} as const;

type ThemeName = keyof typeof grounds;

/** AA asks for 4.5; on the dark paper a little more reads like the same strength. */
const readable: Record<ThemeName, number> = { light: 4.5, dark: 6 };

/** Whether a text is a colour like #2f5d50. */
export const isHexColor = (value: string) => /^#[0-9a-f]{6}$/i.test(value);

const parse = (hex: string): Triple => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

const print = (rgb: Triple) =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

const toLinear = (part: number) => {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const fromLinear = (share: number) => 255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055);

/** Relative luminance by WCAG 2.2, 0 for black and 1 for white. */
function luminance(hex: string): number {
  const [r, g, b] = parse(hex);
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b);
}

/** Contrast ratio by WCAG 2.2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `share` of `b` in `a`, in sRGB. */
function mix(a: string, b: string, share: number): string {
  const [from, to] = [parse(a), parse(b)];
  const part = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return print([part(0), part(1), part(2)]);
}

/** OKLCH (Björn Ottosson's OKLab in polar form): a lightness that eyes agree with, so a hue survives being lightened. */
function toOklch(hex: string): Triple {
  const [r, g, b] = parse(hex).map(toLinear) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, bb), Math.atan2(bb, a)];
}

/** Back to sRGB; a chroma that no screen can show is reduced until one can. */
function fromOklch([lightness, chroma, hue]: Triple): string {
  for (let share = 1; share >= 0; share -= 0.05) {
    const [a, b] = [Math.cos(hue) * chroma * share, Math.sin(hue) * chroma * share];
    const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const rgb = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ];
    if (share < 0.05 || rgb.every((part) => part >= -0.002 && part <= 1.002)) {
      return print(rgb.map((part) => fromLinear(Math.max(0, part))) as unknown as Triple);
    }
  }
  return lightness > 0.5 ? "#ffffff" : "#000000";
}

/**
 * A brand colour made readable for one theme. Unchanged where it already is; otherwise darkened (light theme) or
 * lightened (dark theme) in its own hue until text in it passes WCAG AA on every ground.
 */
export function accentFor(brand: string, theme: ThemeName): Accent {
  const wash = (accent: string) => mix(grounds[theme].paper, accent, theme === "light" ? 0.07 : 0.1);
  const worst = (accent: string) =>
    Math.min(...[...Object.values(grounds[theme]), wash(accent)].map((ground) => contrast(accent, ground)));
  const [lightness, chroma, hue] = toOklch(brand);
  let accent = brand.toLowerCase();
  for (let step = 1; step <= 100 && worst(accent) < readable[theme]; step++) {
    const moved = theme === "light" ? lightness * (1 - step / 100) : lightness + (1 - lightness) * (step / 100);
    accent = fromOklch([moved, chroma, hue]);
  }
  const dark = mix(accent, "#000000", 0.86);
  return {
    accent,
    onAccent: contrast(accent, "#ffffff") >= readable.light ? "#ffffff" : dark,
    wash: wash(accent),
  };
}

/** The CSS variables of a tenant's brand colour, for the style of an element around everything; empty for no brand. */
export function accentVariables(brand: string | null | undefined): Record<string, string> {
  if (!brand || !isHexColor(brand)) return {};
  const light = accentFor(brand, "light");
  const dark = accentFor(brand, "dark");
  return {
    "--accent": `light-dark(${light.accent}, ${dark.accent})`,
    "--on-accent": `light-dark(${light.onAccent}, ${dark.onAccent})`,
    "--accent-wash": `light-dark(${light.wash}, ${dark.wash})`,
  };
}
