/** The reader's choice of light and dark; `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

/** Not a secret and not a session: the server must read it before the first byte so that no page flashes. */
export const themeCookie = "attune-theme";

export function themeFrom(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
