import { getTranslations } from "next-intl/server";
import { BarList } from "@/components/charts/bar-list";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { AddressSelect } from "@/components/platform/address-select";
import { PlatformPage } from "@/components/platform/platform-page";
import { QuizHeadline } from "@/components/platform/quiz-headline";
import { CostTable, QuizTenantTable } from "@/components/platform/quiz-tables";
import { PeriodControls } from "@/components/shell/period-controls";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { changeBetween } from "@/lib/analytics/change";
import { maximumDays } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { listTenantSlugs } from "@/lib/platform/queries/list-tenant-slugs";
import { getQuizFigures, quizPeriodDays, quizPeriodSearch } from "@/lib/platform/quiz-analytics";

export default page.platform({ search: quizPeriodSearch }, async ({ locale, search: asked, user, now }) => {
  const t = await getTranslations("admin.quizzes");
  const archetype = await getTranslations("quiz.archetype");
  const words = await getTranslations("ui.change");
  const signOut = await getTranslations("identity.signOut");
  const format = createFormat({ locale, timeZone: "UTC" });
  const { current, before, asked: wanted } = quizPeriodDays(asked, now);
  const [figures, earlier, tenants] = await Promise.all([
    getQuizFigures(asked.client, current),
    getQuizFigures(asked.client, before),
    listTenantSlugs.all({}),
  ]);
  const name = (key: string | null, group: "formats" | "archetypes") =>
    key === null
      ? t("other")
      : group === "formats" && t.has(`formats.${key}`)
        ? t(`formats.${key}`)
        : group === "archetypes" && key && archetype.has(key)
          ? archetype(key)
          : key || t("unknown");
  const against = (current: number | null, previous: number | null | undefined, points = false) => {
    const change = changeBetween(current, previous ?? null);
    if (change === null) return "";
    if (change.kind === "new") return words("new");
    return points
      ? words("points", { value: format.signed(change.difference * 100) })
      : format.signedPercent(change.ratio);
  };
  type Row = { readonly key: string | null; readonly sessions: number };
  const bars = (rows: readonly Row[], before: readonly Row[], group: "formats" | "archetypes") =>
    rows.map((row) => ({
      key: row.key ?? "*",
      label: name(row.key, group),
      value: row.sessions,
      // What was merged before may have been anything under five.
      note: against(row.sessions, before.find(({ key }) => key === row.key)?.sessions),
    }));
  return (
    <PlatformPage
      locale={locale}
      current="analytics"
      aside={<SignOutButton href={paths.signIn(locale)} label={signOut("label")} failed={signOut("failed")} />}
    >
      <PageHeader
        eyebrow={<TextLink href={paths.account(locale)}>{user.name || user.email}</TextLink>}
        title={t("title")}
        lead={t("lead")}
        period={t("period", {
          period: format.dayRange(current.from, current.to),
          before: format.dayRange(before.from, before.to),
        })}
        zone={t("zones")}
        controls={
          <div className="flex flex-wrap items-end gap-4">
            <PeriodControls today={dayOf(now, "UTC")} param="period" comparable={false} long />
            <AddressSelect
              param="client"
              label={t("client")}
              options={[
                { value: "", label: t("allClients") },
                ...tenants.map(({ slug, name: label }) => ({ value: slug, label })),
              ]}
            />
          </div>
        }
      />
      {wanted ? (
        <Notice
          tone="warn"
          className="mb-8"
          title={t("adjustedTitle", { shown: format.dayRange(current.from, current.to) })}
        >
          {t("adjustedText", { asked: format.dayRange(wanted.from, wanted.to), days: maximumDays })}
        </Notice>
      ) : null}
      {figures.tooFew ? (
        <EmptyState title={t("tooFewTitle")}>{t("tooFewText")}</EmptyState>
      ) : figures.sessions === 0 && earlier.sessions === 0 ? (
        <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
      ) : (
        <Stack>
          <QuizHeadline figures={figures} before={earlier} format={format} />
          <SectionGrid>
            <Section title={t("archetypesTitle")} lead={t("merged")}>
              <BarList
                name={t("archetypesTitle")}
                items={bars(figures.archetypes, earlier.archetypes, "archetypes")}
                formatValue={format.integer}
                formatShare={format.percent}
              />
            </Section>
            <Section title={t("formatsTitle")} lead={t("merged")}>
              <BarList
                name={t("formatsTitle")}
                items={bars(figures.formats, earlier.formats, "formats")}
                formatValue={format.integer}
                formatShare={format.percent}
              />
            </Section>
          </SectionGrid>
          <Section title={t("stepsTitle")} lead={t("stepsLead")}>
            <BarList
              name={t("stepsTitle")}
              items={figures.steps.map(({ step, entries, retained }) => ({
                key: step,
                label: t.has(`steps.${step}`) ? t(`steps.${step}`) : step.replace(/^q:/, ""),
                value: entries,
                note: [
                  format.percent(retained),
                  against(retained, earlier.steps.find((one) => one.step === step)?.retained, true),
                ]
                  .filter(Boolean)
                  .join(" · "),
              }))}
              formatValue={format.integer}
              top={20}
            />
          </Section>
          <Section title={t("tenantsTitle")} lead={t("tenantsLead")}>
            <QuizTenantTable
              tenants={figures.tenants}
              before={earlier.tenants}
              hrefOf={(client) => paths.admin.analytics(locale, { ...asked, client })}
              format={format}
            />
          </Section>
          <Section title={t("costsTitle")} lead={t("costsLead")}>
            <CostTable purposes={figures.purposes} before={earlier.purposes} format={format} />
          </Section>
        </Stack>
      )}
    </PlatformPage>
  );
});
