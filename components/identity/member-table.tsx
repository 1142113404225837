import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { MemberAccess } from "@/components/identity/member-access";
import { MemberRole } from "@/components/identity/member-role";
import { Address } from "@/components/ui/address";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";
import type { listMembers } from "@/lib/identity/members";

export type Member = z.output<typeof listMembers.row>;

interface Props {
  tenant: string;
  members: readonly Member[];
  /** the reader herself */
  userId: string;
  format: Format;
  empty: ReactNode;
  pager: ReactNode;
}

/** Who works here, in which role and since when. */
export async function MemberTable({ tenant, members, userId, format, empty, pager }: Props) {
  const t = await getTranslations("settings.members");
  const nameOf = (member: Member) => member.name || member.email;
  const role = (member: Member) => (
    <MemberRole
      tenant={tenant}
      userId={member.userId}
      name={nameOf(member)}
      role={member.role}
      own={member.userId === userId}
    />
  );
  const columns: Column<Member>[] = [
    {
      key: "name",
      header: t("name"),
      cell: (member) => (
        <span className="flex flex-col">
          <span className="flex flex-wrap items-baseline gap-x-2">
            {nameOf(member)}
            {member.userId === userId ? (
              <span className="text-label font-normal text-ink-quiet">{t("you")}</span>
            ) : null}
          </span>
          <span className="text-label font-normal text-ink-quiet">
            <Address text={member.email} />
          </span>
          {/* A phone keeps the width for the name and the deed. */}
          <span className="mt-1 flex flex-wrap items-center gap-x-3 font-normal sm:hidden">
            {role(member)}
            {member.disabledAt ? <Badge tone="warn">{t("disabled")}</Badge> : null}
          </span>
        </span>
      ),
    },
    { key: "role", header: t("role"), from: "sm", cell: role },
    {
      key: "state",
      header: t("state"),
      from: "sm",
      cell: (member) =>
        member.disabledAt ? <Badge tone="warn">{t("disabled")}</Badge> : <Badge tone="good">{t("active")}</Badge>,
    },
    { key: "joined", header: t("joined"), from: "md", cell: (member) => format.date(member.joinedAt) },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={members}
      rowKey={(member) => member.userId}
      rowActions={(member) => (
        <MemberAccess
          tenant={tenant}
          userId={member.userId}
          name={nameOf(member)}
          disabled={member.disabledAt !== null}
          own={member.userId === userId}
        />
      )}
      empty={empty}
      pager={pager}
    />
  );
}
