import "server-only";
import { getTranslations } from "next-intl/server";
import { ContactForm } from "@/components/delivery/contact-form";
import { ClientMessages } from "@/components/ui/client-messages";
import { Section } from "@/components/ui/section";
import { isReaderLocale, type ReaderLocale } from "@/lib/i18n";

/** How a master is reached. Personal data: draw it only for those who may share reports. */
export async function MasterContact(props: {
  locale: string;
  tenant: string;
  master: { id: string; name: string };
  contact: { name: string; email: string; language: ReaderLocale } | null;
}) {
  const t = await getTranslations("delivery.contact");
  return (
    <Section id="contact" title={t("title")} lead={t("lead")}>
      <ClientMessages namespaces={["delivery"]}>
        <ContactForm
          tenant={props.tenant}
          masterId={props.master.id}
          contact={props.contact}
          defaultName={props.master.name}
          defaultLanguage={isReaderLocale(props.locale) ? props.locale : "en"}
        />
      </ClientMessages>
    </Section>
  );
}
