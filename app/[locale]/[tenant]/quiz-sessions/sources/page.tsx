import { getTranslations } from "next-intl/server";
import { BridgeForm } from "@/components/quiz-sessions/bridge-form";
import { QuizTabs } from "@/components/quiz-sessions/quiz-tabs";
import { RefusalTable } from "@/components/quiz-sessions/refusal-table";
import { FeatureOffNotice } from "@/components/shell/feature-off";
import { viewOf } from "@/components/shell/view";
import { ClientMessages } from "@/components/ui/client-messages";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { env } from "@/lib/env";
import { hasFeature } from "@/lib/features";
import { page } from "@/lib/guard/page";
import { getBridge } from "@/lib/quiz-sessions/queries/bridge";
import { listRefusals } from "@/lib/quiz-sessions/queries/record-refusals";
import { sampleResult } from "@/lib/quiz-sessions/sample-result";

export default page({ permission: "webhooks:manage" }, async (ctx) => {
  const { tenant, readAll, now } = ctx;
  const t = await getTranslations("quiz");
  const view = viewOf(ctx);
  const { format } = view;
  const { bridge, refusals } = await readAll(async (db) => ({
    bridge: await getBridge.first(db, {}),
    refusals: await listRefusals.all(db, { limit: 100 }),
  }));
  const bridgeReason = (reason: string) => {
    const [word, status] = reason.split(" ");
    return t.has(`sources.bridge.reasons.${word}`)
      ? t(`sources.bridge.reasons.${word}`, { status: status ?? "" })
      : reason;
  };
  const { ATTUNE_URL, NATS_URL, NATS_SUBJECT } = env();
  return (
    <ClientMessages namespaces={["quiz"]}>
      <PageHeader title={t("sources.title")} lead={t("sources.lead")} zone={format.zone(now)} />
      <QuizTabs current="sources" maySetSources view={view} />
      <Stack>
        <Section title={t("sources.gateway.title")} lead={t("sources.gateway.lead")}>
          <CodeBlock label={t("sources.gateway.title")} code={sampleResult(ATTUNE_URL)} />
          <p className="text-label text-ink-quiet">
            {NATS_URL ? t("sources.queue.on", { subject: NATS_SUBJECT, tenant: tenant.slug }) : t("sources.queue.off")}
          </p>
        </Section>
        <Section title={t("sources.bridge.title")} lead={t("sources.bridge.lead")}>
          {bridge?.lastError ? (
            <Notice tone="bad" title={t("sources.bridge.failed", { count: bridge.failures })}>
              {bridgeReason(bridge.lastError)}
            </Notice>
          ) : null}
          {bridge ? (
            <DefinitionList
              items={[
                { key: "run", term: t("sources.bridge.lastRun"), value: format.dateTime(bridge.lastRunAt) },
                { key: "success", term: t("sources.bridge.lastSuccess"), value: format.dateTime(bridge.lastSuccessAt) },
                { key: "sessions", term: t("figures.sessions.label"), value: format.integer(bridge.sessions) },
                { key: "cursor", term: t("sources.bridge.cursor"), value: bridge.cursor ?? "–" },
              ]}
            />
          ) : null}
          {hasFeature(tenant, "quiz-bridge") ? (
            <BridgeForm
              tenant={tenant.slug}
              bridge={
                bridge && { url: bridge.url, enabled: bridge.enabled, asked: String(bridge.lastRunAt?.getTime()) }
              }
            />
          ) : (
            <FeatureOffNotice feature="quiz-bridge" />
          )}
        </Section>
        <Section title={t("sources.refusals.title")} lead={t("sources.refusals.lead")}>
          <RefusalTable refusals={refusals} view={view} />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
