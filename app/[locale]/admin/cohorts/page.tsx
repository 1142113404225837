import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { AddressSelect } from "@/components/platform/address-select";
import { CohortTable } from "@/components/platform/cohort-table";
import { PairSessions } from "@/components/platform/pair-sessions";
import { PlatformPage } from "@/components/platform/platform-page";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { cohortLimits } from "@/lib/platform/cohorts";
import { pairSessions } from "@/lib/platform/pair-sessions";
import { listTenantSlugs } from "@/lib/platform/queries/list-tenant-slugs";
import { readCohorts } from "@/lib/platform/read-cohorts";

const text = z.string().trim().max(80);
const search = z.object({
  client: text.default(""),
  framework: text.default(""),
  format: text.default(""),
  months: z.enum(["all", "3", "6", "12"]).default("all"),
  primary: text.optional(),
  secondary: text.optional(),
});

export default page.platform({ search }, async ({ locale, search: asked, user, now }) => {
  const t = await getTranslations("admin.cohorts");
  const quizzes = await getTranslations("admin.quizzes");
  const quiz = await getTranslations("quiz");
  const archetype = (id: string) => (quiz.has(`archetype.${id}`) ? quiz(`archetype.${id}`) : id);
  const framework = (id: string) => (quiz.has(`framework.${id}`) ? quiz(`framework.${id}`) : id);
  const signOut = await getTranslations("identity.signOut");
  const format = createFormat({ locale, timeZone: "UTC" });
  const since =
    asked.months === "all"
      ? undefined
      : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - Number(asked.months), 1))
          .toISOString()
          .slice(0, 10);
  const filter = { since, framework: asked.framework, format: asked.format, tenant: asked.client };
  const { primary, secondary } = asked;
  const [{ matrix, blocks, frameworks, formats, publishedAt }, tenants, sessions] = await Promise.all([
    readCohorts(filter),
    listTenantSlugs.all({}),
    primary && secondary ? pairSessions(filter, { primary, secondary }) : null,
  ]);
  const here = (more: Record<string, string> = {}) =>
    paths.admin.cohorts(locale, {
      client: asked.client,
      framework: asked.framework,
      format: asked.format,
      months: asked.months === "all" ? "" : asked.months,
      ...more,
    });
  return (
    <PlatformPage
      locale={locale}
      current="cohorts"
      aside={<SignOutButton href={paths.signIn(locale)} label={signOut("label")} failed={signOut("failed")} />}
    >
      <PageHeader
        eyebrow={<TextLink href={paths.account(locale)}>{user.name || user.email}</TextLink>}
        title={t("title")}
        lead={t("lead", { people: cohortLimits.people, tenants: cohortLimits.tenants })}
        controls={
          <div className="flex flex-wrap gap-4">
            <AddressSelect
              param="months"
              label={t("period")}
              options={["all", "3", "6", "12"].map((value) => ({ value, label: t(`months.${value}`) }))}
            />
            <AddressSelect
              param="framework"
              label={t("framework")}
              options={[
                { value: "", label: t("all") },
                ...frameworks.map((value) => ({ value, label: framework(value) })),
              ]}
            />
            <AddressSelect
              param="format"
              label={t("format")}
              options={[
                { value: "", label: t("all") },
                ...formats.map((value) => ({
                  value,
                  label: quizzes.has(`formats.${value}`) ? quizzes(`formats.${value}`) : value,
                })),
              ]}
            />
            <AddressSelect
              param="client"
              label={quizzes("client")}
              options={[
                { value: "", label: quizzes("allClients") },
                ...tenants.map(({ slug, name }) => ({ value: slug, label: name })),
              ]}
            />
          </div>
        }
      />
      <Stack>
        <Section
          title={t("tableTitle")}
          lead={[
            t("tableLead", { total: matrix.total, pairs: blocks }),
            publishedAt && t("publishedAt", { when: format.date(publishedAt) }),
          ]
            .filter(Boolean)
            .join(" ")}
        >
          {matrix.primaries.length === 0 ? (
            <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
          ) : (
            <CohortTable
              matrix={matrix}
              format={format}
              hrefOf={(one, other) => `${here({ primary: one, secondary: other })}#sessions`}
            />
          )}
        </Section>
        {sessions && primary && secondary ? (
          <Section
            id="sessions"
            title={t("sessionsTitle", { primary: archetype(primary), secondary: archetype(secondary) })}
            lead={t("sessionsLead")}
            tools={<TextLink href={here()}>{t("close")}</TextLink>}
          >
            <PairSessions sessions={sessions} format={format} />
          </Section>
        ) : null}
      </Stack>
    </PlatformPage>
  );
});
