"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { directionOf, isReaderLocale, type ReaderLocale, readerLocaleNames, readerLocales } from "@/lib/i18n";
import { sendReportMail } from "@/lib/reports/mail/actions";

export interface Preview {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
  readonly footer: string;
}

export interface SendFormProps {
  readonly tenant: string;
  readonly sessionId: string;
  readonly hasServer: boolean;
  readonly masterKnown: boolean;
  readonly recipient: { readonly name: string; readonly email: string; readonly language: ReaderLocale };
  readonly links: readonly { readonly id: string; readonly label: string }[];
  readonly previews: Readonly<Record<ReaderLocale, Preview>>;
}

const newLink = "new";

/** Who receives the report, in which language, and how the message begins; beside it the message as it will be read. */
export function SendForm(props: SendFormProps) {
  const t = useTranslations("delivery.send");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(sendReportMail);
  const [language, setLanguage] = useState(props.recipient.language);
  const [name, setName] = useState(props.recipient.name);
  const [words, setWords] = useState("");
  const [own, setOwn] = useState<{ subject?: string; greeting?: string }>({});
  const preview = props.previews[language];
  const subject = own.subject ?? preview.subject;
  const greeting = own.greeting ?? preview.greeting.replace("{name}", name);

  const submit = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const linkId = String(given.get("linkId"));
    const days = Number(given.get("remindAfterDays"));
    const sent = await run({
      tenant: props.tenant,
      sessionId: props.sessionId,
      linkId: linkId === newLink ? null : linkId,
      recipientName: name,
      recipientEmail: String(given.get("recipientEmail") ?? ""),
      language,
      subject,
      greeting,
      words,
      remindAfterDays: days > 0 ? days : null,
      remember: given.get("remember") === "on",
    });
    if (!sent) return;
    toast(t(sent.state === "outbox" ? "inOutbox" : "onItsWay"));
    setWords("");
    router.refresh();
  };

  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <form
        method="post"
        className="flex flex-col gap-4"
        aria-label={t("title")}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            label={t("name")}
            name="recipientName"
            value={name}
            maxLength={120}
            required
            error={fields.recipientName}
            onChange={(event) => setName(event.target.value)}
          />
          <TextInput
            label={t("email")}
            name="recipientEmail"
            type="email"
            defaultValue={props.recipient.email}
            autoComplete="off"
            required
            error={fields.recipientEmail}
          />
        </div>
        {props.masterKnown ? (
          <Checkbox
            name="remember"
            label={t("remember")}
            hint={t("rememberHint")}
            defaultChecked={!props.recipient.email}
          />
        ) : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t("language")}
            value={language}
            options={readerLocales.map((one) => ({ value: one, label: readerLocaleNames[one] }))}
            onChange={(event) => {
              const chosen = event.target.value;
              // Another language brings its own beginning; what was typed in the old one would not fit.
              if (isReaderLocale(chosen)) setLanguage(chosen);
              setOwn({});
            }}
          />
          <Select
            label={t("link")}
            name="linkId"
            defaultValue={newLink}
            options={[
              { value: newLink, label: t("newLink") },
              ...props.links.map(({ id, label }) => ({ value: id, label })),
            ]}
            error={fields.linkId}
          />
        </div>
        <TextInput
          label={t("subject")}
          name="subject"
          value={subject}
          maxLength={200}
          dir="auto"
          required
          error={fields.subject}
          onChange={(event) => setOwn({ ...own, subject: event.target.value })}
        />
        <TextInput
          label={t("greeting")}
          name="greeting"
          value={greeting}
          maxLength={200}
          dir="auto"
          required
          error={fields.greeting}
          onChange={(event) => setOwn({ ...own, greeting: event.target.value })}
        />
        <Textarea
          label={t("words")}
          hint={t("wordsHint")}
          name="words"
          value={words}
          maxLength={2000}
          dir="auto"
          error={fields.words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Select
          label={t("remindAfter")}
          name="remindAfterDays"
          defaultValue="3"
          options={[3, 5, 7, 14, 0].map((days) => ({ value: String(days), label: t("days", { days }) }))}
        />
        {error && Object.keys(fields).length === 0 ? <FormError message={error} /> : null}
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" tone="primary" busy={pending}>
            {props.hasServer ? t("send") : t("toOutbox")}
          </Button>
          {props.hasServer ? null : <p className="flex-1 basis-56 text-label text-ink-quiet">{t("noServer")}</p>}
        </div>
      </form>
      <div
        lang={language}
        dir={directionOf(language)}
        className="flex flex-col gap-4 self-start border border-hairline px-6 py-6"
        data-testid="letter"
      >
        <p className="border-b border-hairline pb-3 text-label text-ink-quiet">{subject}</p>
        <p className="font-serif text-lead">{greeting}</p>
        {preview.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {words ? <p className="whitespace-pre-line">{words}</p> : null}
        <p>
          <span className="inline-block rounded-md bg-accent px-4 py-2 font-medium text-on-accent">
            {preview.button}
          </span>
        </p>
        <p className="border-t border-hairline pt-3 text-label text-ink-quiet">{preview.footer}</p>
      </div>
    </div>
  );
}
