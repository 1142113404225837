"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { isReaderLocale, type ReaderLocale, readerLocaleNames, readerLocales } from "@/lib/i18n";
import { removeMasterContact, saveMasterContact } from "@/lib/reports/mail/actions";

/** How a master is reached: name, address and language, kept or forgotten. */
export function ContactForm(props: {
  tenant: string;
  masterId: string;
  contact: { name: string; email: string; language: ReaderLocale } | null;
  defaultName: string;
  defaultLanguage: ReaderLocale;
}) {
  const t = useTranslations("delivery.contact");
  const router = useRouter();
  const save = useAction(saveMasterContact);
  const remove = useAction(removeMasterContact);
  const { tenant, masterId, contact } = props;

  const submit = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const language = given.get("language");
    const saved = await save.run({
      tenant,
      masterId,
      name: String(given.get("name") ?? ""),
      email: String(given.get("email") ?? ""),
      language: isReaderLocale(language) ? language : "en",
    });
    if (!saved) return;
    toast(t("saved"));
    router.refresh();
  };
  const forget = async () => {
    if (!(await remove.run({ tenant, masterId }))) return;
    toast(t("removed"));
    router.refresh();
  };

  return (
    <form
      // After forgetting, the fields begin anew.
      key={contact?.email ?? "none"}
      method="post"
      aria-label={t("title")}
      className="flex max-w-[40rem] flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <TextInput
          label={t("name")}
          name="name"
          defaultValue={contact?.name ?? props.defaultName}
          required
          maxLength={120}
          error={save.fields.name}
        />
        <TextInput
          label={t("email")}
          name="email"
          type="email"
          defaultValue={contact?.email}
          autoComplete="off"
          required
          error={save.fields.email}
        />
        <Select
          label={t("language")}
          name="language"
          defaultValue={contact?.language ?? props.defaultLanguage}
          options={readerLocales.map((one) => ({ value: one, label: readerLocaleNames[one] }))}
        />
      </div>
      {save.error && Object.keys(save.fields).length === 0 ? <FormError message={save.error} /> : null}
      <FormError message={remove.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={save.pending}>
          {t("save")}
        </Button>
        {contact ? (
          <Button tone="quiet" busy={remove.pending} onClick={() => void forget()}>
            {t("remove")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
