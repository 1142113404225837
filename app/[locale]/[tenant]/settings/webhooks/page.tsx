import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, Stack } from "@/components/ui/section";
import { AttemptList } from "@/components/webhooks/attempt-list";
import { DeliveryDrawer } from "@/components/webhooks/delivery-drawer";
import { DeliveryTable } from "@/components/webhooks/delivery-table";
import { EndpointForm } from "@/components/webhooks/endpoint-form";
import { EndpointList } from "@/components/webhooks/endpoint-list";
import { PersonalData } from "@/components/webhooks/personal-data";
import { dayOf } from "@/lib/analytics/zone";
import { notFound } from "@/lib/errors";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";
import { deliveryPages } from "@/lib/webhooks/delivery-pages";
import { getDelivery, listAttempts } from "@/lib/webhooks/queries/list-deliveries";
import { listEndpoints, readConsent } from "@/lib/webhooks/queries/list-endpoints";
import { deliverySearch, deliveryStatuses, testEventType, webhookEvents } from "@/lib/webhooks/schema";

export default page({ permission: "webhooks:manage", feature: "webhooks", search: deliverySearch }, async (ctx) => {
  const { tenant, locale, search, now, readAll } = ctx;
  const { cursor, delivery: openId, ...asked } = search;
  const t = await getTranslations("webhooks");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const here = (changes: Record<string, string | undefined>) =>
    withSearch(paths.tenant(locale, tenant.slug).settings.webhooks(), { ...asked, cursor, ...changes });
  const { endpoints, consent, found, opened } = await readAll(async (db) => {
    const delivery = openId ? await getDelivery.first(db, { id: openId }) : null;
    if (openId && !delivery) throw notFound("delivery");
    return {
      endpoints: await listEndpoints.all(db, {}),
      consent: (await readConsent.all(db, {}))[0],
      found: await deliveryPages(db, search),
      opened: delivery && { delivery, attempts: await listAttempts.all(db, { deliveryId: delivery.id }) },
    };
  });
  const isFiltered = Object.values(asked).some(Boolean);
  const typeName = (type: string) => t(`events.${type.replaceAll(".", "_")}`);
  return (
    <ClientMessages namespaces={["webhooks"]}>
      <PageHeader title={t("title")} lead={t("lead")} zone={format.zone(now)} />
      <Stack>
        <Section title={t("list.title")}>
          <EndpointList
            tenant={tenant.slug}
            endpoints={endpoints}
            format={format}
            now={now}
            today={dayOf(now, tenant.timeZone)}
            deliveriesHref={(endpoint, status) =>
              `${here({ endpoint, status, type: undefined, q: undefined, cursor: undefined })}#deliveries`
            }
            empty={<EmptyState title={t("list.noneTitle")}>{t("list.noneText")}</EmptyState>}
          />
        </Section>
        <Section title={t("form.title")} lead={t("form.lead")}>
          <EndpointForm tenant={tenant.slug} />
        </Section>
        <Section title={t("personal.title")}>
          <PersonalData
            tenant={tenant.slug}
            allowed={consent?.personalData ?? false}
            decided={
              consent
                ? t("personal.decided", { who: consent.decidedBy ?? "–", when: format.dateTime(consent.decidedAt) })
                : null
            }
          />
        </Section>
        <Section id="deliveries" title={t("deliveries.title")} lead={t("deliveries.lead")}>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <FilterBar
              filters={[
                {
                  key: "endpoint",
                  label: t("deliveries.endpoint"),
                  options: endpoints.map(({ id, name }) => ({ value: id, label: name })),
                },
                {
                  key: "status",
                  label: t("deliveries.status"),
                  options: deliveryStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
                },
                {
                  key: "type",
                  label: t("deliveries.event"),
                  options: [...webhookEvents, testEventType].map((value) => ({ value, label: typeName(value) })),
                },
              ]}
            />
            <SearchInput label={t("deliveries.search")} placeholder={t("deliveries.search")} />
          </div>
          <DeliveryTable
            deliveries={found.deliveries}
            format={format}
            hrefOf={({ id }) => here({ delivery: id })}
            empty={
              <EmptyState title={t(isFiltered ? "deliveries.noMatchTitle" : "deliveries.noneTitle")}>
                {t(isFiltered ? "deliveries.noMatchText" : "deliveries.noneText")}
              </EmptyState>
            }
            pager={
              <KeysetPager
                nextHref={found.next ? here({ cursor: found.next }) : null}
                firstHref={cursor ? here({ cursor: undefined }) : null}
              />
            }
          />
        </Section>
      </Stack>
      {opened ? (
        <DeliveryDrawer
          key={opened.delivery.id}
          tenant={tenant.slug}
          deliveryId={opened.delivery.id}
          title={typeName(opened.delivery.eventType)}
          lead={format.dateTime(opened.delivery.createdAt)}
          waiting={opened.delivery.status === "pending"}
          closeHref={here({ delivery: undefined })}
        >
          <AttemptList {...opened} format={format} />
        </DeliveryDrawer>
      ) : null}
    </ClientMessages>
  );
});
