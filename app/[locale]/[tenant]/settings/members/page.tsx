import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { InvitationTable } from "@/components/identity/invitation-table";
import { InviteForm } from "@/components/identity/invite-form";
import { MemberTable } from "@/components/identity/member-table";
import { RoleMatrix } from "@/components/identity/role-matrix";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, Stack } from "@/components/ui/section";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { listInvitations } from "@/lib/identity/invitations";
import { listMembers, membersPage } from "@/lib/identity/members";
import { paths, withSearch } from "@/lib/paths";

const search = z.object({
  q: z.string().trim().max(200).default(""),
  cursor: z.string().max(254).optional(),
});

export default page(
  { permission: "members:manage", search },
  async ({ tenant, user, locale, search: asked, readAll, now }) => {
    const t = await getTranslations("settings.members");
    const { found, invitations } = await readAll(async (db) => ({
      found: await listMembers.all(db, { q: asked.q, cursor: asked.cursor ?? null }),
      invitations: await listInvitations.all(db, {}),
    }));
    const members = found.slice(0, membersPage);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const here = paths.tenant(locale, tenant.slug).settings.members();
    const nextCursor = found.length > membersPage ? members.at(-1)?.email : undefined;
    return (
      <ClientMessages namespaces={["identity", "settings"]}>
        <PageHeader title={t("title")} lead={t("lead", { tenant: tenant.name })} />
        <Stack>
          <Section title={t("inviteTitle")} lead={t("inviteLead")}>
            <InviteForm tenant={tenant.slug} />
          </Section>
          {invitations.length > 0 ? (
            <Section title={t("openTitle")}>
              <InvitationTable tenant={tenant.slug} invitations={invitations} format={format} now={now} />
            </Section>
          ) : null}
          <Section title={t("listTitle")} lead={t("listLead")} tools={<SearchInput label={t("search")} />}>
            <MemberTable
              tenant={tenant.slug}
              members={members}
              userId={user.id}
              format={format}
              empty={<EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
              pager={
                <KeysetPager
                  nextHref={nextCursor ? withSearch(here, { q: asked.q, cursor: nextCursor }) : null}
                  firstHref={asked.cursor ? withSearch(here, { q: asked.q }) : null}
                />
              }
            />
          </Section>
          <Section title={t("matrix.title")} lead={t("matrix.lead")}>
            <RoleMatrix />
          </Section>
        </Stack>
      </ClientMessages>
    );
  },
);
