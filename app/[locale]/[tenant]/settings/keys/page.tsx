import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { KeyForm } from "@/components/identity/key-form";
import { KeyTable } from "@/components/identity/key-table";
import { EventCatalogue } from "@/components/settings/event-catalogue";
import { LiveKeyTable } from "@/components/settings/live-keys";
import { LiveKeyForm } from "@/components/settings/live-keys-form";
import { RejectionTable } from "@/components/settings/rejection-table";
import { FeatureOffNotice } from "@/components/shell/feature-off";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { catalogueEntries } from "@/lib/events/catalogue/catalogue-entries";
import { snippetLanguages } from "@/lib/events/catalogue/snippet";
import { listRejections } from "@/lib/events/queries/list-rejections";
import { hasFeature } from "@/lib/features";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { defaultLocale, isLocale } from "@/lib/i18n";
import { listKeys } from "@/lib/identity/api-keys";
import { keyScopes } from "@/lib/identity/keys";
import { listLiveKeys } from "@/lib/live/queries/live-keys";
import { paths, withSearch } from "@/lib/paths";

const search = z.object({
  code: z.enum(snippetLanguages).default("node"),
  event: z.string().max(200).optional(),
});

export default page({ permission: "keys:manage", search }, async ({ tenant, locale, search: asked, readAll, now }) => {
  const t = await getTranslations("settings");
  const live = await getTranslations("live-keys");
  const { keys, liveKeys, rejections } = await readAll(async (db) => ({
    keys: await listKeys.all(db, {}),
    liveKeys: await listLiveKeys.all(db, {}),
    rejections: await listRejections.all(db, {}),
  }));
  const entries = catalogueEntries(isLocale(locale) ? locale : defaultLocale);
  const known = new Set(entries.map(({ name }) => name));
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const mayRead = hasFeature(tenant, "read-api");
  const here = paths.tenant(locale, tenant.slug).settings.keys();
  return (
    <ClientMessages namespaces={["identity", "settings", "live-keys"]}>
      <PageHeader
        title={t("keys.title")}
        lead={t("keys.lead")}
        actions={<ButtonLink href={paths.apiDocs(locale)}>{t("keys.api")}</ButtonLink>}
      />
      <Stack>
        <Section title={t("keys.listTitle")}>
          <KeyTable
            tenant={tenant.slug}
            keys={keys}
            format={format}
            now={now}
            empty={<EmptyState title={t("keys.noneTitle")}>{t("keys.noneText")}</EmptyState>}
          />
        </Section>
        <Section title={t("keys.createTitle")} lead={t("keys.createLead")}>
          {mayRead ? null : <FeatureOffNotice feature="read-api" />}
          <KeyForm tenant={tenant.slug} scopes={mayRead ? keyScopes : ["ingest"]} />
        </Section>
        <Section id="live-keys" title={live("title")} lead={live("lead")}>
          <LiveKeyTable tenant={tenant.slug} keys={liveKeys} format={format} now={now} />
        </Section>
        <Section title={live("createTitle")} lead={live("createLead")}>
          <LiveKeyForm tenant={tenant.slug} />
        </Section>
        <Section title={t("rejections.title")} lead={t("rejections.lead")}>
          <RejectionTable
            rejections={rejections}
            eventHref={(name) =>
              known.has(name) ? `${withSearch(here, { code: asked.code, event: name })}#${name}` : null
            }
            format={format}
            now={now}
            empty={<EmptyState title={t("rejections.noneTitle")}>{t("rejections.noneText")}</EmptyState>}
          />
        </Section>
        <Section title={t("catalogue.title")} lead={t("catalogue.lead")}>
          <EventCatalogue
            entries={entries}
            open={asked.event}
            language={asked.code}
            hrefFor={(code) => withSearch(here, { code, event: asked.event })}
          />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
