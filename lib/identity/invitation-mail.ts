import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { env } from "@/lib/env";
import { createFormat } from "@/lib/format";
import type { Locale } from "@/lib/i18n";
import type { Role } from "@/lib/identity/permissions";
import { mailHtml, mailText } from "@/lib/mail/mail-layout";
import type { Mail } from "@/lib/mail/send-mail";
import { translatorFor } from "@/lib/messages";
import { paths } from "@/lib/paths";

export interface InvitationLetter {
  tenant: Tenant;
  email: string;
  role: Role;
  inviter: string;
  token: string;
  expiresAt: Date;
  locale: Locale;
}

/** The address under which an invitation is accepted. It holds the token, so it is shown once and never logged. */
export const invitationUrl = (locale: string, token: string): string =>
  `${env().ATTUNE_URL}${paths.invitation(locale, token)}`;

export function invitationMail({ tenant, email, role, inviter, token, expiresAt, locale }: InvitationLetter): Mail {
  const t = translatorFor(locale, "identity");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const content = {
    locale,
    title: t("mail.title", { tenant: tenant.name }),
    paragraphs: [
      t("mail.lead", { inviter, tenant: tenant.name, role: t(`roles.${role}`) }),
      t("mail.until", { when: format.longDate(expiresAt) }),
    ],
    button: { label: t("mail.button"), href: invitationUrl(locale, token) },
    footer: t("mail.footer", { email }),
  };
  return {
    to: email,
    subject: t("mail.subject", { tenant: tenant.name }),
    text: mailText(content),
    html: mailHtml(content),
  };
}
