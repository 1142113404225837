import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { AccountTable } from "@/components/platform/account-table";
import { AskForAdmin, DecideRequest } from "@/components/platform/admin-requests";
import { PlatformLog } from "@/components/platform/platform-log";
import { PlatformPage } from "@/components/platform/platform-page";
import { EmptyState } from "@/components/ui/empty-state";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { accountsPage, listAccounts, listAdminRequests } from "@/lib/platform/queries/list-accounts";
import { readPlatformLog } from "@/lib/platform/queries/list-platform-log";

const search = z.object({ q: z.string().trim().max(254).default(""), cursor: z.uuid().optional() });

export default page.platform({ search }, async ({ locale, search: asked, user, now }) => {
  const t = await getTranslations("admin.users");
  const signOut = await getTranslations("identity.signOut");
  const format = createFormat({ locale, timeZone: "UTC" });
  const [found, requests, log] = await Promise.all([
    listAccounts({ viewerId: user.id, q: asked.q, before: asked.cursor ?? null }),
    listAdminRequests(user.id),
    readPlatformLog(),
  ]);
  const accounts = found.slice(0, accountsPage);
  const next = found.length > accountsPage ? accounts.at(-1)?.id : undefined;
  return (
    <PlatformPage
      locale={locale}
      current="users"
      aside={<SignOutButton href={paths.signIn(locale)} label={signOut("label")} failed={signOut("failed")} />}
    >
      <PageHeader
        eyebrow={<TextLink href={paths.account(locale)}>{user.name || user.email}</TextLink>}
        title={t("title")}
        lead={t("lead")}
      />
      <Stack>
        <Section title={t("listTitle")} tools={<SearchInput label={t("search")} />}>
          <AccountTable
            accounts={accounts}
            viewerId={user.id}
            format={format}
            empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
            pager={
              <KeysetPager
                nextHref={next ? paths.admin.users(locale, { q: asked.q, cursor: next }) : null}
                firstHref={asked.cursor ? paths.admin.users(locale, { q: asked.q }) : null}
              />
            }
          />
        </Section>
        <Section title={t("adminsTitle")} lead={t("adminsLead")}>
          {requests.length > 0 ? (
            <ul aria-label={t("openTitle")} className="flex flex-col divide-y divide-hairline">
              {requests.map((request) => (
                <li key={request.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
                  <span className="flex flex-col">
                    <span>{t("request", { email: request.email })}</span>
                    <span className="text-label text-ink-quiet">
                      {t("requestBy", { who: request.requestedBy, when: format.relative(request.requestedAt, now) })}
                    </span>
                  </span>
                  <DecideRequest id={request.id} email={request.email} grantable={request.grantable} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-ink-soft">{t("noRequests")}</p>
          )}
          <AskForAdmin />
        </Section>
        <Section title={t("logTitle")} lead={t("logLead")}>
          <PlatformLog entries={log.entries} state={log.state} format={format} />
        </Section>
      </Stack>
    </PlatformPage>
  );
});
