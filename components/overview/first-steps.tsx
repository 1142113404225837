import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Steps } from "@/components/ui/steps";
import type { Overview } from "@/lib/overview/overview";
import type { TenantPaths } from "@/lib/paths";

/** The first three things of a new tenant; they tick themselves off. */
export function FirstSteps({ matters, at }: { matters: Overview["matters"]; at: TenantPaths }) {
  const t = useTranslations("overview.steps");
  return (
    <Section title={t("title")}>
      <Steps
        items={[
          {
            key: "event",
            title: t("event"),
            done: matters.events > 0,
            children: t("eventText"),
            action: <ButtonLink href={at.settings.keys()}>{t("eventAction")}</ButtonLink>,
          },
          {
            key: "invite",
            title: t("invite"),
            done: matters.members > 1,
            children: t("inviteText"),
            action: <ButtonLink href={at.settings.members()}>{t("inviteAction")}</ButtonLink>,
          },
          {
            key: "share",
            title: t("share"),
            done: matters.sharedReports > 0,
            children: t("shareText"),
            action: <ButtonLink href={at.masters()}>{t("shareAction")}</ButtonLink>,
          },
        ]}
      />
    </Section>
  );
}
