import { getTranslations } from "next-intl/server";
import { LeadRuleForm } from "@/components/quiz-sessions/lead-rule-form";
import { QuizTabs } from "@/components/quiz-sessions/quiz-tabs";
import { RuleInWords } from "@/components/quiz-sessions/rule-in-words";
import { viewOf } from "@/components/shell/view";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { page } from "@/lib/guard/page";
import { listFilterOptions } from "@/lib/quiz-sessions/queries/list-sessions";
import { readLeadRule } from "@/lib/quiz-sessions/store-sessions";

export default page({ permission: "quizzes:read" }, async (ctx) => {
  const { tenant, readAll, can } = ctx;
  const t = await getTranslations("quiz");
  const view = viewOf(ctx);
  const { rule, options } = await readAll(async (db) => ({
    rule: await readLeadRule(db),
    options: await listFilterOptions.all(db, {}),
  }));
  const known = options.filter(({ filter }) => filter === "primary").slice(0, 24);
  const word = (id: string) => (t.has(`archetype.${id}`) ? t(`archetype.${id}`) : id);
  const ids = [...new Set([...known.map(({ value }) => value), ...Object.keys(rule.archetypes)])];
  return (
    <ClientMessages namespaces={["quiz"]}>
      <PageHeader title={t("rule.title")} lead={t("rule.lead")} />
      <QuizTabs current="leadRule" maySetSources={can("webhooks:manage")} view={view} />
      <Stack>
        <Section title={t("rule.inWords")}>
          <RuleInWords rule={rule} view={view} />
        </Section>
        {can("quizzes:annotate") ? (
          <Section title={t("rule.change")} lead={t("rule.changeLead")}>
            <LeadRuleForm
              key={JSON.stringify(rule)}
              tenant={tenant.slug}
              rule={rule}
              archetypes={ids.map((id) => ({ id, label: word(id) }))}
            />
          </Section>
        ) : null}
      </Stack>
    </ClientMessages>
  );
});
