import { Hand } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { type Lead, leads } from "@/lib/quiz-sessions/schema";

/** Four marks, filled as far as the lead goes: readable without colour. A hand says that somebody set it. */
export function LeadBadge({ lead, byHand = false }: { lead: Lead; byHand?: boolean }) {
  const t = useTranslations("quiz");
  const rank = leads.indexOf(lead);
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className="inline-flex gap-0.5">
        {leads.map((each, index) => (
          <span
            key={each}
            className={classNames("h-2.5 w-1 rounded-full", index <= rank ? "bg-accent" : "bg-hairline")}
          />
        ))}
      </span>
      {t(`lead.${lead}`)}
      {byHand ? (
        <>
          <Hand size={13} aria-hidden="true" className="text-ink-quiet" />
          <span className="sr-only">{t("leadByHand")}</span>
        </>
      ) : null}
    </span>
  );
}
