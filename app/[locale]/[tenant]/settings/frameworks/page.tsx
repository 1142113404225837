import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DifferenceTable } from "@/components/frameworks/difference-table";
import { fieldLabel, valueWords } from "@/components/frameworks/field-words";
import { RestoreVersion } from "@/components/frameworks/restore-version";
import { SectionForm } from "@/components/frameworks/section-form";
import { VersionTable } from "@/components/frameworks/version-table";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { frameworks } from "@/lib/frameworks/defaults";
import { sections } from "@/lib/frameworks/fields";
import { differences } from "@/lib/frameworks/overrides";
import { listVersions } from "@/lib/frameworks/queries/list-versions";
import { getConfig } from "@/lib/frameworks/service";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";

const ids = frameworks.map(({ id }) => id) as [string, ...string[]];
const search = z.object({
  framework: z.enum(ids).default(ids[0]),
  section: z.enum(sections).default(sections[0]),
  version: z.coerce.number().int().min(0).optional(),
});

export default page({ permission: "brand:manage", search }, async ({ tenant, locale, search: asked, readAll }) => {
  const t = await getTranslations("frameworks");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const { current, looked, versions } = await readAll(async (db) => ({
    current: await getConfig(db, asked.framework),
    looked: asked.version === undefined ? null : await getConfig(db, asked.framework, asked.version),
    versions: await listVersions.all(db, { frameworkId: asked.framework }),
  }));
  const { framework, config, version } = current;
  const here = (changes: Record<string, string | number | undefined>) =>
    withSearch(paths.tenant(locale, tenant.slug).settings.frameworks(), {
      framework: asked.framework,
      section: asked.section,
      ...changes,
    });
  const own = differences(framework, config);
  const shown = looked ?? current;
  const fields = Object.entries(framework.fields[asked.section]).map(([name, field]) => ({
    name,
    field,
    label: fieldLabel(t, framework, asked.section, name),
    hint: t.has(`hints.${asked.section}.${name}`) ? t(`hints.${asked.section}.${name}`) : null,
    platform: framework.defaults[asked.section][name] ?? "",
    platformText: valueWords(t, asked.section, name, framework.defaults[asked.section][name] ?? ""),
    options:
      field.kind === "choice"
        ? field.options.map((value) => ({ value, label: valueWords(t, asked.section, name, value) }))
        : [],
  }));
  return (
    <ClientMessages namespaces={["frameworks"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ButtonLink plain small href={paths.api.frameworkConfig(tenant.slug, framework.id, { download: 1 })}>
              {t("export")}
            </ButtonLink>
            {own.length > 0 ? (
              <RestoreVersion tenant={tenant.slug} frameworkId={framework.id} version={0} base={version} />
            ) : null}
          </>
        }
      />
      <Tabs
        label={t("which")}
        current={framework.id}
        items={frameworks.map(({ id, name }) => ({
          key: id,
          label: t.has(`names.${id}`) ? t(`names.${id}`) : name,
          href: here({ framework: id }),
        }))}
      />
      <Stack>
        <section aria-label={t(`sections.${asked.section}`)}>
          <Tabs
            label={t("parts")}
            current={asked.section}
            items={sections.map((key) => ({
              key,
              label: t(`sections.${key}`),
              href: here({ section: key }),
              count: own.filter((difference) => difference.section === key).length || undefined,
            }))}
          />
          <p className="mb-6 max-w-[46rem] text-ink-soft">{t(`about.${asked.section}`)}</p>
          <SectionForm
            key={`${framework.id}-${asked.section}`}
            tenant={tenant.slug}
            frameworkId={framework.id}
            section={asked.section}
            base={version}
            fields={fields}
            given={config[asked.section]}
          />
        </section>
        <Section
          id="difference"
          title={looked ? t("difference.titleOf", { version: shown.version }) : t("difference.title")}
          lead={t("difference.lead")}
          footer={looked ? <TextLink href={`${here({})}#difference`}>{t("difference.back")}</TextLink> : null}
        >
          <DifferenceTable
            framework={framework}
            rows={differences(framework, shown.config)}
            caption={t("difference.title")}
            empty={<EmptyState title={t("difference.noneTitle")}>{t("difference.noneText")}</EmptyState>}
          />
        </Section>
        <Section title={t("versions.title")} lead={t("versions.lead")}>
          <VersionTable
            tenant={tenant.slug}
            framework={framework}
            versions={versions}
            format={format}
            hrefOf={(number) => `${here({ version: number })}#difference`}
            empty={<EmptyState title={t("versions.noneTitle")}>{t("versions.noneText")}</EmptyState>}
          />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
