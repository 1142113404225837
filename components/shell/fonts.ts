import localFont from "next/font/local";

/*
 * The two files that every page needs, loaded ahead. All other scripts and italics come through the sheets of
 * @fontsource when a text has such letters; the stacks in globals.css put them and the measured fallbacks in order.
 */
export const textFont = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  display: "swap",
  variable: "--font-interface",
  adjustFontFallback: false,
});

export const headlineFont = localFont({
  src: "../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
  weight: "200 800",
  display: "swap",
  variable: "--font-headline",
  adjustFontFallback: false,
});
