import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AcceptInvitationForm } from "@/components/identity/accept-invitation-form";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { PlainPage } from "@/components/shell/plain-page";
import { ClientMessages } from "@/components/ui/client-messages";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { openInvitation } from "@/lib/identity/invitations";
import { paths, withSearch } from "@/lib/paths";

export default page.public({ params: z.object({ locale: z.string(), token: z.string().max(200) }) }, async (ctx) => {
  const { locale, params, viewer } = ctx;
  const t = await getTranslations("identity");
  const invitation = await openInvitation(params.token);
  if (!invitation) {
    return (
      <PlainPage>
        <PageHeader title={t("invitation.closedTitle")} lead={t("refusals.invitationClosed")} />
        <p className="-mt-4">
          <TextLink href={paths.home(locale)}>{t("invitation.home")}</TextLink>
        </p>
      </PlainPage>
    );
  }
  const { tenant, email, role, expiresAt } = invitation;
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const here = paths.invitation(locale, params.token);
  const otherwise = viewer !== null && viewer.user.email !== email;
  return (
    <PlainPage>
      <PageHeader
        title={t("invitation.title", { tenant: tenant.name })}
        lead={t("invitation.lead", { email, role: t(`roles.${role}`), when: format.longDate(expiresAt) })}
      />
      {otherwise ? (
        <Notice
          tone="warn"
          title={t("refusals.invitationForOther")}
          action={<SignOutButton href={here} label={t("invitation.switch")} failed={t("signOut.failed")} />}
        >
          {t("invitation.signedInAs", { email: viewer.user.email })}
        </Notice>
      ) : (
        <div className="flex flex-col gap-6">
          <ClientMessages namespaces={["identity"]}>
            <AcceptInvitationForm
              token={params.token}
              email={email}
              signedIn={viewer !== null}
              home={paths.home(locale)}
            />
          </ClientMessages>
          {viewer ? null : (
            <p className="text-label text-ink-quiet">
              {t("invitation.known")}{" "}
              <TextLink href={withSearch(paths.signIn(locale), { returnTo: here, email })}>
                {t("invitation.signIn")}
              </TextLink>
            </p>
          )}
        </div>
      )}
    </PlainPage>
  );
});
