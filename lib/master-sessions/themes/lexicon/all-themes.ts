import { dayThemes } from "./days";
import type { ThemeDefinition } from "./define-theme";
import { doingThemes } from "./doing";
import { feelingThemes } from "./feelings";
import { innerThemes } from "./inner";
import { peopleThemes } from "./people";
import { worldThemes } from "./world";

/** Attune's own themes, in the order in which they are listed. */
export const themes: readonly ThemeDefinition[] = [
  ...innerThemes,
  ...peopleThemes,
  ...feelingThemes,
  ...worldThemes,
  ...dayThemes,
  ...doingThemes,
];
