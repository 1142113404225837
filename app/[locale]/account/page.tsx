import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { NameForm } from "@/components/identity/name-form";
import { PasswordForm } from "@/components/identity/password-form";
import { PreferencesForm } from "@/components/identity/preferences-form";
import { SessionList } from "@/components/identity/session-list";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { PlainPage } from "@/components/shell/plain-page";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { hasPassword, listSessions } from "@/lib/identity/account";
import { firstTenantOf } from "@/lib/identity/first-tenant";
import { paths } from "@/lib/paths";
import { themeCookie, themeFrom } from "@/lib/theme";

export default page.user({}, async ({ locale, user, sessionId, now }) => {
  const t = await getTranslations("identity");
  const [sessions, own, tenant, jar] = await Promise.all([
    listSessions(user.id),
    hasPassword(user.id),
    firstTenantOf(user.id),
    cookies(),
  ]);
  const format = createFormat({ locale, timeZone: tenant?.timeZone ?? "UTC" });
  const chosen = jar.get(themeCookie)?.value;
  const lines = sessions
    .map(({ id, client, createdAt, lastSeenAt }) => ({
      id,
      client,
      since: format.date(createdAt),
      seen: id === sessionId ? format.relative(now, now) : format.relative(lastSeenAt, now),
      current: id === sessionId,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
  return (
    <PlainPage
      wide
      aside={<SignOutButton href={paths.signIn(locale)} label={t("signOut.label")} failed={t("signOut.failed")} />}
    >
      <PageHeader
        eyebrow={
          <TextLink href={paths.home(locale)}>
            {tenant ? t("account.back", { tenant: tenant.name }) : t("invitation.home")}
          </TextLink>
        }
        title={t("account.title")}
        lead={t("account.lead")}
      />
      <ClientMessages namespaces={["identity"]}>
        <Stack>
          <Section title={t("account.person")}>
            <NameForm name={user.name} email={user.email} />
          </Section>
          <Section title={t("preferences.title")} lead={t("preferences.lead")}>
            <PreferencesForm theme={chosen ? themeFrom(chosen) : user.theme} />
          </Section>
          <Section title={t("password.title")} lead={own ? t("password.lead") : t("refusals.passwordAbsent")}>
            {own ? <PasswordForm email={user.email} /> : null}
          </Section>
          <Section title={t("sessions.title")} lead={t("sessions.lead")}>
            <SessionList sessions={lines} />
          </Section>
        </Stack>
      </ClientMessages>
    </PlainPage>
  );
});
