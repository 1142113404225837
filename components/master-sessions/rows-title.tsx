import { useTranslations } from "next-intl";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import type { RowSet } from "@/lib/master-sessions/schema";

/** Whose rows these are, in words. */
export function RowsTitle({ of, value, view }: { of: RowSet; value: string | undefined; view: View }) {
  const t = useTranslations("masters.rows");
  const labels = useLabels(view);
  if (!value && (of === "country" || of === "language" || of === "device")) return t(`notSaid.${of}`);
  const word =
    of === "country" || of === "language" || of === "device" || of === "reaction"
      ? labels[of](value ?? "")
      : (value ?? "");
  return t(`titles.${of}`, { value: word });
}
