import type { CSSProperties, ReactNode } from "react";
import "@/app/globals.css";
import { Awake } from "@/components/shell/awake";
import { headlineFont, textFont } from "@/components/shell/fonts";
import { classNames } from "@/components/ui/class-names";
import { firstPressScript } from "@/lib/http/first-press";
import type { Theme } from "@/lib/theme";

/**
 * The <html> and <body> of every page. The theme is an attribute that the server writes, so nothing flashes and no
 * script is needed for it; `system` is left to the device by `color-scheme`. The one inline script keeps what is pressed before the page
 * has come to life.
 */
export function Document({
  locale,
  direction = "ltr",
  theme = "system",
  style,
  children,
}: {
  locale: string;
  direction?: "ltr" | "rtl";
  theme?: Theme;
  style?: CSSProperties;
  children: ReactNode;
}) {
  return (
    <html
      lang={locale}
      dir={direction}
      data-theme={theme}
      style={style}
      className={classNames(textFont.variable, headlineFont.variable)}
      suppressHydrationWarning
    >
      <body>
        <script>{firstPressScript}</script>
        {children}
        <Awake />
      </body>
    </html>
  );
}
