type Translate = (key: string, values: { count: number }) => string;

/** "Next attempt in 2 minutes." from seconds: seconds below a minute, else whole minutes, never too few. */
export function waitWords(t: Translate, seconds: number): string {
  return seconds < 60 ? t("wait.seconds", { count: seconds }) : t("wait.minutes", { count: Math.ceil(seconds / 60) });
}
