import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";
import { gatheringOf } from "@/lib/master-sessions/gathering";

/**
 * A number of people as it may be said to anybody: the figure and its unit apart, so that they can be set in two sizes.
 * Without a figure the words stand alone.
 */
export function useGathering({ tenant, format }: Pick<View, "tenant" | "format">) {
  const t = useTranslations("masters.gathering");
  return (people: number): { figure: string | null; words: string } => {
    const { display, shown } = gatheringOf(people, tenant);
    const words = t(display, { count: people });
    if (shown === null) return { figure: null, words };
    return { figure: `${format.integer(shown)}${display === "at-least" ? "+" : ""}`, words };
  };
}
