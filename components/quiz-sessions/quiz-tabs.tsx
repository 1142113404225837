import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";
import { Tabs } from "@/components/ui/tabs";

export type QuizTab = "sessions" | "dropOff" | "leadRule" | "sources";

/** The pages about quizzes, beside each other. */
export function QuizTabs({ current, maySetSources, view }: { current: QuizTab; maySetSources: boolean; view: View }) {
  const t = useTranslations("quiz.tabs");
  const { at } = view;
  return (
    <Tabs
      label={t("label")}
      current={current}
      items={[
        { key: "sessions", href: at.quizSessions(), label: t("sessions") },
        { key: "dropOff", href: at.quizDropOff(), label: t("dropOff") },
        { key: "leadRule", href: at.quizLeadRule(), label: t("leadRule") },
        ...(maySetSources ? [{ key: "sources", href: at.quizSources(), label: t("sources") }] : []),
      ]}
    />
  );
}
