/** Ink on white paper: what is printed has no warm ground to stand on. */
export const ink = {
  black: "#1c1a17",
  soft: "#46423b",
  quiet: "#6b665c",
  hairline: "#d8d3c7",
  rest: "#b5afa3",
} as const;

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The brand colour as ink: darkened step by step until small text in it is readable on white (WCAG AA, 4.5). */
export function accentInk(brand: string): string {
  let accent = brand.toLowerCase();
  for (let step = 1; step <= 50 && 1.05 / (luminance(accent) + 0.05) < 4.5; step++) {
    accent = `#${channels(brand)
      .map((channel) =>
        Math.round(channel * (1 - step / 50))
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")}`;
  }
  return accent;
}
