import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { AuditTable } from "@/components/settings/audit-table";
import { ChainState } from "@/components/settings/chain-state";
import { DayRange } from "@/components/settings/day-range";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, Stack } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { dayOf } from "@/lib/analytics/zone";
import { auditPageSchema, isFiltered } from "@/lib/audit/audit-search";
import { listActions, listActors, listEntries } from "@/lib/audit/queries/list-entries";
import { chainLength, verifyChain } from "@/lib/audit/verify-chain";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";

const pageSize = 50;
/** A log of up to this many entries is verified whenever it is looked at (about 0.1 s); a longer one when asked. */
const verifiedAtOnce = 5000;

export default page({ permission: "audit:read", search: auditPageSchema }, async (ctx) => {
  const { tenant, locale, search, now, readAll } = ctx;
  const { cursor, verify, ...asked } = search;
  const t = await getTranslations("settings.audit");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const here = (changes: Record<string, string | number | undefined>) =>
    withSearch(paths.tenant(locale, tenant.slug).settings.audit(), { ...asked, ...changes });
  const { found, actions, actors } = await readAll(async (db) => ({
    found: await listEntries.all(db, {
      ...asked,
      timeZone: tenant.timeZone,
      cursor: cursor ?? null,
      limit: pageSize + 1,
    }),
    actions: await listActions.all(db, {}),
    actors: await listActors.all(db, {}),
  }));
  // Not awaited here: the list need not wait for it.
  const verified = readAll(async (db) => {
    const length = await chainLength(db);
    return { length, state: verify || length <= verifiedAtOnce ? await verifyChain(db) : null };
  });
  const entries = found.slice(0, pageSize);
  const last = entries.at(-1)?.seq;
  const nameOf = (action: string) => {
    const key = `actions.${action.replaceAll(".", "_")}`;
    return t.has(key) ? t(key) : action;
  };
  const exported = (format: "csv" | "json") => paths.api.auditExport(tenant.slug, format, asked);
  return (
    <ClientMessages namespaces={["settings"]}>
      <PageHeader title={t("title")} lead={t("lead")} zone={format.zone(now)} />
      <Stack>
        <Suspense fallback={<Skeleton className="h-14 w-full" />}>
          <ChainState
            verified={verified}
            verifyHref={here({ verify: 1 })}
            entryHref={(seq) => here({ cursor: seq + 1 })}
            format={format}
            now={now}
          />
        </Suspense>
        <Section
          title={t("listTitle")}
          tools={<ExportMenu name={t("title")} csvHref={exported("csv")} jsonHref={exported("json")} />}
        >
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <FilterBar
              filters={[
                {
                  key: "action",
                  label: t("what"),
                  options: actions.map(({ action }) => ({ value: action, label: nameOf(action) })),
                },
                {
                  key: "actor",
                  label: t("who"),
                  options: actors.map(({ actor, kind, label }) => ({
                    value: actor,
                    label: kind === "user" ? label : `${label} (${t(`kind.${kind}`)})`,
                  })),
                },
              ]}
            />
            <SearchInput label={t("search")} />
            <DayRange today={dayOf(now, tenant.timeZone)} />
          </div>
          <AuditTable
            entries={entries}
            format={format}
            actionName={nameOf}
            empty={
              <EmptyState title={isFiltered(asked) ? t("noMatchTitle") : t("noneTitle")}>
                {isFiltered(asked) ? t("noMatchText") : t("noneText")}
              </EmptyState>
            }
            pager={
              <KeysetPager
                nextHref={found.length > pageSize ? here({ cursor: last }) : null}
                firstHref={cursor ? here({}) : null}
                summary={t("shown", { count: entries.length })}
              />
            }
          />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
