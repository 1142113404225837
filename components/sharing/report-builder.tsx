"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FreshLink } from "@/components/sharing/fresh-link";
import { LinkFields, linkValues } from "@/components/sharing/link-fields";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { shareReport } from "@/lib/reports/actions";
import { type ReportSection, reportLimits } from "@/lib/reports/payload";

export interface BuilderProps {
  readonly tenant: string;
  readonly sessionId: string;
  readonly masterName: string;
  readonly auLabel: string;
  readonly locale: "en" | "de";
  readonly timeZone: string;
  /** the page's language, for dates */
  readonly pageLocale: string;
  readonly sections: readonly ReportSection[];
  readonly quotes: readonly { eventId: string; text: string; language: string | null }[];
  readonly voicesHref: string;
}

/** Everything a person decides before a report is frozen and its link made. */
export function ReportBuilder(props: BuilderProps) {
  const t = useTranslations("sharing.builder");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(shareReport);
  const [chosen, setChosen] = useState<readonly string[]>(
    props.quotes.slice(0, reportLimits.quotes).map((one) => one.eventId),
  );
  const [link, setLink] = useState<{ url: string; until: string } | null>(null);

  const toggle = (eventId: string, on: boolean) =>
    setChosen((before) => (on ? [...before, eventId] : before.filter((one) => one !== eventId)));

  const submit = async (element: HTMLFormElement) => {
    const form = new FormData(element);
    const result = await run({
      tenant: props.tenant,
      sessionId: props.sessionId,
      locale: form.get("locale") === "de" ? "de" : "en",
      note: String(form.get("note") ?? ""),
      signedBy: String(form.get("signedBy") ?? ""),
      sections: props.sections.filter((section) => form.getAll("sections").includes(section)),
      quotes: [...chosen],
      ...linkValues(form),
    });
    if (!result) return;
    const until = new Intl.DateTimeFormat(props.pageLocale, { dateStyle: "long", timeZone: props.timeZone });
    setLink({ url: result.url, until: until.format(new Date(result.expiresAt)) });
    router.refresh();
  };

  return (
    <form
      method="post"
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-serif text-lead">{t("content")}</legend>
        <Select
          label={t("language")}
          name="locale"
          defaultValue={props.locale}
          options={[
            { value: "en", label: t("languages.en") },
            { value: "de", label: t("languages.de") },
          ]}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-label text-ink-quiet">{t("sections")}</legend>
          {props.sections.map((section) => (
            <Checkbox
              key={section}
              name="sections"
              value={section}
              defaultChecked
              label={t(`sectionNames.${section}`, { auLabel: props.auLabel })}
            />
          ))}
          {fields.sections ? <FormError message={fields.sections} /> : null}
        </fieldset>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-label text-ink-quiet">{t("quotes")}</legend>
          {props.quotes.length === 0 ? (
            <p className="text-ink-soft">
              {t("noQuotes")} <TextLink href={props.voicesHref}>{t("reviewQuotes")}</TextLink>
            </p>
          ) : (
            <>
              <p className="text-label text-ink-quiet">{t("quotesHint")}</p>
              {props.quotes.map((quote) => (
                <Checkbox
                  key={quote.eventId}
                  checked={chosen.includes(quote.eventId)}
                  disabled={!chosen.includes(quote.eventId) && chosen.length >= reportLimits.quotes}
                  onChange={(event) => toggle(quote.eventId, event.target.checked)}
                  label={
                    <span lang={quote.language ?? undefined} dir="auto" className="font-serif">
                      {quote.text}
                    </span>
                  }
                />
              ))}
            </>
          )}
          {fields.quotes ? <FormError message={fields.quotes} /> : null}
        </fieldset>
        <Textarea
          label={t("note")}
          hint={t("noteHint")}
          name="note"
          maxLength={reportLimits.noteLength}
          error={fields.note}
        />
        <TextInput label={t("signedBy")} name="signedBy" maxLength={120} error={fields.signedBy} />
      </fieldset>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-serif text-lead">{t("link")}</legend>
        <LinkFields fields={fields} defaultName={props.masterName} />
      </fieldset>
      {error && Object.keys(fields).length === 0 ? <FormError message={error} /> : null}
      <div>
        <Button type="submit" tone="primary" busy={pending}>
          {t("share")}
        </Button>
      </div>
      <FreshLink link={link} onClose={() => setLink(null)} />
    </form>
  );
}
