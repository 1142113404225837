import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { WithdrawInvitation } from "@/components/identity/withdraw-invitation";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";
import type { listInvitations } from "@/lib/identity/invitations";

type Invitation = z.output<typeof listInvitations.row>;

/** Invitations that nobody has answered yet. */
export async function InvitationTable(props: {
  tenant: string;
  invitations: readonly Invitation[];
  format: Format;
  now: Date;
}) {
  const { tenant, invitations, format, now } = props;
  const t = await getTranslations("settings.members");
  const role = await getTranslations("identity.roles");
  const columns: Column<Invitation>[] = [
    {
      key: "email",
      header: t("inviteEmail"),
      cell: (invitation) => <span className="[overflow-wrap:anywhere]">{invitation.email}</span>,
    },
    { key: "role", header: t("role"), cell: (invitation) => role(invitation.role) },
    { key: "by", header: t("invitedBy"), from: "lg", cell: (invitation) => invitation.invitedBy || "–" },
    { key: "until", header: t("openUntil"), cell: (invitation) => format.relative(invitation.expiresAt, now) },
  ];
  return (
    <DataTable
      caption={t("openTitle")}
      columns={columns}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      rowActions={(invitation) => (
        <WithdrawInvitation tenant={tenant} invitationId={invitation.id} email={invitation.email} />
      )}
    />
  );
}
