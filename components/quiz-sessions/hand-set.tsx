import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";

/** Who set a lead by hand, when, and why. */
export function HandSet({
  byHand,
  view,
}: {
  byHand: { readonly reason: string; readonly by: string; readonly at: Date };
  view: View;
}) {
  const t = useTranslations("quiz.detail");
  return (
    <p className="max-w-[40rem] border-l-2 border-hairline pl-3">
      <span className="text-label text-ink-quiet">
        {t("handSet", { by: byHand.by || "–", when: view.format.dateTime(byHand.at) })}
      </span>
      {byHand.reason ? <span className="block [overflow-wrap:anywhere]">{byHand.reason}</span> : null}
    </p>
  );
}
